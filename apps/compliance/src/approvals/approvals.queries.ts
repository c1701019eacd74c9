import { type Approval, type ApprovalPage, commonError, type ListApprovals } from '@croupier/contracts';
import { idBelow, pageOf, TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { ApprovalEntity } from './approval.entity.js';
import { approvalView } from './approval-view.js';

const defaultLimit = 25;

@Injectable()
export class ApprovalsQueries {
  constructor(private readonly transactions: TransactionRunner) {}

  /** @throws DomainError `not_found` */
  async read(approvalId: string): Promise<Approval> {
    const row = await this.transactions.read((database) =>
      database.getRepository(ApprovalEntity).findOneBy({ approvalId }),
    );
    if (!row) throw commonError('not_found');
    return approvalView(row);
  }

  async page({ cursor, limit = defaultLimit, status }: ListApprovals): Promise<ApprovalPage> {
    const below = idBelow(cursor);
    const rows = await this.transactions.read((database) =>
      database.getRepository(ApprovalEntity).find({
        where: { ...(below ? { approvalId: LessThan(below) } : {}), ...(status ? { status } : {}) },
        order: { approvalId: 'DESC' },
        take: limit + 1,
      }),
    );
    const place = (row: ApprovalEntity) => ({ at: row.createdAt.toISOString(), id: row.approvalId });
    return pageOf(rows, limit, place, approvalView);
  }
}
