/** Units of payout -> courses that pay so much. */
export type Payouts = ReadonlyMap<number, bigint>;

export const nothing: Payouts = new Map([[0, 1n]]);

export function increase<Key>(map: Map<Key, bigint>, key: Key, by: bigint): void {
  map.set(key, (map.get(key) ?? 0n) + by);
}

/** What two independent things pay together. */
export function convolve(left: Payouts, right: Payouts): Payouts {
  const both = new Map<number, bigint>();
  for (const [payout, ways] of left) {
    for (const [more, moreWays] of right) increase(both, payout + more, ways * moreWays);
  }
  return both;
}

/** The same payouts `factor` times as high. */
export function raise(payouts: Payouts, factor: number): Payouts {
  return new Map([...payouts].map(([payout, ways]) => [payout * factor, ways]));
}

/** The same payouts in `factor` times as many courses each. */
export function repeat(payouts: Payouts, factor: bigint): Payouts {
  return factor === 1n ? payouts : new Map([...payouts].map(([payout, ways]) => [payout, ways * factor]));
}

export function coursesOf(payouts: Payouts): bigint {
  return [...payouts.values()].reduce((total, ways) => total + ways, 0n);
}

/** Sum of payout^power over all courses. */
export function momentOf(payouts: Payouts, power: bigint): bigint {
  let sum = 0n;
  for (const [payout, ways] of payouts) sum += BigInt(payout) ** power * ways;
  return sum;
}
