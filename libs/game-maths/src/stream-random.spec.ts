import { describe, expect, it } from '@jest/globals';
import { StreamRandom } from '@croupier/game-maths';

const seed = (first: number): Uint8Array => Uint8Array.of(first, ...new Uint8Array(31));

/** Chi-square of the buckets of `draws` numbers, as a standard normal deviate (Wilson and Hilferty). */
function deviate(bound: number, buckets: number, draws: number): number {
  const random = new StreamRandom(seed(1));
  const counts = new Float64Array(buckets);
  for (let draw = 0; draw < draws; draw += 1) {
    const bucket = Math.floor((random.below(bound) * buckets) / bound);
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  const statistic = counts.reduce((sum, count, bucket) => {
    const first = Math.ceil((bucket * bound) / buckets);
    const size = Math.ceil(((bucket + 1) * bound) / buckets) - first;
    const expected = (draws * size) / bound;
    return sum + (count - expected) ** 2 / expected;
  }, 0);
  const spread = 2 / (9 * (buckets - 1));
  return (Math.cbrt(statistic / (buckets - 1)) - (1 - spread)) / Math.sqrt(spread);
}

describe('StreamRandom', () => {
  it.each([2, 3, 37, 52, 1000, 3 * 2 ** 19, 2 ** 21, 2 ** 21 + 1, 3 * 2 ** 30, 2 ** 32])(
    'is even below %i',
    (bound) => {
      expect(Math.abs(deviate(bound, Math.min(bound, 64), 300_000))).toBeLessThan(5);
    },
  );

  it('passes over a word that would give one value more often than the others', () => {
    const words = [0, 1, 2 ** 32 - 1];
    class Scripted extends StreamRandom {
      protected override word(): number {
        return words.shift() ?? Number.NaN;
      }
    }
    const random = new Scripted(seed(1));
    expect([random.below(37), random.below(37)]).toEqual([0, 36]);
    expect(words).toEqual([]);
  });

  it('repeats itself with the same seed, and with no other', () => {
    const numbers = (first: number): number[] => {
      const random = new StreamRandom(seed(first));
      return Array.from({ length: 40_000 }, () => random.below(6));
    };
    expect(numbers(1)).toEqual(numbers(1));
    expect(numbers(1)).not.toEqual(numbers(2));
  });

  it.each([0, -1, 1.5, Number.NaN, 2 ** 32 + 1])('refuses the bound %p', (bound) => {
    expect(() => new StreamRandom(seed(1)).below(bound)).toThrow('is not an integer from 1 to 2^32');
  });

  it('takes a seed of 32 bytes alone', () => {
    expect(() => new StreamRandom(new Uint8Array(16))).toThrow('32 bytes');
  });
});
