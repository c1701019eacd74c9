import {
  commonError,
  type Deposit,
  type DepositPage,
  type DepositRef,
  type PageRequest,
} from '@croupier/contracts';
import { idBelow, pageOf, TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { depositView } from './deposit-view.js';
import { DepositEntity } from './deposit.entity.js';

const defaultLimit = 25;

@Injectable()
export class DepositsQueries {
  constructor(private readonly transactions: TransactionRunner) {}

  /** @throws DomainError `not_found`, also for another player's deposit. */
  async read({ playerId, depositId }: DepositRef): Promise<Deposit> {
    const row = await this.transactions.read((database) =>
      database.getRepository(DepositEntity).findOneBy({ playerId, depositId }),
    );
    if (!row) throw commonError('not_found');
    return depositView(row);
  }

  async page({ playerId, cursor, limit = defaultLimit }: PageRequest): Promise<DepositPage> {
    const below = idBelow(cursor);
    const rows = await this.transactions.read((database) =>
      database.getRepository(DepositEntity).find({
        where: { playerId, ...(below ? { depositId: LessThan(below) } : {}) },
        order: { depositId: 'DESC' },
        take: limit + 1,
      }),
    );
    return pageOf(
      rows,
      limit,
      (row) => ({ at: row.createdAt.toISOString(), id: row.depositId }),
      depositView,
    );
  }
}
