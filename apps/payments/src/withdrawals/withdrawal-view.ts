import type { PaymentFact, ReviewedWithdrawal, Withdrawal } from '@croupier/contracts';
import { type WithdrawalEntity } from './withdrawal.entity.js';

/** A withdrawal as its player sees it. */
export function withdrawalView(row: WithdrawalEntity): Withdrawal {
  const { withdrawalId, status, amount, currency, method } = row;
  return {
    withdrawalId,
    status,
    amount: { amount, currency },
    method,
    ...(row.failureReason ? { failureReason: row.failureReason } : {}),
    createdAt: row.createdAt.toISOString(),
  };
}

/** The same as staff see it. */
export function reviewView(row: WithdrawalEntity): ReviewedWithdrawal {
  const { playerId, reviewedBy, reviewedAt, reviewReason } = row;
  return {
    ...withdrawalView(row),
    playerId,
    ...(reviewedBy === null ? {} : { reviewedBy }),
    ...(reviewedAt === null ? {} : { reviewedAt: reviewedAt.toISOString() }),
    ...(reviewReason === null ? {} : { reviewReason }),
  };
}

/** What is told of a withdrawal that ended. */
export function withdrawalEnd(row: WithdrawalEntity, at: Date): PaymentFact {
  const { playerId, withdrawalId, amount, currency, method, failureReason } = row;
  return {
    playerId,
    paymentId: withdrawalId,
    amount: { amount, currency },
    method,
    ...(failureReason ? { reason: failureReason } : {}),
    at: at.toISOString(),
  };
}
