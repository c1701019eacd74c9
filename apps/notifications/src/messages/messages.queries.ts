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
    // Of one moment: a message that comes in between would be on the page and not among the unread.
    const [rows, unread] = await this.transactions.read((database) =>
      database.transaction('REPEATABLE READ', async (manager): Promise<[MessageEntity[], number]> => {
        const messages = manager.getRepository(MessageEntity);
        const query = messages
          .createQueryBuilder('m')
          .where('m.playerId = :playerId AND m.shownAt IS NOT NULL', { playerId })
          .orderBy('m.shownAt', 'DESC')
          .addOrderBy('m.messageId', 'DESC')
          .limit(limit + 1);
        if (from)
          query.andWhere('(m.shownAt, m.messageId) < (:at, :id)', { at: new Date(from.at), id: from.id });
        const page = await query.getMany();
        return [page, await messages.countBy({ playerId, shownAt: Not(IsNull()), readAt: IsNull() })];
      }),
    );
    const place = (row: MessageEntity) => ({ at: (row.shownAt as Date).toISOString(), id: row.messageId });
    return { ...pageOf(rows, limit, place, messageView), unread };
  }
}
