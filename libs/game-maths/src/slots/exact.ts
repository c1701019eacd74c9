import { add, compare, type Fraction, fraction, fromDecimal, multiply, toDecimal } from '../fraction.js';
import type { SlotDefinition } from './definition.js';
import { expectedFreeSpins, expectedScatterPay } from './exact-scatters.js';
import { expectedLinePay, hitProbability } from './exact-lines.js';

/** What a definition returns, per unit of total stake, without sampling and without rounding. */
export interface ExactReturn {
  /** Return to player as a fraction: the expected payout of a round over its stake. */
  readonly fraction: Fraction;
  /** The same with 8 decimals, a half rounded up: `0.95432187` is 95.432187 %. */
  readonly rtp: string;
  /** Where the return comes from; the three sum to `fraction`. */
  readonly split: {
    /** Lines of the base spin. */
    readonly lines: Fraction;
    /** Scatter pays of the base spin. */
    readonly scatter: Fraction;
    /** Everything that is paid in free spins. */
    readonly freeSpins: Fraction;
  };
  /** Probability that a base spin pays anything, on a line or by scatter. */
  readonly hitRate: Fraction;
  /** Free spins per round on average, retriggers and the bound of a round included. */
  readonly freeSpinsPerRound: Fraction;
}

/**
 * Sums over every combination of stops. Reels are independent and each row of a strip is equally likely to
 * hold each of its stops, so every line has the same expectation. Whether a free spin is played depends on
 * earlier spins only, so its expected payout is that of a base spin times the multiplier.
 */
export function exactReturn(definition: SlotDefinition): ExactReturn {
  const lines = expectedLinePay(definition);
  const scatter = expectedScatterPay(definition);
  const freeSpinsPerRound = expectedFreeSpins(definition);
  const factor = multiply(freeSpinsPerRound, fraction(BigInt(definition.freeSpins?.multiplier ?? 1)));
  const baseSpin = add(lines, scatter);
  const freeSpins = multiply(baseSpin, factor);
  const total = add(baseSpin, freeSpins);
  return {
    fraction: total,
    rtp: toDecimal(total, 8),
    split: { lines, scatter, freeSpins },
    hitRate: hitProbability(definition),
    freeSpinsPerRound,
  };
}

/** True if the exact return lies in the band that the definition declares, both ends included. */
export function isReturnAsDeclared(definition: SlotDefinition, exact: Fraction): boolean {
  const minimum = fromDecimal(definition.rtp.minimum);
  const maximum = fromDecimal(definition.rtp.maximum);
  if (minimum === undefined || maximum === undefined) return false;
  return compare(exact, minimum) >= 0 && compare(exact, maximum) <= 0;
}
