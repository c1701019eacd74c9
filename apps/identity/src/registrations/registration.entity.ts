import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A wish to open an account, waiting for the proof that the e-mail address is the player's. */
@Entity('registrations')
export class RegistrationEntity {
  @PrimaryColumn('uuid', { name: 'registration_id' })
  registrationId: string;

  /** The player it makes if it is confirmed. */
  @Column('uuid', { name: 'player_id' })
  playerId: string;

  @Column('text', { name: 'email_index' })
  emailIndex: string;

  @Column('text')
  currency: string;

  /** True if the address had an account, or the person is excluded: it looks like any other and never confirms. */
  @Column('boolean')
  decoy: boolean;

  @Column('text', { name: 'password_hash', nullable: true })
  passwordHash: string | null;

  @Column('text', { name: 'code_hash' })
  codeHash: string;

  /** Wrong codes so far. */
  @Column('integer')
  attempts: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  /** When the mail was handed over; before that there is nothing to confirm. */
  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt: Date | null;

  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt: Date | null;
}
