import { messageCreated } from '@croupier/contracts';
import { Clock, newId } from '@croupier/kernel';
import { outgoing, tell } from '@croupier/messaging';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type MessageKind, purposeOf, type ValuesOf } from '../texts/placeholders.js';
import { wordingOf } from '../texts/render.js';
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

/** Writes messages, each in the transaction of its caller. */
@Injectable()
export class MessagesService {
  constructor(private readonly clock: Clock) {}

  /** One message for an origin: a second one changes nothing. A service message is shown at once. */
  async add<Kind extends MessageKind>(manager: EntityManager, occasion: Occasion<Kind>): Promise<void> {
    const { playerId, originId, kind, values, at, until } = occasion;
    const now = this.clock.now();
    const purpose = purposeOf(kind);
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
      mailStatus: 'waiting',
      mailReason: null,
      mailAttempts: 0,
      mailDueAt: now,
      mailExpiresAt: until ?? new Date(at.getTime() + mailLifeMs),
      mailEndedAt: null,
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

  /** Lets the player see a message that was held back; the first time counts. */
  async show(manager: EntityManager, row: MessageEntity): Promise<void> {
    const shownAt = this.clock.now();
    const { playerId, messageId } = row;
    const { affected } = await manager
      .createQueryBuilder()
      .update(MessageEntity)
      .set({ shownAt })
      .where({ playerId, messageId })
      .andWhere('shown_at IS NULL')
      .execute();
    if (affected === 1) await this.tellOf(manager, Object.assign(new MessageEntity(), row, { shownAt }));
  }

  private tellOf(manager: EntityManager, row: MessageEntity): Promise<void> {
    return tell(manager, outgoing(messageCreated, { playerId: row.playerId, ...messageView(row) }));
  }
}
