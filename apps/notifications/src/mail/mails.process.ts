import { Clock, DomainError } from '@croupier/kernel';
import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { DueLoop, LOG } from '@croupier/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { CampaignsQueries } from '../campaigns/campaigns.queries.js';
import { ContactQueries } from '../contact/contact.queries.js';
import { type MailStatus, MessageEntity } from '../messages/message.entity.js';
import { MessagesService } from '../messages/messages.service.js';
import { NotificationsConfig } from '../notifications.config.js';
import { unsubscribeToken } from '../unsubscribe/unsubscribe-token.js';
import { letterOf } from '../texts/render.js';
import { leaseMs, waitAfter } from './back-off.js';
import { MailTransport } from './mail-transport.js';
import { messageIdOf } from './message-id.js';

const claimSql = `
  UPDATE messages SET mail_attempts = mail_attempts + 1, mail_due_at = $2
   WHERE (player_id, message_id) IN (
     SELECT player_id, message_id FROM messages WHERE mail_due_at <= $1
      ORDER BY mail_due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
  RETURNING player_id AS "playerId", message_id AS "messageId"`;

/**
 * Sends the mail of each message once. What keeps it from leaving is tried again, with growing waits, until the mail
 * would only confuse. Whether it may leave, and where to, is asked at each attempt and kept nowhere. A process that
 * dies after the mail was taken leaves it waiting: it is sent again under the same Message-ID.
 */
@Injectable()
export class MailsProcess extends DueLoop<MessageEntity> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly contacts: ContactQueries,
    private readonly messages: MessagesService,
    private readonly campaigns: CampaignsQueries,
    private readonly transport: MailTransport,
    private readonly config: NotificationsConfig,
    private readonly clock: Clock,
    @Inject(LOG) log: Log,
  ) {
    super('mails', log);
  }

  protected async claim(limit: number): Promise<MessageEntity[]> {
    const now = this.clock.now();
    const lease = new Date(now.getTime() + leaseMs);
    return this.transactions.read(async (database) => {
      const [claimed] = (await database.query(claimSql, [now, lease, limit])) as [
        { playerId: string; messageId: string }[],
        number,
      ];
      return claimed.length === 0 ? [] : database.getRepository(MessageEntity).findBy(claimed);
    });
  }

  protected idOf({ messageId }: MessageEntity): string {
    return messageId;
  }

  protected async advance(row: MessageEntity): Promise<void> {
    try {
      await this.deliver(row);
    } catch (error) {
      const due = new Date(this.clock.now().getTime() + waitAfter(row.mailAttempts));
      const reason = error instanceof DomainError ? error.code : 'internal';
      await this.change(row, { mailReason: reason, mailDueAt: due });
      throw error;
    }
  }

  private async deliver(row: MessageEntity): Promise<void> {
    const { playerId, purpose } = row;
    if (row.mailExpiresAt <= this.clock.now()) return this.end(row, 'expired', row.mailReason);
    const permission = await this.contacts.mayContact(playerId, purpose);
    if (!permission.allowed) return this.end(row, 'withheld', permission.reason);
    const unsubscribeUrl = purpose === 'marketing' ? this.unsubscribeUrl(row) : undefined;
    if (unsubscribeUrl !== undefined && !(await this.mayOffer(row))) return;
    const { email, givenName } = permission.contact;
    const delivery = await this.transport.send({
      messageId: messageIdOf(row, this.config.MAIL_FROM),
      to: email,
      ...letterOf(row, purpose, givenName, unsubscribeUrl),
      ...(unsubscribeUrl === undefined ? {} : { unsubscribeUrl }),
    });
    await (delivery.taken ? this.end(row, 'sent', null) : this.end(row, 'refused', delivery.refusal));
  }

  /** Is the offer one for this player, and not one too many? Then it is shown in the lobby, too. */
  private async mayOffer(row: MessageEntity): Promise<boolean> {
    const closed = await this.campaigns.closedBy(row);
    if (closed !== undefined) await this.end(row, 'withheld', closed);
    if (closed !== undefined || row.shownAt !== null) return closed === undefined;
    const shown = await this.transactions.run((manager) => this.messages.show(manager, row));
    if (shown === 'one_too_many') await this.end(row, 'withheld', 'frequency_cap');
    return shown === 'shown';
  }

  private unsubscribeUrl({ playerId }: MessageEntity): string {
    const { PUBLIC_URL, UNSUBSCRIBE_KEY } = this.config;
    return `${PUBLIC_URL.replace(/\/$/, '')}/v1/unsubscriptions/${unsubscribeToken(playerId, UNSUBSCRIBE_KEY)}`;
  }

  private end(row: MessageEntity, mailStatus: MailStatus, mailReason: string | null): Promise<void> {
    return this.change(row, { mailStatus, mailReason, mailDueAt: null, mailEndedAt: this.clock.now() });
  }

  /** Whoever ended it first stays right. */
  private async change(
    { playerId, messageId }: MessageEntity,
    change: Partial<MessageEntity>,
  ): Promise<void> {
    await this.transactions.run((manager) =>
      manager.update(MessageEntity, { playerId, messageId, mailStatus: 'waiting' }, change),
    );
  }
}
