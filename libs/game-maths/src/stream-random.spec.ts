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

/** Says what becomes of a single word. */
class Scripted extends StreamRandom {
  private next: number | undefined;

  constructor() {
    super(seed(1));
  }

  /** @returns undefined if the word is passed over */
  answer(bound: number, word: number): number | undefined {
    this.next = word;
    try {
      return this.below(bound);
    } catch (error) {
      if (error === passedOver) return undefined;
      throw error;
    }
  }

  protected override word(): number {
    const { next } = this;
    this.next = undefined;
    if (next === undefined) throw passedOver;
    return next;
  }
}

const passedOver = new Error('another word is asked for');

const boundsUpTo = (to: number): number[] => Array.from({ length: to }, (_, index) => index + 1);

/** Around powers of two of up to so many bits, and what is three times a smaller one. */
function boundsNear(bits: number): number[] {
  const marks = Array.from({ length: bits - 1 }, (_, bit) => [2 ** (bit + 2), 3 * 2 ** bit]).flat();
  return marks
    .flatMap((mark) => [mark - 1, mark, mark + 1])
    .filter((bound) => bound >= 1 && bound <= 2 ** bits);
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

  // Words that are multiplied by a bound fall into as many classes as it has values; they are as many in each but for one, and
  // the one too many is that whose product leaves least. It is passed over, so that each value keeps floor(2^32 / bound).
  it.each<[string, readonly number[], (bound: number) => readonly number[]]>([
    [
      'every value of bounds of 8 bits',
      boundsUpTo(256),
      (bound) => Array.from({ length: bound }, (_, value) => value),
    ],
    ['bounds of 16 bits', boundsUpTo(65_536), (bound) => [0, 1, bound >> 1, bound - 1]],
    ['bounds of up to 21 bits', boundsNear(21), (bound) => [0, 1, bound >> 1, bound - 1]],
  ])('keeps as many words of each value: %s', (_, bounds, valuesOf) => {
    const random = new Scripted();
    for (const bound of bounds) {
      const share = Math.floor(2 ** 32 / bound);
      for (const value of valuesOf(bound)) {
        const [first, next] = [
          Math.ceil((value * 2 ** 32) / bound),
          Math.ceil(((value + 1) * 2 ** 32) / bound),
        ];
        const kept = [first, first + 1, next - 1].filter(
          (word, at, all) => word < next && all.indexOf(word) === at,
        );
        const results = kept.map((word) => random.answer(bound, word));
        if (results.some((result) => result !== undefined && result !== value))
          throw new Error(`${value} of ${bound}`);
        const passed = results.filter((result) => result === undefined).length;
        if (next - first - passed !== share)
          throw new Error(`${value} of ${bound} has ${next - first - passed}`);
      }
    }
  });

  it.each([...boundsNear(32).filter((bound) => bound > 2 ** 21)])(
    'keeps whole rounds of words below %i',
    (bound) => {
      const random = new Scripted();
      const limit = 2 ** 32 - (2 ** 32 % bound);
      for (const word of [0, bound - 1, limit - bound, limit - 1])
        expect(random.answer(bound, word)).toBe(word % bound);
      if (limit < 2 ** 32)
        expect([limit, 2 ** 32 - 1].map((word) => random.answer(bound, word))).toEqual([
          undefined,
          undefined,
        ]);
    },
  );

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
