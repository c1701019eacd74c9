import { type Counted, type CountingRoom, Tallies } from './counting-room.js';

/** Units of payout -> courses that pay so much. */
export type Payouts = ReadonlyMap<number, bigint>;

export const nothing: Payouts = new Map([[0, 1n]]);

export function increase<Key>(map: Map<Key, bigint>, key: Key, by: bigint): void {
  map.set(key, (map.get(key) ?? 0n) + by);
}

/** Adds what two independent things pay together, each course `times` over. */
export function addTogether(
  into: Tallies,
  { left, right, times = 1n }: { left: Payouts; right: Payouts; times?: bigint },
): void {
  for (const [payout, ways] of left) {
    const each = ways * times;
    for (const [more, moreWays] of right) into.increase(payout + more, each * moreWays);
  }
}

/** What two independent things pay together; no number of courses is to come above `most`. @throws SlotCountingError if that is more than there is room for */
export function convolve(
  left: Payouts,
  right: Payouts,
  { room, counted, most }: { room: CountingRoom; counted: Counted; most?: bigint },
): Tallies {
  room.combine(left.size * right.size, counted);
  const both = new Tallies(room, most ?? coursesOf(left) * coursesOf(right), counted);
  addTogether(both, { left, right });
  return both;
}

/** The same payouts `factor` times as high. */
export function raise(payouts: Payouts, factor: number): Payouts {
  return new Map([...payouts].map(([payout, ways]) => [payout * factor, ways]));
}

/** The same payouts in `factor` times as many courses each. */
export function repeat(payouts: Payouts, factor: bigint): Payouts {
  if (factor === 1n) return payouts;
  const repeated = new Map<number, bigint>();
  for (const [payout, ways] of payouts) repeated.set(payout, ways * factor);
  return repeated;
}

export function coursesOf(payouts: Payouts): bigint {
  let courses = 0n;
  for (const ways of payouts.values()) courses += ways;
  return courses;
}

/** Sum of payout^power over all courses. */
export function momentOf(payouts: Payouts, power: bigint): bigint {
  let sum = 0n;
  for (const [payout, ways] of payouts) sum += BigInt(payout) ** power * ways;
  return sum;
}
