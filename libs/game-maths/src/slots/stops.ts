import type { RandomSource } from '../random.js';
import type { SlotDefinition } from './definition.js';
import { reelWeights, sum } from './model.js';

/** Draws the stop of each reel from left to right: below its stops, or below the sum of their weights. */
export function drawStops(definition: SlotDefinition, random: RandomSource): number[] {
  const { reels, stopWeights } = definition;
  if (stopWeights === undefined) return reels.map((strip) => random.below(strip.length));
  return reels.map((_, reel) => {
    const weights = reelWeights(definition, reel);
    return stopAt(weights, random.below(sum(weights)));
  });
}

/** The first stop whose weights, summed up from stop 0, exceed the draw. */
function stopAt(weights: readonly number[], draw: number): number {
  let left = draw;
  return weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
}
