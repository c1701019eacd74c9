import type { RandomSource } from '../random.js';
import type { SlotDefinition } from './definition.js';
import { reelWeights, sum } from './model.js';

/** Draws the stop of each reel from left to right: below its stops, or below the sum of their weights. */
export function drawStops(definition: SlotDefinition, random: RandomSource): number[] {
  const { reels, stopWeights } = definition;
  if (stopWeights === undefined) return reels.map((strip) => random.below(strip.length));
  return reels.map((_, reel) => drawStop(reelWeights(definition, reel))(random));
}

/** Draws by weights: the first stop whose weights, summed up from stop 0, exceed the draw. */
export function drawStop(weights: readonly number[]): (random: RandomSource) => number {
  const total = sum(weights);
  if (total === weights.length) return (random) => random.below(total);
  const upTo = Float64Array.from(weights);
  for (let stop = 1; stop < upTo.length; stop += 1) upTo[stop] = (upTo[stop] ?? 0) + (upTo[stop - 1] ?? 0);
  return (random) => {
    const draw = random.below(total);
    let [low, high] = [0, upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (draw < (upTo[middle] ?? 0)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
