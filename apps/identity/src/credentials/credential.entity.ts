import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What lets a player in. Exists only for confirmed accounts. */
@Entity('credentials')
export class CredentialEntity {
  @PrimaryColumn('uuid', { name: 'player_id' })
  playerId: string;

  /** Keyed hash of the e-mail address. */
  @Column('text', { name: 'email_index' })
  emailIndex: string;

  /** PHC string. */
  @Column('text', { name: 'password_hash' })
  passwordHash: string;
}
