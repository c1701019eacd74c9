import { type TransactionKind } from '@croupier/contracts';
import { type Currency } from '@croupier/kernel';
import { minorUnits } from '@croupier/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One transaction of the ledger, with the account as it was after it. Never changed, never deleted. */
@Entity('transactions')
export class TransactionEntity {
  @PrimaryColumn('uuid', { name: 'player_id' })
  playerId: string;

  @PrimaryColumn('uuid', { name: 'transaction_id' })
  transactionId: string;

  @Column('text')
  source: string;

  @Column('text')
  kind: TransactionKind;

  /** The deposit, withdrawal or round behind it. */
  @Column('uuid', { name: 'external_id' })
  externalId: string;

  @Column('text')
  currency: Currency;

  @Column('bigint', { name: 'cash_change', transformer: minorUnits })
  cashChange: number;

  @Column('bigint', { name: 'bonus_change', transformer: minorUnits })
  bonusChange: number;

  @Column('bigint', { name: 'bonus_after', transformer: minorUnits })
  bonusAfter: number;

  @Column('bigint', { name: 'cash_after', transformer: minorUnits })
  cashAfter: number;

  @Column('bigint', { transformer: minorUnits })
  version: number;

  @Column('bigint', { transformer: minorUnits, nullable: true })
  stake: number | null;

  @Column('bigint', { transformer: minorUnits, nullable: true })
  payout: number | null;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;
}
