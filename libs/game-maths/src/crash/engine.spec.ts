import { describe, expect, it } from '@jest/globals';
import { changed, definitionJson, standardErrors } from '../../test/definitions.js';
import { certificationFaults } from '../certify.js';
import { compare, fraction, multiply } from '../fraction.js';
import { RandomSource, ReplayRandom } from '../random.js';
import { parseCrashDefinition } from './definition.js';
import { cashOutSheet, crashEngine } from './engine.js';
import { chanceToReach, crashPoint } from './point.js';

const json = definitionJson<{ edge: string; maximum: number; targets: number[]; growth: object[] }>(
  'cliff-kite',
);
const kite = parseCrashDefinition(json);

/** A game that ends at three, so that every result can be looked at. */
const low = parseCrashDefinition(
  changed(json, (copy) => {
    const growth = [
      { elapsedMs: 0, multiple: 100 },
      { elapsedMs: 9000, multiple: 300 },
    ];
    Object.assign(copy, { edge: '0.035', maximum: 300, targets: [150, 300], growth });
  }),
);

class Undecided extends Error {}

/** Gives the digits of a prefix and then refuses. */
class Prefix extends RandomSource {
  private next = 0;

  constructor(private readonly digits: readonly number[]) {
    super();
  }

  below(): number {
    const digit = this.digits[this.next];
    this.next += 1;
    if (digit === undefined) throw new Undecided();
    return digit;
  }
}

describe('the law of crash', () => {
  it('returns the same at every multiple, to the last digit', () => {
    for (let multiple = kite.grid; multiple <= kite.maximum; multiple += multiple < 2000 ? 1 : 997) {
      expect(cashOutSheet(kite, multiple).rtp).toEqual(fraction(99n, 100n));
    }
    expect(chanceToReach(kite, 200)).toEqual(fraction(99n, 200n));
    expect(crashEngine.sheets(kite).map(({ bet }) => bet)).toEqual(
      kite.targets.map((target) => `cash-out-${target}`),
    );
    expect(certificationFaults(crashEngine, kite, crashEngine.sheets(kite))).toEqual([]);
  });

  it('is that of the draws: all prefixes of digits that decide a result come to it', () => {
    const [digits, depth] = [12, 4];
    const decided = new Map<number, bigint>();
    const cells = BigInt(digits) ** BigInt(depth);
    const draw = crashPoint(low, digits);
    let undecided = 0n;
    const walk = (prefix: number[]): void => {
      const weight = BigInt(digits) ** BigInt(depth - prefix.length);
      try {
        const point = draw(new Prefix(prefix));
        decided.set(point, (decided.get(point) ?? 0n) + weight);
      } catch (error) {
        if (!(error instanceof Undecided)) throw error;
        if (prefix.length === depth) undecided += 1n;
        else for (let digit = 0; digit < digits; digit += 1) walk([...prefix, digit]);
      }
    };
    walk([]);
    for (let multiple = 97; multiple <= 300; multiple += 1) {
      const reached = [...decided].reduce((sum, [point, ways]) => (point >= multiple ? sum + ways : sum), 0n);
      const chance = multiply(chanceToReach(low, multiple), fraction(cells));
      // What is not yet decided after four digits can only add; no cell holds two boundaries of one multiple.
      expect(compare(fraction(reached), chance)).toBeLessThanOrEqual(0);
      expect(compare(fraction(reached + undecided), chance)).toBeGreaterThanOrEqual(0);
    }
    expect(Number(undecided)).toBeLessThan(210);
  });

  it('needs a second draw only where the first leaves two results open', () => {
    const bound = 2 ** 32;
    const draw = crashPoint(kite);
    const point = (...values: number[]) => draw(new ReplayRandom(values.map((value) => ({ bound, value }))));
    expect(point(bound - 1)).toBe(99);
    expect(point(0)).toBe(100_000);
    expect(point(bound / 2)).toBe(197);
    // U = 0.99 lies in this cell; at and below it the round reaches one.
    const cell = Math.floor(0.99 * bound);
    expect(() => point(cell)).toThrow('the record ends');
    expect(point(cell, 0)).toBe(100);
    expect(point(cell, bound - 1)).toBe(99);
  });

  it('is what played rounds come to', () => {
    for (const sheet of crashEngine.sheets(kite).slice(0, 8)) {
      const seen = standardErrors(crashEngine, kite, { sheet, rounds: 40_000, seed: 2 });
      expect([sheet.bet, seen < 4]).toEqual([sheet.bet, true]);
    }
    expect(() => crashEngine.sampler(kite, 'cash-out-111')).toThrow('no automatic cash-out-111');
  });
});
