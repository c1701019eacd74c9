import { invariant } from '@croupier/kernel';
import { type Multiples, perUnit, widthAt } from './multiples.js';

/**
 * The test of returns by betting: I. Waudby-Smith and A. Ramdas, "Estimating means of bounded random variables by
 * betting" (2024); J. Ville, 1939; for faults that begin later J. Shin, A. Ramdas and A. Rinaldo, "E-detectors"
 * (2024). docs/rtp-monitor.md derives all of it.
 */

/** Shares of the capital that are bet on a fault, each for ever: from an eighth down to 1/8192. */
export const strengths: readonly number[] = Array.from({ length: 11 }, (_, step) => 2 ** -(step + 3));

/** Where multiples are cut for a bet on under-payment, so that it never loses all: half of 1 ÷ strength. */
export const caps: readonly number[] = strengths.map((strength) => 1 / (2 * strength));

/** What a healthy version of a game returns on average, whatever is bet. */
export interface ReturnBounds {
  /** No bet returns more; over-payment is tested against it. */
  readonly most: number;
  /** By `caps`: no bet returns less where what exceeds the cap is not counted. Without it under-payment is not tested. */
  readonly leastCapped?: readonly number[];
}

export const directions = ['over', 'under'] as const;
export type Direction = (typeof directions)[number];

/** By strength, or by whatever else is bet on: by what the rounds multiply the capital, as natural logarithms. */
export type Gains = readonly number[];

/** What the rounds of one day prove of a fault, if they begin and end the test; undefined where it is not tested. */
export function gainsOf(
  direction: Direction,
  bounds: ReturnBounds,
  day: readonly Multiples[],
): Gains | undefined {
  if (direction === 'over') return strengths.map((strength) => gain(day, strength, bounds.most));
  const { leastCapped } = bounds;
  return leastCapped && strengths.map((strength, at) => gain(day, -strength, leastCapped[at] ?? 0, caps[at]));
}

/**
 * Σ log(1 + bet × (multiple − mean)). A round within an interval is counted as a share of one at either end; since the
 * logarithm is concave, that is never more than the round itself proves.
 */
function gain(day: readonly Multiples[], bet: number, mean: number, cap = Number.POSITIVE_INFINITY): number {
  let sum = 0;
  for (const { hundredths, rounds, excess } of day) {
    const above = (hundredths + widthAt(hundredths)) / perUnit;
    sum += (rounds - excess) * Math.log1p(bet * (Math.min(hundredths / perUnit, cap) - mean));
    if (excess > 0) sum += excess * Math.log1p(bet * (Math.min(above, cap) - mean));
  }
  return sum;
}

/**
 * Evidence against one cell in one direction. A test begins with every week of the cell's life, the k-th with the part
 * 1 ÷ k(k+1) of the capital; the parts sum to 1. While the game is healthy, the expected capital is at most 1 at every
 * time, and the probability that it is ever 1 ÷ α or more is at most α.
 */
export class Evidence {
  /** By bet: logarithm of what all tests have made of their parts so far. */
  private capital: number[];
  private begun = 0;

  /** `bets` is how many bets the capital is shared out among, evenly. */
  constructor(private readonly bets = strengths.length) {
    this.capital = Array.from({ length: bets }, () => Number.NEGATIVE_INFINITY);
  }

  /** Takes the rounds of a day; days come in order. `week` counts from 1, the cell's first seven days. */
  add(week: number, gains: Gains): void {
    invariant(week >= Math.max(1, this.begun), `week ${week} comes after week ${this.begun}`);
    // Of weeks without rounds the tests begin together with this one: Σ 1/k(k+1) from a to b is 1/a − 1/(b+1).
    const added =
      week === this.begun ? Number.NEGATIVE_INFINITY : Math.log(1 / (this.begun + 1) - 1 / (week + 1));
    this.begun = week;
    this.capital = this.capital.map((each, at) => logSum([each, added]) + (gains[at] ?? 0));
  }

  /** Natural logarithm of the capital: the mean over the bets. */
  get log(): number {
    return logSum(this.capital) - Math.log(this.bets);
  }
}

/**
 * Logarithm of the capital at which the n-th cell of a fleet raises an alarm. Each cell has the part 1 ÷ n(n+1) of the
 * false alarms, half of it for each direction, so that the whole fleet, however it grows, ever has one with a
 * probability of `alpha` at most.
 */
export function alarmAt(cell: number, alpha = 0.01): number {
  invariant(Number.isSafeInteger(cell) && cell >= 1, `cell ${cell} counts from 1`);
  return Math.log((2 * cell * (cell + 1)) / alpha);
}

/** log Σ exp, without leaving what a double can hold. */
function logSum(logs: readonly number[]): number {
  const most = Math.max(...logs);
  if (most === Number.NEGATIVE_INFINITY) return most;
  return most + Math.log(logs.reduce((sum, each) => sum + Math.exp(each - most), 0));
}
