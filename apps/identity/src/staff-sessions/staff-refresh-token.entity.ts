import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A refresh token of the back office; kept after its use, so that a second use is known for what it is. */
@Entity('staff_refresh_tokens')
export class StaffRefreshTokenEntity {
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
