import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How a check ended; `under_age` was decided here, `no_answer` is no decision. */
export type CheckOutcome = 'pass' | 'refer' | 'fail' | 'under_age' | 'no_answer';

/** Evidence of one check. Never changed. */
@Entity('verification_checks')
export class VerificationCheckEntity {
  @PrimaryColumn('uuid', { name: 'player_id' })
  playerId: string;

  /** The reference the bureau was given. */
  @PrimaryColumn('uuid', { name: 'check_id' })
  checkId: string;

  @Column('text')
  outcome: CheckOutcome;

  @Column('text', { array: true })
  reasons: string[];

  @Column('timestamptz', { name: 'requested_at' })
  requestedAt: Date;

  @Column('timestamptz', { name: 'ended_at' })
  endedAt: Date;
}
