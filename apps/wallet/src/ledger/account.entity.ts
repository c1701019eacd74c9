import { type Currency } from '@croupier/kernel';
import { minorUnits } from '@croupier/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A player's balances in one currency. Read here; only the ledger's own function writes them. */
@Entity('accounts')
export class AccountEntity {
  @PrimaryColumn('uuid', { name: 'player_id' })
  playerId: string;

  @PrimaryColumn('text')
  currency: Currency;

  /** Playable, in minor units. */
  @Column('bigint', { transformer: minorUnits })
  cash: number;

  /** Of the active award: playable, not withdrawable, in minor units. */
  @Column('bigint', { transformer: minorUnits })
  bonus: number;

  /** Stakes of rounds that are not settled yet, in minor units. */
  @Column('bigint', { name: 'in_play', transformer: minorUnits })
  inPlay: number;

  /** Requested withdrawals not yet paid, in minor units. */
  @Column('bigint', { transformer: minorUnits })
  withdrawing: number;

  @Column('bigint', { transformer: minorUnits })
  version: number;

  @Column('timestamptz', { name: 'opened_at' })
  openedAt: Date;
}
