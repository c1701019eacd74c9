import { type DepositStatus, type PaymentMethodId } from '@croupier/contracts';
import { type Currency } from '@croupier/kernel';
import { minorUnits } from '@croupier/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One deposit and how far it is. */
@Entity('deposits')
export class DepositEntity {
  @PrimaryColumn('uuid', { name: 'player_id' })
  playerId: string;

  @PrimaryColumn('uuid', { name: 'deposit_id' })
  depositId: string;

  @Column('text', { name: 'idempotency_key' })
  idempotencyKey: string;

  @Column('text')
  fingerprint: string;

  @Column('text')
  provider: string;

  @Column('text')
  method: PaymentMethodId;

  /** Asked for, in minor units. */
  @Column('bigint', { transformer: minorUnits })
  amount: number;

  @Column('text')
  currency: Currency;

  @Column('text', { name: 'return_url', nullable: true })
  returnUrl: string | null;

  @Column('text', { name: 'redirect_url', nullable: true })
  redirectUrl: string | null;

  @Column('text')
  status: DepositStatus;

  @Column('text', { name: 'failure_reason', nullable: true })
  failureReason: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  /** When the process looks at it next; null once there is nothing left to do. */
  @Column('timestamptz', { name: 'next_check_at', nullable: true })
  nextCheckAt: Date | null;

  @Column('integer')
  checks: number;
}
