import { Clock, DomainError } from '@croupier/kernel';
import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { DueLoop, LOG } from '@croupier/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { ApprovalEntity } from './approval.entity.js';
import { ExecutorsService } from './executors.service.js';

const claimSql = `
  UPDATE approvals
     SET checks = checks + 1,
         next_check_at = $1::timestamptz + interval '1 s' * least(60, 2 * 2 ^ least(checks, 10))
   WHERE approval_id IN (
     SELECT approval_id FROM approvals WHERE next_check_at <= $1
      ORDER BY next_check_at LIMIT $2 FOR UPDATE SKIP LOCKED)
  RETURNING approval_id`;

/** Carries out what was approved, and closes what nobody decided in time. */
@Injectable()
export class ApprovalsProcess extends DueLoop<ApprovalEntity> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly executors: ExecutorsService,
    private readonly clock: Clock,
    @Inject(LOG) log: Log,
  ) {
    super('approvals', log);
  }

  protected async claim(limit: number): Promise<ApprovalEntity[]> {
    return this.transactions.read(async (database) => {
      const [claimed] = (await database.query(claimSql, [this.clock.now(), limit])) as [
        { approval_id: string }[],
        number,
      ];
      const ids = claimed.map(({ approval_id }) => approval_id);
      return database.getRepository(ApprovalEntity).findBy({ approvalId: In(ids) });
    });
  }

  protected idOf({ approvalId }: ApprovalEntity): string {
    return approvalId;
  }

  /** The service that does it knows a repeat by the approval's id; here its end is noted once. */
  protected async advance(row: ApprovalEntity): Promise<void> {
    if (row.status === 'pending') return this.end(row, { status: 'expired' });
    if (row.status !== 'approved') return;
    try {
      await this.executors.execute(row);
    } catch (error) {
      const final = error instanceof DomainError && error.kind !== 'unavailable' && error.kind !== 'internal';
      if (!final) throw error;
      return this.end(row, { status: 'failed', failureCode: error.code });
    }
    await this.end(row, { status: 'executed', executedAt: this.clock.now() });
  }

  private async end({ approvalId, status }: ApprovalEntity, change: Partial<ApprovalEntity>): Promise<void> {
    await this.transactions.run((manager) =>
      manager.update(ApprovalEntity, { approvalId, status }, { ...change, nextCheckAt: null }),
    );
  }
}
