import { type PostalAddress, type VerificationStatus } from '@croupier/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Everything personal the platform knows of somebody, with verification and settings. */
@Entity('players')
export class PlayerEntity {
  @PrimaryColumn('uuid', { name: 'player_id' })
  playerId: string;

  @Column('text')
  email: string;

  @Column('text', { name: 'given_name' })
  givenName: string;

  @Column('text', { name: 'family_name' })
  familyName: string;

  /** A calendar date: `1990-04-12`. */
  @Column('date', { name: 'date_of_birth' })
  dateOfBirth: string;

  @Column('jsonb')
  address: PostalAddress;

  /** Grows with each change of the profile or of its verification. */
  @Column('integer')
  version: number;

  @Column('text', { name: 'verification_status' })
  verificationStatus: VerificationStatus;

  @Column('text', { name: 'verification_reasons', array: true })
  verificationReasons: string[];

  @Column('timestamptz', { name: 'verification_decided_at', nullable: true })
  verificationDecidedAt: Date | null;

  /** The check that is at the bureau now. */
  @Column('uuid', { name: 'check_id', nullable: true })
  checkId: string | null;

  @Column('timestamptz', { name: 'check_started_at', nullable: true })
  checkStartedAt: Date | null;

  @Column('boolean', { name: 'marketing_by_email' })
  marketingByEmail: boolean;

  @Column('boolean', { name: 'marketing_by_sms' })
  marketingBySms: boolean;

  @Column('integer', { name: 'reality_check_minutes' })
  realityCheckMinutes: number;
}
