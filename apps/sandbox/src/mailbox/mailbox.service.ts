import { Clock, invariant, newId } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type ListMessages, type Message, type PostMessage } from './mailbox-messages.js';

interface MessageRow {
  message_id: string;
  recipient: string;
  subject: string;
  body: string;
  body_html: string | null;
  sent_at: Date;
}

const defaultLimit = 25;

/** Every message the platform sent, whoever it was for. */
@Injectable()
export class MailboxService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clock: Clock,
  ) {}

  async post({ to, subject, text, html, reference }: PostMessage): Promise<{ messageId: string }> {
    const [posted] = await this.query(
      `INSERT INTO mailbox (message_id, recipient, subject, body, body_html, sent_at, reference)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (reference) DO NOTHING RETURNING *`,
      [newId(), to, subject, text, html ?? null, this.clock.now(), reference ?? null],
    );
    const [row] = posted
      ? [posted]
      : await this.query(`SELECT * FROM mailbox WHERE reference = $1`, [reference]);
    invariant(row, 'a reference that is taken belongs to a message');
    return { messageId: row.message_id };
  }

  async list({ to, limit }: ListMessages): Promise<Message[]> {
    const rows = await this.query(
      `SELECT * FROM mailbox WHERE $1::text IS NULL OR lower(recipient) = lower($1)
        ORDER BY message_id DESC LIMIT $2`,
      [to ?? null, limit ?? defaultLimit],
    );
    return rows.map(message);
  }

  async find(messageId: string): Promise<Message | undefined> {
    const [row] = await this.query(`SELECT * FROM mailbox WHERE message_id = $1`, [messageId]);
    return row && message(row);
  }

  private query(sql: string, values: unknown[]): Promise<MessageRow[]> {
    return this.transactions.read((database) => database.query(sql, values) as Promise<MessageRow[]>);
  }
}

function message(row: MessageRow): Message {
  return {
    messageId: row.message_id,
    to: row.recipient,
    subject: row.subject,
    text: row.body,
    ...(row.body_html === null ? {} : { html: row.body_html }),
    sentAt: row.sent_at.toISOString(),
  };
}
