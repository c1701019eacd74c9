import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededBytes } from '../test/seeded-bytes.js';
import { RandomSourceError } from './entropy.js';
import { CryptoRandom, RecordingRandom, ReplayError, ReplayRandom } from './random.js';

/** Gives these bytes once, then zeros. */
function scripted(bytes: readonly number[]): (size: number) => Uint8Array {
  let given = 0;
  return (size) => Uint8Array.from({ length: size }, () => bytes[given++] ?? 0);
}

/** How often each value below `bound` comes out when every byte string of this width is given once. */
function tallyAllInputs(bound: number, width: 1 | 2): { counts: number[]; kept: number } {
  const inputs = 256 ** width;
  const kept = inputs - (inputs % bound);
  const bytes = Array.from({ length: inputs * width }, (_, index) =>
    width === 1 ? index : index % 2 === 0 ? index >> 9 : (index >> 1) & 255,
  );
  const random = new CryptoRandom(scripted(bytes));
  const counts = new Array<number>(bound).fill(0);
  for (let draw = 0; draw < kept; draw += 1) {
    const value = random.below(bound);
    counts[value] = (counts[value] ?? 0) + 1;
  }
  return { counts, kept };
}

/** A word as the source gives it, the highest byte first. */
function bytesOf(word: number, width: number): number[] {
  return Array.from({ length: width }, (_, index) => Math.floor(word / 256 ** (width - 1 - index)) % 256);
}

const boundsUpTo = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Above `from`, to `to`: around both ends, around powers of two and their thirds, and some thousand between. */
function boundsAcross(from: number, to: number): number[] {
  const between = seededBytes(to % 2 ** 31);
  const drawn = Array.from({ length: 5000 }, () => {
    const [a = 0, b = 0, c = 0, d = 0] = between(4);
    return from + 1 + ((((a * 256 + b) * 256 + c) * 256 + d) % (to - from));
  });
  const marks = [from, to].concat(
    Array.from({ length: 32 }, (_, bits) => [2 ** bits, 3 * 2 ** bits, Math.floor(2 ** bits / 3)]).flat(),
  );
  const near = marks.flatMap((mark) => [mark - 2, mark - 1, mark, mark + 1, mark + 2]);
  return [...near, ...drawn].filter((bound) => bound > from && bound <= to);
}

/** Chi-square over its degrees of freedom as a standard normal deviate (Wilson and Hilferty). */
function deviate(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const statistic = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  const freedom = counts.length - 1;
  const spread = 2 / (9 * freedom);
  return (Math.cbrt(statistic / freedom) - (1 - spread)) / Math.sqrt(spread);
}

