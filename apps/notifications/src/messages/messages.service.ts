import { messageCreated } from '@croupier/contracts';
import { Clock, newId } from '@croupier/kernel';
import { type FactContext, firstTime, outgoing, tell } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { isMailed, type MessageKind, purposeOf, type ValuesOf } from '../texts/placeholders.js';
import { wordingOf } from '../texts/render.js';
import { NotificationsConfig } from '../notifications.config.js';
import { messageView } from './message-view.js';
import { MessageEntity } from './message.entity.js';

/** What a message is made of. */
export interface Occasion<Kind extends MessageKind> {
  playerId: string;
  /** The fact or the offer it tells of. */
  originId: string;
  kind: Kind;
  values: ValuesOf<Kind>;
  /** When that happened. */
  at: Date;
  /** Until when a mail of it makes sense; three days after it happened unless said otherwise. */
  until?: Date;
}

const mailLifeMs = 72 * 3_600_000;
const weekMs = 7 * 24 * 3_600_000;

/** Other offers that a player was shown or sent; one that was taken out of the lobby again was sent all the same. */
const offersSinceSql = `
  SELECT count(*)::int AS offers FROM messages
   WHERE player_id = $1 AND message_id <> $2 AND purpose = 'marketing'
     AND (shown_at > $3 OR (mail_status = 'sent' AND mail_ended_at > $3))`;

/** What a fact says of its message; its id is the message's origin. */
export type FactOccasion<Kind extends MessageKind> = Omit<Occasion<Kind>, 'originId' | 'at' | 'until'> & {
  at: string;
};

/** Writes messages, one for each origin. */
@Injectable()
export class MessagesService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clock: Clock,
    private readonly config: NotificationsConfig,
  ) {}

  /** Writes the message of a fact, and does what else follows from it, once for all its deliveries. */
  async write<Kind extends MessageKind>(
    fact: FactContext,
    { playerId, kind, values, at }: FactOccasion<Kind>,
    also?: (manager: EntityManager) => Promise<unknown>,
  ): Promise<void> {
    await this.transactions.run(async (manager) => {
      if (!(await firstTime(manager, fact))) return;
      await this.add<Kind>(manager, { playerId, kind, values, originId: fact.id, at: new Date(at) });
      await also?.(manager);
    });
  }

  /** One message for an origin: a second one changes nothing. A service message is shown at once. */
  async add<Kind extends MessageKind>(manager: EntityManager, occasion: Occasion<Kind>): Promise<void> {
    const { playerId, originId, kind, values, at, until } = occasion;
    const now = this.clock.now();
    const purpose = purposeOf(kind);
    const mailed = isMailed(kind);
    const row = Object.assign(new MessageEntity(), {
      playerId,
      messageId: newId(),
      originId,
      kind,
      purpose,
      ...wordingOf(kind, values),
      createdAt: now,
      shownAt: purpose === 'service' ? now : null,
      readAt: null,
      mailStatus: mailed ? 'waiting' : 'withheld',
      mailReason: mailed ? null : 'lobby_only',
      mailAttempts: 0,
      mailDueAt: mailed ? now : null,
      mailExpiresAt: until ?? new Date(at.getTime() + mailLifeMs),
      mailEndedAt: mailed ? null : now,
    } satisfies MessageEntity);
    const added = await manager
      .createQueryBuilder()
      .insert()
      .into(MessageEntity)
      .values(row)
      .orIgnore()
      .returning('message_id')
      .execute();
    if ((added.raw as unknown[]).length > 0 && row.shownAt) await this.tellOf(manager, row);
  }

  /**
   * Lets the player see an offer that was held back, unless that would be more than a player gets in seven days, or it
   * was withheld meanwhile. Offers to one player stand in line, so that two cannot both be the last one.
   */
  async show(
    manager: EntityManager,
    row: MessageEntity,
  ): Promise<'shown' | 'one_too_many' | 'withheld_meanwhile'> {
    const shownAt = this.clock.now();
    const { playerId, messageId } = row;
    await manager.query(`SELECT pg_advisory_xact_lock(hashtext($1))`, [playerId]);
    const since = new Date(shownAt.getTime() - weekMs);
    const [{ offers }] = (await manager.query(offersSinceSql, [playerId, messageId, since])) as [
      { offers: number },
    ];
    if (offers >= this.config.OFFERS_PER_WEEK) return 'one_too_many';
    const { affected } = await manager
      .createQueryBuilder()
      .update(MessageEntity)
      .set({ shownAt })
      .where({ playerId, messageId })
      .andWhere(`shown_at IS NULL AND mail_status = 'waiting'`)
      .execute();
    if (affected !== 1) return 'withheld_meanwhile';
    await this.tellOf(manager, Object.assign(new MessageEntity(), row, { shownAt }));
    return 'shown';
  }

  /** Takes every offer out of the player's sight and stops those that wait; what was mailed cannot be called back. */
  async withdrawOffers(manager: EntityManager, playerId: string): Promise<void> {
    await manager.query(
      `UPDATE messages
          SET shown_at = NULL, read_at = NULL, mail_due_at = NULL, mail_ended_at = coalesce(mail_ended_at, $2),
              mail_reason = CASE mail_status WHEN 'waiting' THEN 'restricted' ELSE mail_reason END,
              mail_status = CASE mail_status WHEN 'waiting' THEN 'withheld' ELSE mail_status END
        WHERE player_id = $1 AND purpose = 'marketing'`,
      [playerId, this.clock.now()],
    );
  }

  private tellOf(manager: EntityManager, row: MessageEntity): Promise<void> {
    return tell(manager, outgoing(messageCreated, { playerId: row.playerId, ...messageView(row) }));
  }
}
