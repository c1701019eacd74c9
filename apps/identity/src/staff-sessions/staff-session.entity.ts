import { type StaffSessionEnd } from '@croupier/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A login session of the back office. */
@Entity('staff_sessions')
export class StaffSessionEntity {
  @PrimaryColumn('uuid', { name: 'session_id' })
  sessionId: string;

  @Column('uuid', { name: 'staff_id' })
  staffId: string;

  /** Of the newest refresh token; each use makes the next. */
  @Column('integer')
  generation: number;

  @Column('timestamptz', { name: 'opened_at' })
  openedAt: Date;

  @Column('timestamptz', { name: 'last_used_at' })
  lastUsedAt: Date;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt: Date | null;

  @Column('text', { name: 'close_reason', nullable: true })
  closeReason: StaffSessionEnd | null;
}
