/** What somebody saw before a round was decided, as a number, and whether it then brought anything. */
export interface Sample {
  readonly seen: number;
  readonly won: boolean;
}

export interface Score {
  /** The chance that what was seen before a round that won was more than before one that lost; a half if it tells nothing. */
  readonly auc: number;
  /** By how much it strays where nothing is told. */
  readonly error: number;
}

/** Area under the curve by the sum of ranks, those that are equal at their mean (H. Mann, D. Whitney, 1947). @returns undefined where all won or lost */
export function rankScore(samples: readonly Sample[]): Score | undefined {
  const won = samples.filter((sample) => sample.won).length;
  const lost = samples.length - won;
  if (won === 0 || lost === 0) return undefined;
  const sorted = [...samples].sort((left, right) => left.seen - right.seen);
  let ranks = 0;
  for (let first = 0, next = 0; first < sorted.length; first = next) {
    while (next < sorted.length && sorted[next]?.seen === sorted[first]?.seen) next += 1;
    const mean = (first + 1 + next) / 2;
    ranks += mean * sorted.slice(first, next).filter((sample) => sample.won).length;
  }
  return {
    auc: (ranks - (won * (won + 1)) / 2) / (won * lost),
    error: Math.sqrt((won + lost + 1) / (12 * won * lost)),
  };
}
