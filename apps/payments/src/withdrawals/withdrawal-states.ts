import { type WithdrawalStatus } from '@croupier/contracts';
import { type StatedAmount } from '../provider/payment-provider.js';

/** What was learned of a payout. */
export type PayoutNews = { kind: 'paid'; amount: StatedAmount } | { kind: 'failed'; reason: string };

export interface WithdrawalState {
  status: WithdrawalStatus;
  providerOutcome: 'paid' | 'failed' | null;
  amount: number;
  currency: string;
}

/** What news does to a withdrawal. `contradicts` and `amount_differs` need a person if they last. */
export type PayoutEffect =
  | { effect: 'applied'; providerOutcome: 'paid' | 'failed'; failureReason: string | null }
  | { effect: 'ignored' | 'contradicts' | 'amount_differs' };

/** Decides on a payout's end. The first end that is learned stays: money is never both paid and returned. */
export function movePayout(withdrawal: WithdrawalState, news: PayoutNews): PayoutEffect {
  const end = endOf(withdrawal);
  if (end !== undefined) return { effect: end === news.kind ? 'ignored' : 'contradicts' };
  if (withdrawal.status !== 'held' && withdrawal.status !== 'submitted') return { effect: 'contradicts' };
  if (news.kind === 'failed') {
    return { effect: 'applied', providerOutcome: 'failed', failureReason: news.reason };
  }
  const asAsked = news.amount.amount === withdrawal.amount && news.amount.currency === withdrawal.currency;
  return asAsked
    ? { effect: 'applied', providerOutcome: 'paid', failureReason: null }
    : { effect: 'amount_differs' };
}

function endOf({ status, providerOutcome }: WithdrawalState): 'paid' | 'failed' | undefined {
  if (status === 'paid' || status === 'failed') return status;
  return providerOutcome ?? undefined;
}
