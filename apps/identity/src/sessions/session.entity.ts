import { type SessionClosed } from '@croupier/contracts';
import { Column, Entity } from 'typeorm';
import { LoginSessionEntity } from '../login-sessions/login-session.entity.js';

/** A login session of a player. */
@Entity('sessions')
export class SessionEntity extends LoginSessionEntity<SessionClosed['reason']> {
  @Column('uuid', { name: 'player_id' })
  playerId: string;
}
