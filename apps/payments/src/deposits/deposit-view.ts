import type { Deposit, PaymentFact } from '@croupier/contracts';
import { type DepositEntity } from './deposit.entity.js';

/** A deposit as its player sees it. */
export function depositView(row: DepositEntity): Deposit {
  const { depositId, status, amount, currency, method } = row;
  return {
    depositId,
    status,
    amount: { amount, currency },
    method,
    ...(status === 'pending' && row.redirectUrl ? { redirectUrl: row.redirectUrl } : {}),
    ...(row.failureReason ? { failureReason: row.failureReason } : {}),
    createdAt: row.createdAt.toISOString(),
  };
}

/** What is told of a deposit that ended without money. */
export function depositFailure(row: DepositEntity, reason: string, at: Date): PaymentFact {
  const { playerId, depositId, amount, currency, method } = row;
  return {
    playerId,
    paymentId: depositId,
    amount: { amount, currency },
    method,
    reason,
    at: at.toISOString(),
  };
}
