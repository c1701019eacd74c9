import { Entity } from 'typeorm';
import { LoginTokenEntity } from '../login-sessions/login-session.entity.js';

/** A refresh token of the back office. */
@Entity('staff_refresh_tokens')
export class StaffRefreshTokenEntity extends LoginTokenEntity {}
