import { type SessionClosed } from '@croupier/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A login session. */
@Entity('sessions')
export class SessionEntity {
  @PrimaryColumn('uuid', { name: 'session_id' })
  sessionId: string;

  @Column('uuid', { name: 'player_id' })
  playerId: string;

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
  closeReason: SessionClosed['reason'] | null;
}
