import { firstBets } from '@croupier/game-maths';

/** With what a round with decisions began, in minor units. */
export interface Begun {
  readonly begunWith: number;
  /** What came back of that, where it is known apart from all that was added later: of craps. */
  readonly begunPaid?: number;
}

/**
 * The sum of the bets of its deal, whatever was staked after; of craps of those that nothing could change. Empty for other rounds,
 * whose outcome tells no actions, and for those of craps that began without such a bet.
 */
export function begunIn(outcome: Record<string, unknown>): Begun | Record<string, never> {
  const { actions, bets, rolls } = outcome;
  if (!Array.isArray(actions) || !Array.isArray(bets)) return {};
  if (Array.isArray(rolls)) {
    const first = firstBets(outcome);
    return first ? { begunWith: first.staked, begunPaid: first.paid } : {};
  }
  const amounts = bets.map((bet: { amount?: unknown } | null) => Number(bet?.amount));
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  return Number.isSafeInteger(sum) && sum > 0 ? { begunWith: sum } : {};
}
