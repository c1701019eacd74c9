import { type StaffSessionEnd } from '@croupier/contracts';
import { Column, Entity } from 'typeorm';
import { LoginSessionEntity } from '../login-sessions/login-session.entity.js';

/** A login session of the back office. */
@Entity('staff_sessions')
export class StaffSessionEntity extends LoginSessionEntity<StaffSessionEnd> {
  @Column('uuid', { name: 'staff_id' })
  staffId: string;
}
