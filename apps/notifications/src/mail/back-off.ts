/** How long a claimed mail is left alone: longer than any attempt may take. Whoever died with it is taken over then. */
export const leaseMs = 30_000;

const firstWaitMs = 1000;
const longestWaitMs = 10 * 60_000;

/** The wait after a failed attempt, the first being number 1: doubling, up to ten minutes. */
export function waitAfter(attempt: number): number {
  return Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(attempt - 1, 20));
}
