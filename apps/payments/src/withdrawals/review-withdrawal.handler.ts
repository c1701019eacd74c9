import {
  commonError,
  paymentsError,
  type ReviewedWithdrawal,
  type ReviewWithdrawal,
} from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { reviewView } from './withdrawal-view.js';
import { WithdrawalEntity } from './withdrawal.entity.js';
import { WithdrawalsProcess } from './withdrawals.process.js';
import { WithdrawalsService } from './withdrawals.service.js';

export class ReviewWithdrawalCommand extends Command<ReviewedWithdrawal> {
  constructor(
    readonly request: ReviewWithdrawal,
    readonly decision: 'approve' | 'reject',
  ) {
    super();
  }
}

/** What the player reads of a payout that a person turned down. */
const rejected = 'rejected_in_review';

/**
 * Ends the wait of a withdrawal: approved, it goes to the provider; rejected, the wallet returns the money. The process
 * does either, from the row.
 * Key: the withdrawal; the same decision by the same person again is answered as it stands. Locks: the withdrawal.
 * Tells nothing here; withdrawal.paid or withdrawal.failed follow. Refuses: not_found, not_in_review.
 */
@CommandHandler(ReviewWithdrawalCommand)
export class ReviewWithdrawalHandler implements ICommandHandler<ReviewWithdrawalCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly withdrawals: WithdrawalsService,
    private readonly process: WithdrawalsProcess,
    private readonly clock: Clock,
  ) {}

  async execute({ request, decision }: ReviewWithdrawalCommand): Promise<ReviewedWithdrawal> {
    const { withdrawalId, staffId, reason } = request;
    const now = this.clock.now();
    const decided = await this.transactions.run(async (manager) => {
      const row = await this.withdrawals.lock(manager, withdrawalId);
      if (!row) throw commonError('not_found');
      if (row.reviewedBy === staffId && decisionOf(row) === decision) return row;
      if (row.status !== 'in_review' || row.reviewedBy !== null) throw paymentsError('not_in_review');
      const word = {
        reviewedBy: staffId,
        reviewedAt: now,
        reviewReason: reason,
        nextCheckAt: now,
        checks: 0,
      };
      const change: Partial<WithdrawalEntity> =
        decision === 'approve'
          ? { ...word, status: 'held' }
          : { ...word, providerOutcome: 'failed', failureReason: rejected };
      await manager.update(WithdrawalEntity, { playerId: row.playerId, withdrawalId }, change);
      return Object.assign(row, change);
    });
    this.process.nudge();
    return reviewView(decided);
  }
}

function decisionOf({ failureReason }: WithdrawalEntity): 'approve' | 'reject' {
  return failureReason === rejected ? 'reject' : 'approve';
}
