import { CountingRoom } from './counting-room.js';
import type { SlotDefinition } from './definition.js';
import { type Complex, complex, transform } from './fourier.js';
import type { Payouts } from './payouts.js';
import { merged, reachableTotals, roundFigures } from './round.js';
import { type SpinLaw, spinLawOf } from './spin-law.js';

const { exp, log } = Math;

/** How likely a whole round is to pay what, free spins included. */
export interface RoundDistribution {
  /** Payouts are whole multiples of 1/unit of the stake. */
  readonly unit: number;
  /** By payout in units. Doubles, each within 1e-12 of the exact probability. */
  readonly probabilities: Float64Array;
}

/** Probability of what lies beyond the last payout that is listed, at most. */
export const negligible = 1e-12;
const longest = 2 ** 21;

const results = { what: 'results of a round', remedy: 'give lower pays or fewer free spins' };

/**
 * The distribution of a round in numbers, where its exact law has too many results to write down. The payouts of the spins
 * are transformed to frequencies, at each of which the course of a round is a sum of products; the transform back gives
 * the probabilities. @throws RangeError if they reach farther than two million units
 * @throws SlotCountingError if there is no room for them
 */
export function roundDistribution(definition: SlotDefinition): RoundDistribution {
  const law = spinLawOf(definition);
  const { multiple } = roundFigures(law, definition.freeSpins).maximum;
  const highest = Number((multiple.numerator * BigInt(law.unit)) / multiple.denominator);
  const course = courseOf(definition, law);
  const length = lengthFor(course, highest);
  const spectra = course.base.length + course.free.length + 1;
  new CountingRoom().take((spectra * length + course.bound) * 2 * Float64Array.BYTES_PER_ELEMENT, results);
  const [base, free] = [course.base, course.free].map((spins) =>
    spins.map((one) => transformed(one, length)),
  );
  const round = complex(length);
  const values = complex(course.bound + 1);
  for (let at = 0; at < length; at += 1) {
    values.re.fill(1);
    values.im.fill(0);
    for (let played = course.bound - 1; played >= 0; played -= 1) {
      for (const total of course.totals) if (total > played) spin(course, free ?? [], { values, total, at });
    }
    values.re[0] = 1;
    spin(course, base ?? [], { values, total: 0, at });
    round.re[at] = values.re[0] ?? 0;
    // Transforming the conjugate transforms back.
    round.im[at] = -(values.im[0] ?? 0);
  }
  transform(round);
  const listed = Math.min(length, highest + 1);
  return {
    unit: law.unit,
    probabilities: round.re.subarray(0, listed).map((sum) => Math.max(0, sum / length)),
  };
}

/** Payouts of the spins that award the same, with their probabilities. */
interface Spins {
  readonly award: number;
  readonly payouts: Float64Array;
  readonly chances: Float64Array;
}

interface Course {
  readonly base: readonly Spins[];
  readonly free: readonly Spins[];
  readonly bound: number;
  /** Ascending: a value that is renewed is needed by none after it. */
  readonly totals: readonly number[];
}

function courseOf({ freeSpins }: SlotDefinition, law: SpinLaw): Course {
  const spins = (byAward: ReadonlyMap<number, Payouts>, factor: number): Spins[] =>
    [...byAward].map(([award, payouts]) => ({
      award,
      payouts: Float64Array.from(payouts.keys(), (payout) => payout * factor),
      chances: Float64Array.from(payouts.values(), (ways) => quotient(ways, law.total)),
    }));
  const { byAward } = law.free ?? law;
  const freeAwards = freeSpins?.retrigger === false ? new Map([[0, merged(byAward)]]) : byAward;
  return {
    base: spins(law.byAward, 1),
    free: freeSpins === undefined ? [] : spins(freeAwards, freeSpins.multiplier),
    bound: freeSpins?.maximumTotal ?? 0,
    totals: [...reachableTotals(law, freeSpins)].sort((left, right) => left - right),
  };
}

/** Integers of any size over each other; a double holds no more than 1,023 bits. */
function quotient(part: bigint, whole: bigint): number {
  const spare = BigInt(Math.max(0, whole.toString(16).length * 4 - 900));
  return Number(part >> spare) / Number(whole >> spare);
}

/** The transform of the payouts, which also counts what wraps round. */
function transformed({ award, payouts, chances }: Spins, length: number) {
  const spectrum = complex(length);
  for (const [index, payout] of payouts.entries()) {
    const at = payout % length;
    spectrum.re[at] = (spectrum.re[at] ?? 0) + (chances[index] ?? 0);
  }
  transform(spectrum);
  return { award, ...spectrum };
}

/** Renews the value of a round with so many free spins by one spin, at one frequency. */
function spin(
  { bound }: Course,
  spins: readonly ReturnType<typeof transformed>[],
  { values, total, at }: { values: Complex; total: number; at: number },
): void {
  let [sumRe, sumIm] = [0, 0];
  for (const { award, re, im } of spins) {
    const then = total + award < bound ? total + award : bound;
    const [a, b] = [re[at] ?? 0, im[at] ?? 0];
    const [c, d] = [values.re[then] ?? 0, values.im[then] ?? 0];
    sumRe += a * c - b * d;
    sumIm += a * d + b * c;
  }
  values.re[total] = sumRe;
  values.im[total] = sumIm;
}

/** Units beyond which a round pays with a negligible probability, as a power of two: what is beyond wraps round. */
function lengthFor(course: Course, highest: number): number {
  for (let length = 2; length <= longest; length *= 2) {
    if (length > highest || beyond(course, length) <= negligible) return length;
  }
  throw new RangeError(`a round may pay more than ${longest} units, too many to list`);
}

/** A bound of the probability that a round pays so many units or more, by Chernoff at a few points. */
function beyond(course: Course, units: number): number {
  const bounds = [30, 45, 70, 120].map((exponent) => {
    const bound = exp(log(meanOfPowers(course, exponent / units)) - exponent);
    return bound >= 0 ? bound : 1;
  });
  return Math.min(1, ...bounds);
}

/** Mean of exp(slope * payout) of a round. */
function meanOfPowers({ base, free, bound, totals }: Course, slope: number): number {
  const means = (spins: readonly Spins[]) =>
    spins.map(({ award, payouts, chances }) => ({
      award,
      mean: payouts.reduce((sum, payout, index) => sum + (chances[index] ?? 0) * exp(slope * payout), 0),
    }));
  const [baseMeans, freeMeans] = [means(base), means(free)];
  const values = new Float64Array(bound + 1).fill(1);
  const next = (spins: typeof baseMeans, total: number): number =>
    spins.reduce((sum, { award, mean }) => sum + mean * (values[Math.min(total + award, bound)] ?? 1), 0);
  for (let played = bound - 1; played >= 0; played -= 1) {
    for (const total of totals) if (total > played) values[total] = next(freeMeans, total);
  }
  return next(baseMeans, 0);
}
