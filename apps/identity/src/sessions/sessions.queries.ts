import { type LoginSession, type LoginSessionPage, type PageRequest } from '@croupier/contracts';
import { idBelow, pageOf, TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { SessionEntity } from './session.entity.js';

const defaultLimit = 25;

@Injectable()
export class SessionsQueries {
  constructor(private readonly transactions: TransactionRunner) {}

  async page({ playerId, cursor, limit = defaultLimit }: PageRequest): Promise<LoginSessionPage> {
    const below = idBelow(cursor);
    const rows = await this.transactions.read((database) =>
      database.getRepository(SessionEntity).find({
        where: { playerId, ...(below ? { sessionId: LessThan(below) } : {}) },
        order: { sessionId: 'DESC' },
        take: limit + 1,
      }),
    );
    const place = (row: SessionEntity) => ({ at: row.openedAt.toISOString(), id: row.sessionId });
    return pageOf(rows, limit, place, viewOf);
  }
}

function viewOf({ sessionId, openedAt, lastUsedAt, closedAt, closeReason }: SessionEntity): LoginSession {
  return {
    sessionId,
    openedAt: openedAt.toISOString(),
    lastUsedAt: lastUsedAt.toISOString(),
    ...(closedAt === null ? {} : { closedAt: closedAt.toISOString() }),
    ...(closeReason === null ? {} : { closeReason }),
  };
}
