import { minorUnits } from '@croupier/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A player about whom something was decided, and how far the wallet knows of it. */
@Entity('players')
export class PlayerEntity {
  @PrimaryColumn('uuid', { name: 'player_id' })
  playerId: string;

  /** Of the limits and blocks; grows with each change. */
  @Column('bigint', { transformer: minorUnits })
  revision: number;

  /** The newest revision that the wallet has confirmed. */
  @Column('bigint', { transformer: minorUnits })
  acknowledged: number;

  /** Of the limits and of the wishes for others. */
  @Column('bigint', { transformer: minorUnits })
  version: number;

  @Column('timestamptz', { name: 'next_push_at', nullable: true })
  nextPushAt: Date | null;

  @Column('integer')
  pushes: number;

  @Column('timestamptz', { name: 'signed_in_at', nullable: true })
  signedInAt: Date | null;

  /** When the exclusion scheme is asked about the player again, at the latest. */
  @Column('timestamptz', { name: 'next_check_at', nullable: true })
  nextCheckAt: Date | null;

  /** When the player last looked at their limits, by their clock; null until they answered about a deposit limit. */
  @Column('timestamptz', { name: 'reviewed_at', nullable: true })
  reviewedAt: Date | null;
}
