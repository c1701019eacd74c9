import { type Fraction, fraction, greatestCommonDivisor } from '../fraction.js';
import { varianceFrom } from '../law.js';
import { CountingRoom, digitsOf } from './counting-room.js';
import type { FreeSpinsFeature } from './definition.js';
import { coursesOf, increase, momentOf, type Payouts } from './payouts.js';
import type { SpinLaw } from './spin-law.js';

/** The exact figures of whole rounds, free spins included, per unit of the total stake. */
export interface RoundFigures {
  readonly rtp: Fraction;
  readonly variance: Fraction;
  /** Probability that a round pays anything. */
  readonly hitRate: Fraction;
  /** The most that a round can pay, over all its spins, and how likely that is. */
  readonly maximum: { readonly multiple: Fraction; readonly probability: Fraction };
  /** Free spins per round on average. */
  readonly freeSpins: Fraction;
}

/** All that the sums need of the spins that award the same: courses, moments, courses without and with the highest pay. */
interface SpinClass {
  readonly award: number;
  readonly ways: bigint;
  readonly pays: bigint;
  readonly squares: bigint;
  readonly zeros: bigint;
  readonly most: number;
  readonly mostWays: bigint;
}

/** What the rest of a round comes to, in integers over a power of the courses of one spin, but for `most`. */
interface Rest {
  readonly spins: bigint;
  readonly pays: bigint;
  readonly squares: bigint;
  readonly zeros: bigint;
  readonly most: number;
  readonly mostWays: bigint;
}

/**
 * A round that has been awarded `total` free spins and has played `played` of them is one state, whatever it paid: the
 * sums go from the last free spin that there can be back to the base spin. They stay integers over a power of `unit`, one
 * power more for each spin still open, so that nothing is divided before the end.
 * @throws SlotCountingError where these are too long for the room there is
 */
export function roundFigures(law: SpinLaw, feature: FreeSpinsFeature | undefined): RoundFigures {
  const base = classesOf(law.byAward);
  const { byAward } = law.free ?? law;
  const free = classesOf(feature?.retrigger === false ? new Map([[0, merged(byAward)]]) : byAward);
  const bound = feature?.maximumTotal ?? 0;
  const factor = feature?.multiplier ?? 1;
  const shrink = [...base, ...free].flatMap(integersOf).reduce(greatestCommonDivisor, law.total);
  const [baseClasses, freeClasses] = [base, free].map((classes) =>
    classes.map((one) => divided(one, shrink)),
  );
  const unit = law.total / shrink;
  const totals = reachableTotals(law, feature);
  holdRoom({ bound, totals: totals.size, classes: freeClasses?.length ?? 0, digits: digitsOf(unit) });
  let scale = 1n;
  let rest = new Map<number, Rest>([[bound, over(scale)]]);
  for (let played = bound - 1; played >= 0; played -= 1) {
    const before = new Map<number, Rest>([[played, over(scale * unit)]]);
    for (const total of totals) {
      if (total > played)
        before.set(total, spin({ classes: freeClasses ?? [], rest, total, bound, factor, scale, unit }));
    }
    rest = before;
    scale *= unit;
  }
  const round = spin({ classes: baseClasses ?? [], rest, total: 0, bound, factor: 1, scale, unit });
  const courses = scale * unit;
  const inStakes = BigInt(law.unit);
  const rtp = fraction(round.pays, courses * inStakes);
  return {
    rtp,
    variance: varianceFrom(rtp, fraction(round.squares, courses * inStakes ** 2n)),
    hitRate: fraction(courses - round.zeros, courses),
    maximum: {
      multiple: fraction(BigInt(round.most), inStakes),
      probability: fraction(round.mostWays, courses),
    },
    // The base spin was counted with them.
    freeSpins: fraction(round.spins - courses, courses),
  };
}

const sumsOfSpins = {
  what: 'courses of a round of free spins',
  remedy: 'give fewer free spins (freeSpins.maximumTotal), or fewer respins or cells of coins',
};
/** Products of two words: a minute or two. */
const mostProducts = 1e11;

