import type { AwardEndReason, AwardStatus } from '@croupier/contracts';
import type { Currency } from '@croupier/kernel';
import { minorUnits } from '@croupier/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

const bigint = { transformer: minorUnits };

/** One bonus of one player, and where it stands. Amounts in minor units. */
@Entity('awards')
export class AwardEntity {
  @PrimaryColumn('uuid', { name: 'player_id' })
  playerId: string;

  @PrimaryColumn('uuid', { name: 'award_id' })
  awardId: string;

  @Column('text', { name: 'programme_id' })
  programmeId: string;

  @Column('integer', { name: 'programme_version' })
  programmeVersion: number;

  @Column('text', { name: 'claim_key' })
  claimKey: string;

  @Column('text')
  currency: Currency;

  @Column('text')
  status: AwardStatus;

  @Column('text', { name: 'end_reason', nullable: true })
  endReason: AwardEndReason | null;

  @Column('bigint', bigint)
  committed: number;

  @Column('bigint', bigint)
  bonus: number;

  @Column('uuid', { name: 'deposit_id', nullable: true })
  depositId: string | null;

  @Column('bigint', bigint)
  required: number;

  /** Ten-thousandths of a minor unit. */
  @Column('bigint', bigint)
  counted: number;

  @Column('bigint', bigint)
  winnings: number;

  @Column('integer', { name: 'free_rounds_played' })
  freeRoundsPlayed: number;

  @Column('bigint', { name: 'bonus_money', ...bigint })
  bonusMoney: number;

  @Column('bigint', { name: 'in_play', ...bigint })
  inPlay: number;

  @Column('bigint', { name: 'heard_version', ...bigint })
  heardVersion: number;

  @Column('bigint', { name: 'claimed_version', ...bigint })
  claimedVersion: number;

  @Column('bigint', { name: 'granted_version', nullable: true, ...bigint })
  grantedVersion: number | null;

  @Column('bigint', { name: 'ended_version', nullable: true, ...bigint })
  endedVersion: number | null;

  @Column('timestamptz', { name: 'claimed_at' })
  claimedAt: Date;

  @Column('timestamptz', { name: 'granted_at', nullable: true })
  grantedAt: Date | null;

  /** On the player's clock. */
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  /** When the player was told that it expires soon; null if not yet, or if there was no time for it. */
  @Column('timestamptz', { name: 'reminded_at', nullable: true })
  remindedAt: Date | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('bigint', { nullable: true, ...bigint })
  converted: number | null;

  @Column('bigint', { nullable: true, ...bigint })
  forfeited: number | null;

  /** When the process looks at it next, on the player's clock; null once it is over. */
  @Column('timestamptz', { name: 'next_check_at', nullable: true })
  nextCheckAt: Date | null;

  @Column('integer')
  checks: number;
}
