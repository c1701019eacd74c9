/** How many were at most so long, in s, by upper bound in ascending order; the last bound is Infinity. */
export type Buckets = ReadonlyMap<number, number>;

/** What came between two readings of a counter. One that is lower than before began anew. */
export function increase(before: number | undefined, now: number): number {
  return before === undefined || now < before ? now : now - before;
}

/**
 * The time, in ms, within which this share of them ended, as Prometheus estimates it: evenly spread within a bucket.
 * @returns undefined if there were none
 */
export function quantileMs(buckets: Buckets, share: number): number | undefined {
  const bounds = [...buckets].sort(([a], [b]) => a - b);
  const total = bounds.at(-1)?.[1] ?? 0;
  if (total <= 0) return undefined;
  const rank = share * total;
  let below = 0;
  let from = 0;
  for (const [bound, count] of bounds) {
    if (count >= rank) {
      // Of the last bucket nothing is known but where it begins.
      if (bound === Infinity) return from * 1000;
      return (from + ((bound - from) * (rank - below)) / Math.max(count - below, 1e-9)) * 1000;
    }
    below = count;
    from = bound;
  }
  return from * 1000;
}
