import { StreamRandom } from '@croupier/game-maths';
import { describe, expect, it } from '@jest/globals';
import { binomial } from './binomial.js';

describe('binomial', () => {
  it.each([
    [8, 0.3],
    [40, 0.5],
    [1000, 0.02],
    [20_000, 0.7],
    [5_000_000, 1e-6],
  ])('of %d trials at %d has the mean, the variance and the third moment', (trials, chance) => {
    const random = new StreamRandom(Buffer.alloc(32, trials % 251));
    const [mean, variance] = [trials * chance, trials * chance * (1 - chance)];
    const draws = 40_000;
    const sums = [0, 0, 0];
    for (let draw = 0; draw < draws; draw += 1) {
      const away = (binomial(random, trials, chance) - mean) / Math.sqrt(variance);
      for (const power of [0, 1, 2]) sums[power] = (sums[power] ?? 0) + away ** (power + 1) / draws;
    }
    const skewness = (1 - 2 * chance) / Math.sqrt(variance);
    expect(Math.abs(sums[0] ?? 1)).toBeLessThan(5 / Math.sqrt(draws));
    expect(Math.abs((sums[1] ?? 0) - 1)).toBeLessThan(0.05);
    expect(Math.abs((sums[2] ?? 0) - skewness)).toBeLessThan(0.15);
  });
});
