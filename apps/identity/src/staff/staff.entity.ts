import { type StaffRole, type StaffState } from '@croupier/contracts';
import { minorUnits } from '@croupier/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An account of somebody who works for the house. Its name is chosen for the account and is no person's. */
@Entity('staff')
export class StaffEntity {
  @PrimaryColumn('uuid', { name: 'staff_id' })
  staffId: string;

  @Column('text')
  name: string;

  @Column('text', { array: true })
  roles: StaffRole[];

  @Column('text')
  state: StaffState;

  /** PHC string; null until the account is enrolled. */
  @Column('text', { name: 'password_hash', nullable: true })
  passwordHash: string | null;

  /** Secret of the second factor, sealed under a key the database does not have. */
  @Column('text', { name: 'factor_sealed', nullable: true })
  factorSealed: string | null;

  /** Time step of the newest code that was used. */
  @Column('bigint', { name: 'factor_step', nullable: true, transformer: minorUnits })
  factorStep: number | null;

  @Column('text', { name: 'enrolment_hash', nullable: true })
  enrolmentHash: string | null;

  @Column('timestamptz', { name: 'enrolment_expires_at', nullable: true })
  enrolmentExpiresAt: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
