import {
  commonError,
  type ListWithdrawalReviews,
  type Withdrawal,
  type WithdrawalPage,
  type WithdrawalRef,
  type WithdrawalReviewPage,
  type PageRequest,
} from '@croupier/contracts';
import { idBelow, pageOf, TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { IsNull, LessThan, MoreThan } from 'typeorm';
import { reviewView, withdrawalView } from './withdrawal-view.js';
import { WithdrawalEntity } from './withdrawal.entity.js';

const defaultLimit = 25;

@Injectable()
export class WithdrawalsQueries {
  constructor(private readonly transactions: TransactionRunner) {}

  /** @throws DomainError `not_found`, also for another player's withdrawal. */
  async read({ playerId, withdrawalId }: WithdrawalRef): Promise<Withdrawal> {
    const row = await this.transactions.read((database) =>
      database.getRepository(WithdrawalEntity).findOneBy({ playerId, withdrawalId }),
    );
    if (!row) throw commonError('not_found');
    return withdrawalView(row);
  }

  async page({ playerId, cursor, limit = defaultLimit }: PageRequest): Promise<WithdrawalPage> {
    const below = idBelow(cursor);
    const rows = await this.transactions.read((database) =>
      database.getRepository(WithdrawalEntity).find({
        where: { playerId, ...(below ? { withdrawalId: LessThan(below) } : {}) },
        order: { withdrawalId: 'DESC' },
        take: limit + 1,
      }),
    );
    return pageOf(
      rows,
      limit,
      (row) => ({ at: row.createdAt.toISOString(), id: row.withdrawalId }),
      withdrawalView,
    );
  }

  /** What waits for a person, the oldest first. */
  async reviews({ cursor, limit = defaultLimit }: ListWithdrawalReviews): Promise<WithdrawalReviewPage> {
    const above = idBelow(cursor);
    const rows = await this.transactions.read((database) =>
      database.getRepository(WithdrawalEntity).find({
        where: {
          status: 'in_review',
          reviewedBy: IsNull(),
          ...(above ? { withdrawalId: MoreThan(above) } : {}),
        },
        order: { withdrawalId: 'ASC' },
        take: limit + 1,
      }),
    );
    const place = (row: WithdrawalEntity) => ({ at: row.createdAt.toISOString(), id: row.withdrawalId });
    return pageOf(rows, limit, place, reviewView);
  }
}
