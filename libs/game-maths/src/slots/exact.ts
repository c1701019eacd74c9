import { add, compare, type Fraction, fraction, fromDecimal, multiply, toDecimal } from '../fraction.js';
import type { SlotDefinition } from './definition.js';
import { spinsOf } from './free-strips.js';
import { roundFigures } from './round.js';
import { type SpinLaw, spinLawOf, type SpinPart } from './spin-law.js';
import { isOnlySampled } from './spin-windows.js';

/** What a definition returns, per unit of total stake, without sampling and without rounding. */
export interface ExactReturn {
  /** Return to player as a fraction: the expected payout of a round over its stake. */
  readonly fraction: Fraction;
  /** The same with 8 decimals, a half rounded up: `0.95432187` is 95.432187 %. */
  readonly rtp: string;
  /** Where the return comes from; the parts sum to `fraction`. */
  readonly split: {
    /** Lines of the base spin, or its ways or clusters. */
    readonly lines: Fraction;
    /** Scatter pays of the base spin. */
    readonly scatter: Fraction;
    /** Bonuses of the base spin, where the definition has one. */
    readonly bonus?: Fraction;
    /** Coins and respins of the base spin, where the definition has them. */
    readonly hold?: Fraction;
    /** Everything that is paid in free spins. */
    readonly freeSpins: Fraction;
  };
  /** Probability that a base spin pays anything. */
  readonly hitRate: Fraction;
  /** Free spins per round on average, retriggers and the bound of a round included. */
  readonly freeSpinsPerRound: Fraction;
}

/** Nothing about the return of a slot is known exactly, wherever it is counted. */
export class OnlySampledError extends Error {}

/**
 * Sums over every combination of stops and every course of the features. Whether a free spin is played depends on
 * earlier spins only, so its expected payout is that of one spin on its strips times the multiplier.
 * @throws OnlySampledError if there are more combinations than can be counted, SlotCountingError if there is no room for it
 */
export function exactReturn(definition: SlotDefinition): ExactReturn {
  // Before anything is counted: where there is little room, this is told all the same.
  if (spinsOf(definition).some(isOnlySampled)) {
    throw new OnlySampledError(
      `${definition.id} has too many combinations to count: its return can only be sampled`,
    );
  }
  return returnByLaw(definition, spinLawOf(definition));
}

/** The same by a law that may be one of a sample. */
export function returnByLaw(definition: SlotDefinition, law: SpinLaw): ExactReturn {
  const { rtp: total, freeSpins: freeSpinsPerRound } = roundFigures(law, definition.freeSpins);
  const factor = multiply(freeSpinsPerRound, fraction(BigInt(definition.freeSpins?.multiplier ?? 1)));
  const part = (name: SpinPart): Fraction =>
    fraction(law.parts.get(name) ?? 0n, law.total * BigInt(law.unit));
  return {
    fraction: total,
    rtp: toDecimal(total, 8),
    split: {
      ...{ lines: part('lines'), scatter: part('scatter') },
      ...(definition.bonus === undefined ? {} : { bonus: part('bonus') }),
      ...(definition.holdAndRespin === undefined ? {} : { hold: part('hold-and-respin') }),
      freeSpins: multiply(freeSpinReturn(law), factor),
    },
    hitRate: hitRateOfSpin(law),
    freeSpinsPerRound,
  };
}

/** What one free spin returns on average, before its multiplier. */
export function freeSpinReturn(law: SpinLaw): Fraction {
  const sums = [...(law.free ?? law).parts.values()];
  return sums.map((sum) => fraction(sum, law.total * BigInt(law.unit))).reduce(add, fraction(0n));
}

/** Probability that one spin pays anything. */
export function hitRateOfSpin({ byAward, total }: Pick<SpinLaw, 'byAward' | 'total'>): Fraction {
  let misses = 0n;
  for (const payouts of byAward.values()) misses += payouts.get(0) ?? 0n;
  return fraction(total - misses, total);
}

/** True if the exact return lies in the band that the definition declares, both ends included. */
export function isReturnAsDeclared(definition: SlotDefinition, exact: Fraction): boolean {
  const minimum = fromDecimal(definition.rtp.minimum);
  const maximum = fromDecimal(definition.rtp.maximum);
  if (minimum === undefined || maximum === undefined) return false;
  return compare(exact, minimum) >= 0 && compare(exact, maximum) <= 0;
}
