import { type PaymentMethodId, type WithdrawalStatus } from '@croupier/contracts';
import { type Currency } from '@croupier/kernel';
import { minorUnits } from '@croupier/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One withdrawal and how far it is. */
@Entity('withdrawals')
export class WithdrawalEntity {
  @PrimaryColumn('uuid', { name: 'player_id' })
  playerId: string;

  @PrimaryColumn('uuid', { name: 'withdrawal_id' })
  withdrawalId: string;

  @Column('text', { name: 'idempotency_key' })
  idempotencyKey: string;

  @Column('text')
  fingerprint: string;

  @Column('text')
  provider: string;

  @Column('text')
  method: PaymentMethodId;

  /** Minor units. */
  @Column('bigint', { transformer: minorUnits })
  amount: number;

  @Column('text')
  currency: Currency;

  @Column('text')
  status: WithdrawalStatus;

  /** How it ended at the provider, while the wallet has still to be told. */
  @Column('text', { name: 'provider_outcome', nullable: true })
  providerOutcome: 'paid' | 'failed' | null;

  @Column('text', { name: 'failure_reason', nullable: true })
  failureReason: string | null;

  /** The member of staff who decided, where one had to. */
  @Column('uuid', { name: 'reviewed_by', nullable: true })
  reviewedBy: string | null;

  @Column('timestamptz', { name: 'reviewed_at', nullable: true })
  reviewedAt: Date | null;

  /** For the house; the player does not see it. */
  @Column('text', { name: 'review_reason', nullable: true })
  reviewReason: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  /** When the process looks at it next; null once there is nothing left to do. */
  @Column('timestamptz', { name: 'next_check_at', nullable: true })
  nextCheckAt: Date | null;

  @Column('integer')
  checks: number;
}
