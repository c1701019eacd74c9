import { Entity } from 'typeorm';
import { LoginTokenEntity } from '../login-sessions/login-session.entity.js';

/** A refresh token of a player. */
@Entity('refresh_tokens')
export class RefreshTokenEntity extends LoginTokenEntity {}
