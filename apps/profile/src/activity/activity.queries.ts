import { type Activity, type ActivityPage, commonError, type PageRequest } from '@croupier/contracts';
import { isUuid } from '@croupier/kernel';
import { decodeCursor, pageOf, TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { ActivityEntity } from './activity.entity.js';

const defaultLimit = 25;

@Injectable()
export class ActivityQueries {
  constructor(private readonly transactions: TransactionRunner) {}

  /** @throws DomainError `invalid_request` for a cursor that is not `next` of an earlier page. */
  async page({ playerId, cursor, limit = defaultLimit }: PageRequest): Promise<ActivityPage> {
    const from = decodeCursor(cursor);
    if (from && !isUuid(from.id)) throw commonError('invalid_request', { field: 'cursor' });
    const rows = await this.transactions.read((database) => {
      const query = database
        .getRepository(ActivityEntity)
        .createQueryBuilder('a')
        .where('a.playerId = :playerId', { playerId })
        .orderBy('a.at', 'DESC')
        .addOrderBy('a.activityId', 'DESC')
        .limit(limit + 1);
      if (from) query.andWhere('(a.at, a.activityId) < (:at, :id)', { at: new Date(from.at), id: from.id });
      return query.getMany();
    });
    return pageOf(rows, limit, (row) => ({ at: row.at.toISOString(), id: row.activityId }), line);
  }
}

function line({ activityId, kind, at, facts }: ActivityEntity): Activity {
  return { id: activityId, kind, at: at.toISOString(), facts: facts as Record<string, unknown> };
}
