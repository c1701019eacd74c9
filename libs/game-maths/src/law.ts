import { invariant } from '@croupier/kernel';
import { add, type Fraction, fraction } from './fraction.js';

/** The exact probability of every result of a bet. */
export interface Law {
  /** Results are whole multiples of 1/unit of the stake: 20 where a win is paid 19/20, 1 where all are whole. */
  readonly unit: number;
  /**
   * What comes back, the stake included, in `unit`s -> how many of `total` equally likely courses pay so much. Below
   * zero where more was staked during the round than came back.
   */
  readonly ways: ReadonlyMap<number, bigint>;
  readonly total: bigint;
}

/** Collects the courses of a bet; those that pay the same are one result. */
export class LawBuilder {
  private readonly ways = new Map<number, bigint>();

  /** `unit` as in `Law`, an integer from 1. */
  constructor(private readonly unit: number) {
    invariant(Number.isSafeInteger(unit) && unit > 0, `unit ${unit} is not an integer above zero`);
  }

  /** `payout` is what comes back in `unit`s, an integer. */
  add(payout: number, ways: bigint): void {
    invariant(Number.isSafeInteger(payout), `payout ${payout} is not a whole number of units`);
    if (ways > 0n) this.ways.set(payout, (this.ways.get(payout) ?? 0n) + ways);
  }

  /** @throws InvariantError if there is no course at all */
  build(): Law {
    const total = [...this.ways.values()].reduce((sum, ways) => sum + ways, 0n);
    invariant(total > 0n, 'a law has at least one course');
    const ways = new Map([...this.ways].sort(([left], [right]) => left - right));
    return { unit: this.unit, ways, total };
  }
}

/** Expected payout per unit staked: the return to player. */
export function meanOf({ unit, ways, total }: Law): Fraction {
  let sum = 0n;
  for (const [payout, count] of ways) sum += BigInt(payout) * count;
  return fraction(sum, total * BigInt(unit));
}

/** Variance of the payout per unit staked. */
export function varianceOf(law: Law): Fraction {
  const { unit, ways, total } = law;
  let squares = 0n;
  for (const [payout, count] of ways) squares += BigInt(payout) ** 2n * count;
  return varianceFrom(meanOf(law), fraction(squares, total * BigInt(unit) ** 2n));
}

/** E[X²] − E[X]². */
export function varianceFrom(mean: Fraction, meanSquare: Fraction): Fraction {
  return add(meanSquare, fraction(-(mean.numerator ** 2n), mean.denominator ** 2n));
}

/** Probability that anything comes back. */
export function hitRateOf({ ways, total }: Law): Fraction {
  let hits = 0n;
  for (const [payout, count] of ways) if (payout > 0) hits += count;
  return fraction(hits, total);
}
