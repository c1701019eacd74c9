import { add, type Fraction, fraction, greatestCommonDivisor } from '../fraction.js';
import type { SlotDefinition } from './definition.js';
import { combinations } from './exact-lines.js';
import { modelOf, symbolAt } from './model.js';

/** Expected scatter pay of one spin as a multiple of the total stake. */
export function expectedScatterPay(definition: SlotDefinition): Fraction {
  return expectation(definition, modelOf(definition).scatterPays);
}

/** Expected number of free spins in one round, retriggers and the bound of a round included. */
export function expectedFreeSpins(definition: SlotDefinition): Fraction {
  const feature = definition.freeSpins;
  if (feature === undefined) return fraction(0n);
  const { awards } = modelOf(definition);
  if (!feature.retrigger) return expectation(definition, awards);
  const { weights, unit } = awardWeights(definition, awards);
  return expectedTotal(weights, unit, feature.maximumTotal);
}

/**
 * Expected number of free spins when each of them may add more, up to `bound`. `expected[total]` belongs to a
 * round that has been awarded `total` spins and has played `played` of them; it is kept as an integer over a
 * power of `unit`, one power more for each spin still open, so that nothing is divided before the end.
 */
function expectedTotal(weights: ReadonlyMap<number, bigint>, unit: bigint, bound: number): Fraction {
  let scale = 1n;
  let expected: bigint[] = [];
  expected[bound] = BigInt(bound);
  for (let played = bound - 1; played >= 0; played -= 1) {
    scale *= unit;
    const before: bigint[] = [];
    before[played] = BigInt(played) * scale;
    for (let total = played + 1; total <= bound; total += 1) {
      before[total] = mean(weights, expected, { from: total, bound });
    }
    expected = before;
  }
  return fraction(mean(weights, expected, { from: 0, bound }), scale * unit);
}

function mean(
  weights: ReadonlyMap<number, bigint>,
  expected: readonly bigint[],
  total: { from: number; bound: number },
): bigint {
  let sum = 0n;
  for (const [award, weight] of weights) {
    sum += weight * (expected[Math.min(total.from + award, total.bound)] ?? 0n);
  }
  return sum;
}

/** Award of one spin -> weight out of `unit`, without common factors. */
function awardWeights(definition: SlotDefinition, awards: readonly number[]) {
  const weights = new Map<number, bigint>();
  for (const [count, ways] of scatterWays(definition).entries()) {
    const award = awards[count] ?? 0;
    if (ways > 0n) weights.set(award, (weights.get(award) ?? 0n) + ways);
  }
  const common = [...weights.values()].reduce(greatestCommonDivisor, 0n);
  for (const [award, ways] of weights) weights.set(award, ways / common);
  return { weights, unit: combinations(definition) / common };
}

function expectation(definition: SlotDefinition, values: readonly number[]): Fraction {
  const total = combinations(definition);
  return scatterWays(definition)
    .map((ways, count) => fraction(ways * BigInt(values[count] ?? 0), total))
    .reduce(add, fraction(0n));
}

/** Scatters in the window -> combinations of stops that show so many, by convolution over the reels. */
function scatterWays(definition: SlotDefinition): bigint[] {
  const { scatter } = modelOf(definition);
  let ways = [1n];
  for (const strip of definition.reels) {
    const next: bigint[] = new Array<bigint>(ways.length + definition.rows).fill(0n);
    for (const stop of strip.keys()) {
      let shown = 0;
      for (let row = 0; row < definition.rows; row += 1) {
        if (symbolAt(strip, stop, row) === scatter) shown += 1;
      }
      for (const [count, before] of ways.entries())
        next[count + shown] = (next[count + shown] ?? 0n) + before;
    }
    ways = next;
  }
  return ways;
}
