import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A refresh token that was given out; kept after its use, so that a second use is known for what it is. */
@Entity('refresh_tokens')
export class RefreshTokenEntity {
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
