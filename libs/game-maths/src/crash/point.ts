import { returnAfter } from '../edge.js';
import { type Fraction, fraction, multiply } from '../fraction.js';
import type { RandomSource } from '../random.js';
import type { CrashDefinition } from './definition.js';

// A module's own name is found faster than a global where tests run modules in a context of their own.
const { floor, min } = Math;

/** A draw gives 32 bits of a number between 0 and 1; more are drawn only while they can change the result. */
const base = 2 ** 32;

/** Probability that the multiple, in 1/grid and not above the maximum, is reached: the return over the multiple. */
export function chanceToReach({ edge, grid }: CrashDefinition, multiple: number): Fraction {
  return multiply(returnAfter(edge), fraction(BigInt(grid), BigInt(multiple)));
}

/**
 * Draws where rounds crash, in 1/grid: the last multiple that is reached, below grid if not even one is, and the maximum
 * if that is. It is the part c/U rounded down, with c = grid · (1 − edge) and U evenly spread in (0, 1]; U is drawn in
 * digits until all that it can still be gives one result, so that the law is exact and not that of a rounded U.
 */
export function crashPoint(definition: CrashDefinition, digits = base): (random: RandomSource) => number {
  const { numerator, denominator } = multiply(
    returnAfter(definition.edge),
    fraction(BigInt(definition.grid)),
  );
  const { maximum } = definition;
  // At most 10^6 · 2^32, so that quotients of doubles below are exact when rounded down.
  const scaled = Number(numerator) * digits;
  const per = Number(denominator);
  return (random) => {
    const digit = random.below(digits);
    const least = min(maximum, floor(scaled / (per * (digit + 1))));
    const most = digit === 0 ? maximum : min(maximum, floor((scaled - 1) / (per * digit)));
    if (least === most) return least;
    return refine({ numerator, denominator }, { digit, digits, maximum }, random);
  };
}

/** U lies in (first/scale, (first + 1)/scale], where scale is a power of the count of digits. */
function refine(
  { numerator, denominator }: Fraction,
  { digit, digits, maximum }: { digit: number; digits: number; maximum: number },
  random: RandomSource,
): number {
  const ceiling = BigInt(maximum);
  const cap = (multiple: bigint): bigint => (multiple < ceiling ? multiple : ceiling);
  let [first, scale] = [BigInt(digit), BigInt(digits)];
  for (;;) {
    first = first * BigInt(digits) + BigInt(random.below(digits));
    scale *= BigInt(digits);
    const least = cap((numerator * scale) / (denominator * (first + 1n)));
    const most = first === 0n ? ceiling : cap((numerator * scale - 1n) / (denominator * first));
    if (least === most) return Number(least);
  }
}
