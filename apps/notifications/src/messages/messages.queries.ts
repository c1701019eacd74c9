import { commonError, type MessagePage, type PageRequest } from '@croupier/contracts';
import { isUuid } from '@croupier/kernel';
import { decodeCursor, pageOf, TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { messageView } from './message-view.js';
import { MessageEntity } from './message.entity.js';

const defaultLimit = 25;

@Injectable()
export class MessagesQueries {
  constructor(private readonly transactions: TransactionRunner) {}

  /** @throws DomainError `invalid_request` for a cursor that is not `next` of an earlier page. */
  async page({ playerId, cursor, limit = defaultLimit }: PageRequest): Promise<MessagePage> {
    const from = decodeCursor(cursor);
    if (from && !isUuid(from.id)) throw commonError('invalid_request', { field: 'cursor' });
    const [rows, unread] = await this.transactions.read((database) => {
      const messages = database.getRepository(MessageEntity);
      const query = messages
        .createQueryBuilder('m')
        .where('m.playerId = :playerId AND m.shownAt IS NOT NULL', { playerId })
        .orderBy('m.shownAt', 'DESC')
        .addOrderBy('m.messageId', 'DESC')
        .limit(limit + 1);
      if (from)
        query.andWhere('(m.shownAt, m.messageId) < (:at, :id)', { at: new Date(from.at), id: from.id });
      return Promise.all([
        query.getMany(),
        messages.countBy({ playerId, shownAt: Not(IsNull()), readAt: IsNull() }),
      ]);
    });
    const place = (row: MessageEntity) => ({ at: (row.shownAt as Date).toISOString(), id: row.messageId });
    return { ...pageOf(rows, limit, place, messageView), unread };
  }
}
