import { type DepositStatus } from '@croupier/contracts';
import { type StatedAmount } from '../provider/payment-provider.js';

/** What was learned of a deposit, by webhook or by asking. */
export type DepositNews =
  { kind: 'captured'; amount: StatedAmount } | { kind: 'failed'; reason: string } | { kind: 'expired' };

/** Where a deposit goes from here; undefined if the news changes nothing. */
export interface DepositMove {
  status: DepositStatus;
  failureReason: string | null;
}

/** A deposit that is never paid ends after this, in ms. */
export const depositLifeMs = 3_600_000;

const open: readonly DepositStatus[] = ['created', 'pending'];
/** Money that arrives counts even where nobody expected it any more. */
const capturable: readonly DepositStatus[] = [...open, 'failed', 'expired'];

/** Decides on news in whatever order it comes: captured money is never lost again, and nothing happens twice. */
export function moveDeposit(
  deposit: { status: DepositStatus; amount: number; currency: string },
  news: DepositNews,
): DepositMove | undefined {
  if (news.kind === 'captured') {
    if (!capturable.includes(deposit.status)) return undefined;
    const asAsked = news.amount.amount === deposit.amount && news.amount.currency === deposit.currency;
    return asAsked
      ? { status: 'captured', failureReason: null }
      : { status: 'in_review', failureReason: 'amount_differs' };
  }
  if (!open.includes(deposit.status)) return undefined;
  return news.kind === 'failed'
    ? { status: 'failed', failureReason: news.reason }
    : { status: 'expired', failureReason: 'expired' };
}
