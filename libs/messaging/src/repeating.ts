import { randomInt } from 'node:crypto';
import { DomainError } from '@croupier/kernel';
import { type RetryBudget } from './retry-budget.js';

/** Between these many ms later, at random, so that those that failed together do not come together again. */
const soonestMs = 20;
const latestMs = 120;
/** Less time than this is not worth another try. */
const leastMs = 50;

export interface Repeats {
  /** The time for all tries together, in ms. */
  budgetMs: number;
  budget: RetryBudget;
  /** One try failed and another one follows. */
  onRepeat: () => void;
}

/**
 * Asks again, within the time and the budget, what was refused because nobody answered and nothing was done. Nothing
 * else: `overloaded` and an open breaker ask for peace, and after an unknown outcome a refusal of the second try would
 * say nothing of the first.
 */
export async function repeating<Reply>(
  once: (budgetMs: number) => Promise<Reply>,
  { budgetMs, budget, onRepeat }: Repeats,
): Promise<Reply> {
  const until = performance.now() + budgetMs;
  budget.earn();
  for (;;) {
    try {
      return await once(until - performance.now());
    } catch (error) {
      const waitMs = randomInt(soonestMs, latestMs + 1);
      const fits = performance.now() + waitMs + leastMs < until;
      if (!isPassing(error) || !fits || !budget.spend()) throw error;
      onRepeat();
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
}

/** Nothing was done, it may pass later, and nobody said when. */
function isPassing(error: unknown): boolean {
  return (
    error instanceof DomainError && error.code === 'service_unavailable' && error.retryAfterMs === undefined
  );
}
