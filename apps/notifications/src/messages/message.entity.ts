import { type MessagePurpose } from '@croupier/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How the mail of a message ended; `waiting` until it has. */
export type MailStatus = 'waiting' | 'sent' | 'withheld' | 'refused' | 'expired';

/** A message to a player, and how far its mail is. No address and no name is kept. */
@Entity('messages')
export class MessageEntity {
  @PrimaryColumn('uuid', { name: 'player_id' })
  playerId: string;

  @PrimaryColumn('uuid', { name: 'message_id' })
  messageId: string;

  /** The fact or the offer it tells of. */
  @Column('uuid', { name: 'origin_id' })
  originId: string;

  @Column('text')
  kind: string;

  @Column('text')
  purpose: MessagePurpose;

  @Column('text')
  title: string;

  @Column('text')
  text: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'shown_at', nullable: true })
  shownAt: Date | null;

  @Column('timestamptz', { name: 'read_at', nullable: true })
  readAt: Date | null;

  @Column('text', { name: 'mail_status' })
  mailStatus: MailStatus;

  /** Why it was not sent, as a code. */
  @Column('text', { name: 'mail_reason', nullable: true })
  mailReason: string | null;

  @Column('integer', { name: 'mail_attempts' })
  mailAttempts: number;

  @Column('timestamptz', { name: 'mail_due_at', nullable: true })
  mailDueAt: Date | null;

  /** After this it would only confuse. */
  @Column('timestamptz', { name: 'mail_expires_at' })
  mailExpiresAt: Date;

  @Column('timestamptz', { name: 'mail_ended_at', nullable: true })
  mailEndedAt: Date | null;
}
