import {
  type CreditDeposit,
  depositCredited,
  type EndHold,
  type HoldWithdrawal,
  withdrawalCommitted,
  withdrawalHeld,
  withdrawalReleased,
} from '@croupier/contracts';
import { Money } from '@croupier/kernel';
import { type Posting, transferOf } from '../ledger/posting.js';

export type HoldEnd = 'commit' | 'release';

export function depositPosting(request: CreditDeposit): Posting {
  const amount = Money.from(request.amount);
  const { playerId, depositId, provider } = request;
  return transferOf({
    playerId,
    source: 'deposit',
    externalId: depositId,
    kind: 'deposit',
    cash: amount,
    clearing: { provider, change: Money.zero(amount.currency).minus(amount) },
    intent: { amount: amount.toJSON(), provider },
    fact: { subject: depositCredited.subject, payload: { depositId, amount: amount.toJSON() } },
  });
}

export function holdPosting(request: HoldWithdrawal): Posting {
  const amount = Money.from(request.amount);
  const { playerId, withdrawalId } = request;
  return transferOf({
    playerId,
    source: 'withdrawal_hold',
    externalId: withdrawalId,
    kind: 'withdrawal_hold',
    cash: Money.zero(amount.currency).minus(amount),
    withdrawing: amount,
    intent: { amount: amount.toJSON() },
    fact: { subject: withdrawalHeld.subject, payload: { withdrawalId, amount: amount.toJSON() } },
  });
}

export function holdEndPosting(
  { playerId, withdrawalId, provider }: EndHold,
  end: HoldEnd,
  amount: Money,
): Posting {
  const committed = end === 'commit';
  return transferOf({
    playerId,
    source: 'withdrawal_end',
    externalId: withdrawalId,
    kind: committed ? 'withdrawal_commit' : 'withdrawal_release',
    withdrawing: Money.zero(amount.currency).minus(amount),
    ...(committed ? { clearing: { provider, change: amount } } : { cash: amount }),
    intent: { end },
    fact: {
      subject: (committed ? withdrawalCommitted : withdrawalReleased).subject,
      payload: { withdrawalId, amount: amount.toJSON() },
    },
  });
}