/** That the sums of a round, of which each spin makes the numbers longer, have room and come to an end. */
function holdRoom(round: { bound: number; totals: number; classes: number; digits: number }): void {
  const { bound, totals, classes, digits } = round;
  // Two rows of states, of five sums each.
  const bytes = 10 * totals * bound * digits;
  const words = Math.ceil(digits / 8);
  const products = 8 * bound * totals * classes * ((words * bound) / 2) * words;
  new CountingRoom().take(products > mostProducts ? Infinity : bytes, sumsOfSpins);
}

const over = (scale: bigint): Rest => ({
  spins: 0n,
  pays: 0n,
  squares: 0n,
  zeros: scale,
  most: 0,
  mostWays: scale,
});

interface Spin {
  readonly classes: readonly SpinClass[];
  /** By the total awarded so far: what follows this spin, over `scale`. */
  readonly rest: ReadonlyMap<number, Rest>;
  readonly total: number;
  readonly bound: number;
  readonly factor: number;
  readonly scale: bigint;
  readonly unit: bigint;
}

/** One spin and what follows it. */
function spin({ classes, rest, total, bound, factor, scale, unit }: Spin): Rest {
  const times = BigInt(factor);
  const sum = { spins: scale * unit, pays: 0n, squares: 0n, zeros: 0n, most: 0, mostWays: 0n };
  for (const { award, ways, pays, squares, zeros, most, mostWays } of classes) {
    const after = rest.get(Math.min(total + award, bound)) ?? over(scale);
    sum.spins += ways * after.spins;
    sum.pays += times * pays * scale + ways * after.pays;
    sum.squares += times * (times * squares * scale + 2n * pays * after.pays) + ways * after.squares;
    sum.zeros += zeros * after.zeros;
    const reached = most * factor + after.most;
    if (reached > sum.most) sum.mostWays = 0n;
    sum.most = Math.max(sum.most, reached);
    if (reached === sum.most) sum.mostWays += mostWays * after.mostWays;
  }
  return sum;
}

/** Totals of free spins that a round with any can come to, up to its bound. */
export function reachableTotals(law: SpinLaw, feature: FreeSpinsFeature | undefined): Set<number> {
  const bound = feature?.maximumTotal ?? 0;
  const awards = [...(law.free ?? law).byAward.keys()];
  const totals = new Set(
    [...law.byAward.keys()].map((award) => Math.min(award, bound)).filter((total) => total > 0),
  );
  for (const total of feature?.retrigger === true ? totals : []) {
    for (const award of awards) totals.add(Math.min(total + award, bound));
  }
  return totals;
}

function classesOf(byAward: ReadonlyMap<number, Payouts>): SpinClass[] {
  return [...byAward].map(([award, payouts]) => {
    let most = 0;
    for (const payout of payouts.keys()) most = Math.max(most, payout);
    return {
      ...{ award, most, ways: coursesOf(payouts), zeros: payouts.get(0) ?? 0n },
      ...{ pays: momentOf(payouts, 1n), squares: momentOf(payouts, 2n), mostWays: payouts.get(most) ?? 0n },
    };
  });
}

/** What a spin pays, whatever it awards. */
export function merged(byAward: ReadonlyMap<number, Payouts>): Payouts {
  const all = new Map<number, bigint>();
  for (const payouts of byAward.values()) for (const [payout, ways] of payouts) increase(all, payout, ways);
  return all;
}

const integersOf = ({ ways, pays, squares, zeros, mostWays }: SpinClass): bigint[] => [
  ...[ways, pays, squares, zeros, mostWays],
];

function divided(one: SpinClass, by: bigint): SpinClass {
  const { ways, pays, squares, zeros, mostWays } = one;
  return {
    ...one,
    ...{
      ways: ways / by,
      pays: pays / by,
      squares: squares / by,
      zeros: zeros / by,
      mostWays: mostWays / by,
    },
  };
}