function tally(draws: number, bound: number, next: () => number): number[] {
  const counts = new Array<number>(bound).fill(0);
  for (let draw = 0; draw < draws; draw += 1) {
    const value = next();
    counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}

describe('CryptoRandom', () => {
  it('maps all single bytes equally often to each value, for every bound of one byte', () => {
    for (let bound = 1; bound <= 256; bound += 1) {
      const { counts, kept } = tallyAllInputs(bound, 1);
      expect(new Set(counts)).toEqual(new Set([kept / bound]));
    }
  });

  it.each<[string, number, readonly number[]]>([
    ['every bound of one byte', 1, boundsUpTo(1, 2 ** 8)],
    ['every bound of two bytes', 2, boundsUpTo(2 ** 8 + 1, 2 ** 16)],
    ['bounds of three bytes', 3, boundsAcross(2 ** 16, 2 ** 24)],
    ['bounds of four bytes', 4, boundsAcross(2 ** 24, 2 ** 32)],
  ])('keeps whole rounds of all values and passes over the rest, for %s', (_, width, bounds) => {
    // Words below the limit in their order give 0, 1, … bound - 1, 0, 1, …: limit / bound of each, all as often. That the
    // law is this one is looked at where it could change: at the ends of the first round, of the last, and at the limit.
    for (const bound of bounds) {
      const words = 256 ** width;
      const limit = words - (words % bound);
      const kept = [0, bound - 1, bound, limit - bound, limit - 1].filter((word) => word < limit);
      const passed = [limit, words - 1].filter((word) => word >= limit && word < words);
      const script = [...kept, ...passed, 0].flatMap((word) => bytesOf(word, width));
      const random = new CryptoRandom(scripted(script), width);
      const drawn = kept.map(() => random.below(bound));
      if (drawn.some((value, index) => value !== (kept[index] ?? 0) % bound) || random.below(bound) !== 0)
        throw new Error(`below ${bound}: ${kept.join()} gave ${drawn.join()}`);
      if (words - limit >= bound) throw new Error(`below ${bound}: more is passed over than has to be`);
    }
  });

  it.each([257, 1000, 32768, 40000, 65535, 65536])('maps all byte pairs equally below %i', (bound) => {
    const { counts, kept } = tallyAllInputs(bound, 2);
    expect(new Set(counts)).toEqual(new Set([kept / bound]));
  });

  it('rejects the values above the greatest multiple instead of folding them', () => {
    expect(new CryptoRandom(scripted([252, 255, 251])).below(36)).toBe(251 % 36);
  });

  it('reads three and four bytes, most significant first', () => {
    expect(new CryptoRandom(scripted([1, 2, 3])).below(2 ** 24)).toBe(0x010203);
    expect(new CryptoRandom(scripted([255, 1, 2, 3])).below(2 ** 32)).toBe(0xff010203);
  });

  it.each([6, 30, 37, 52, 1000])('passes chi-square below %i', (bound) => {
    const random = new CryptoRandom(seededBytes(bound));
    expect(Math.abs(deviate(tally(100_000, bound, () => random.below(bound))))).toBeLessThan(4);
  });

  it('would fail chi-square if a byte were folded', () => {
    const bytes = seededBytes(37);
    expect(deviate(tally(100_000, 37, () => (bytes(1)[0] ?? 0) % 37))).toBeGreaterThan(4);
  });

  it('draws within bounds from the system', () => {
    const random = new CryptoRandom();
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 32 }), (bound) => {
        const value = random.below(bound);
        expect(Number.isInteger(value) && value >= 0 && value < bound).toBe(true);
      }),
    );
  });

  it.each([0, -1, 1.5, Number.NaN, Infinity, 2 ** 32 + 1])('refuses the bound %d', (bound) => {
    expect(() => new CryptoRandom().below(bound)).toThrow('is not an integer from 1 to 2^32');
  });

  it('passes an error of the source on, and every time', () => {
    const random = new CryptoRandom(() => {
      throw new Error('no entropy');
    });
    expect(() => random.below(2)).toThrow('no entropy');
    expect(() => random.below(2)).toThrow('no entropy');
  });

  it('refuses a source that gives too few bytes', () => {
    expect(() => new CryptoRandom(() => new Uint8Array(3)).below(2)).toThrow(RandomSourceError);
  });

  it('refuses a source that is stuck on values out of range', () => {
    const stuck = new CryptoRandom((size) => new Uint8Array(size).fill(255));
    expect(() => stuck.below(37)).toThrow(RandomSourceError);
  });

  it('uses no byte twice and wipes what it used', () => {
    const blocks: Uint8Array[] = [];
    const source = seededBytes(5);
    const random = new CryptoRandom((size) => {
      const block = source(size);
      blocks.push(block);
      return block;
    });
    const twin = seededBytes(5);
    const drawn = Array.from({ length: 1500 }, () => random.below(256));
    expect(drawn).toEqual([...twin(1024), ...twin(1024)].slice(0, 1500));
    expect(blocks).toHaveLength(2);
    expect(blocks[0]?.every((byte) => byte === 0)).toBe(true);
    expect(blocks[1]?.subarray(0, 476).every((byte) => byte === 0)).toBe(true);
  });
});

describe('RecordingRandom and ReplayRandom', () => {
  it('play back what was recorded, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 2 ** 32 })), fc.integer(), (bounds, seed) => {
        const recording = new RecordingRandom(new CryptoRandom(seededBytes(seed)));
        const values = bounds.map((bound) => recording.below(bound));
        expect(recording.draws).toEqual(bounds.map((bound, index) => ({ bound, value: values[index] })));
        const replay = new ReplayRandom(recording.draws);
        expect(bounds.map((bound) => replay.below(bound))).toEqual(values);
        expect(replay.remaining).toBe(0);
      }),
    );
  });

  it('keeps no draw that failed', () => {
    const recording = new RecordingRandom(new CryptoRandom(() => new Uint8Array(0)));
    expect(() => recording.below(2)).toThrow(RandomSourceError);
    expect(recording.draws).toEqual([]);
  });

  it('refuses another bound, an impossible value and a record that has ended', () => {
    expect(() => new ReplayRandom([{ bound: 30, value: 4 }]).below(31)).toThrow(
      'draw 0 was recorded below 30, not below 31',
    );
    for (const value of [30, -1, 0.5, Number.NaN]) {
      expect(() => new ReplayRandom([{ bound: 30, value }]).below(30)).toThrow('which is not in [0, 30)');
    }
    expect(() => new ReplayRandom([]).below(30)).toThrow(ReplayError);
  });
});
