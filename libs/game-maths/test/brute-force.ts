import { add, type Fraction, fraction } from '../src/fraction.js';
import { varianceFrom } from '../src/law.js';
import { RandomSource } from '../src/random.js';
import type { SlotDefinition } from '../src/slots/definition.js';
import { evaluateSpin } from '../src/slots/evaluate.js';
import { creditsOf } from '../src/slots/model.js';
import { playSlot } from '../src/slots/play.js';

interface Tally {
  ways: bigint;
  payout: bigint;
}

/** Figures of all combinations of stops, each evaluated on its own at one minor unit per line. */
export function enumerateBase(definition: SlotDefinition) {
  const stakeMinor = creditsOf(definition);
  const byAward = new Map<number, Tally>();
  let [total, hits, lines, scatter] = [0n, 0n, 0n, 0n];
  for (const stops of allStops(definition)) {
    const result = evaluateSpin(definition, { stops, stakeMinor, multiplier: 1 });
    total += 1n;
    if (result.payout > 0) hits += 1n;
    lines += BigInt(result.payout - result.scatterPayout);
    scatter += BigInt(result.scatterPayout);
    const tally = byAward.get(result.freeSpinsAwarded) ?? { ways: 0n, payout: 0n };
    tally.ways += 1n;
    tally.payout += BigInt(result.payout);
    byAward.set(result.freeSpinsAwarded, tally);
  }
  const staked = total * BigInt(stakeMinor);
  return {
    lines: fraction(lines, staked),
    scatter: fraction(scatter, staked),
    hitRate: fraction(hits, total),
    freeSpins: freeSpinsByRecursion(definition, { byAward, total }),
  };
}

interface Spins {
  readonly byAward: ReadonlyMap<number, Tally>;
  readonly total: bigint;
}

/** The windows of a free spin on its own strips. */
function ownSpins(definition: SlotDefinition): Spins | undefined {
  const { freeSpins } = definition;
  if (freeSpins?.reels === undefined) return undefined;
  const { reels, ...feature } = freeSpins;
  const stakeMinor = creditsOf(definition);
  const played: SlotDefinition = { ...definition, reels, freeSpins: feature };
  const byAward = new Map<number, Tally>();
  let total = 0n;
  for (const stops of allStops(played)) {
    const { freeSpinsAwarded, payout } = evaluateSpin(played, { stops, stakeMinor, multiplier: 1 });
    total += 1n;
    const tally = byAward.get(freeSpinsAwarded) ?? { ways: 0n, payout: 0n };
    tally.ways += 1n;
    tally.payout += BigInt(payout);
    byAward.set(freeSpinsAwarded, tally);
  }
  return { byAward, total };
}

/** Follows every course of the free spins, splitting at each spin by what its window awards. */
function freeSpinsByRecursion(definition: SlotDefinition, base: Spins): Fraction {
  const feature = definition.freeSpins;
  if (feature === undefined) return fraction(0n);
  const free = ownSpins(definition) ?? base;
  const stake = BigInt(creditsOf(definition));
  const follow = (left: number, awarded: number, isBase: boolean): Fraction => {
    if (left === 0) return fraction(0n);
    let sum = fraction(0n);
    const { byAward, total } = isBase ? base : free;
    for (const [award, { ways, payout }] of byAward) {
      const won = isBase ? 0n : payout * BigInt(feature.multiplier);
      const wanted = isBase || feature.retrigger ? award : 0;
      const added = Math.min(wanted, feature.maximumTotal - awarded);
      const rest = follow(left - 1 + added, awarded + added, false);
      sum = add(sum, fraction(won, total * stake));
      sum = add(sum, fraction(rest.numerator * ways, rest.denominator * total));
    }
    return sum;
  };
  return follow(1, 0, true);
}

/** Payouts of whole rounds over their stake, by playing every sequence of draws that there is. */
export function enumerateRounds(definition: SlotDefinition) {
  const stake = creditsOf(definition);
  const byWeight = new Map<bigint, Map<number, bigint>>();
  let rounds = 0;
  for (const random = new Odometer(); !random.finished; random.advance()) {
    const { payout } = playSlot(definition, stake, random);
    const payouts = byWeight.get(random.weight) ?? new Map<number, bigint>();
    byWeight.set(random.weight, payouts);
    payouts.set(payout, (payouts.get(payout) ?? 0n) + 1n);
    rounds += 1;
  }
  const probabilities = new Map<number, Fraction>();
  for (const [weight, payouts] of byWeight) {
    for (const [payout, ways] of payouts) {
      probabilities.set(payout, add(probabilities.get(payout) ?? fraction(0n), fraction(ways, weight)));
    }
  }
  const moment = (power: bigint): Fraction =>
    [...probabilities]
      .map(([payout, { numerator, denominator }]) =>
        fraction(BigInt(payout) ** power * numerator, BigInt(stake) ** power * denominator),
      )
      .reduce(add, fraction(0n));
  const most = Math.max(...probabilities.keys());
  return {
    rounds,
    rtp: moment(1n),
    variance: varianceFrom(moment(1n), moment(2n)),
    hitRate: [...probabilities]
      .flatMap(([payout, chance]) => (payout > 0 ? [chance] : []))
      .reduce(add, fraction(0n)),
    maximum: {
      multiple: fraction(BigInt(most), BigInt(stake)),
      probability: probabilities.get(most) ?? fraction(0n),
    },
    probabilities,
  };
}

/** Gives draws so that each run of a program differs from all before, until every sequence was given. */
class Odometer extends RandomSource {
  finished = false;
  private digits: { bound: number; value: number }[] = [];
  private position = 0;

  below(bound: number): number {
    const digit = this.digits[this.position] ?? { bound, value: 0 };
    this.digits[this.position] = digit;
    this.position += 1;
    return digit.value;
  }

  /** One over the probability of the draws of this run. */
  get weight(): bigint {
    return this.digits.reduce((product, { bound }) => product * BigInt(bound), 1n);
  }

  advance(): void {
    this.position = 0;
    for (let last = this.digits.pop(); last !== undefined; last = this.digits.pop()) {
      if (last.value + 1 < last.bound) {
        this.digits.push({ bound: last.bound, value: last.value + 1 });
        return;
      }
    }
    this.finished = true;
  }
}

function* allStops(definition: SlotDefinition): Generator<number[]> {
  const stops = definition.reels.map(() => 0);
  for (;;) {
    yield [...stops];
    let reel = stops.length - 1;
    while (reel >= 0 && (stops[reel] ?? 0) + 1 === definition.reels[reel]?.length) {
      stops[reel] = 0;
      reel -= 1;
    }
    if (reel < 0) return;
    stops[reel] = (stops[reel] ?? 0) + 1;
  }
}
