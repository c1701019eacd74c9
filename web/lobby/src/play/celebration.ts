import type { MoneyValue } from '../texts/formats.js';

/** What a round cost and brought. */
export interface Returned {
  stake: MoneyValue;
  payout: MoneyValue;
  /** Beside the payout. */
  jackpotWin?: MoneyValue | undefined;
}

/**
 * Whether a round may be celebrated: it returned more than its whole stake (RTS 14F). Anything less is told as an amount, without
 * movement, colour or sound. `free`: the house paid the stake.
 */
export function isCelebrated({ stake, payout, jackpotWin }: Returned, free = false): boolean {
  return payout.amount + (jackpotWin?.amount ?? 0) > (free ? 0 : stake.amount);
}
