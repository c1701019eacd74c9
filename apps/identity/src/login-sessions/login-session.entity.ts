import { Column, PrimaryColumn } from 'typeorm';

/** A login session, of a player or of a member of staff. */
export abstract class LoginSessionEntity<End extends string = string> {
  @PrimaryColumn('uuid', { name: 'session_id' })
  sessionId: string;

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
  closeReason: End | null;
}

/** A refresh token that was given out; kept after its use, so that a second use is known for what it is. */
export abstract class LoginTokenEntity {
  @PrimaryColumn('uuid', { name: 'session_id' })
  sessionId: string;

  @PrimaryColumn('integer')
  generation: number;

  /** SHA-256 of the token's text. */
  @Column('text', { name: 'token_hash' })
  tokenHash: string;

  @Column('timestamptz', { name: 'spent_at', nullable: true })
  spentAt: Date | null;
}
