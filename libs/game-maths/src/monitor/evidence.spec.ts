import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { StreamRandom } from '../stream-random.js';
import {
  alarmAt,
  caps,
  type Direction,
  Evidence,
  gainsOf,
  type ReturnBounds,
  strengths,
} from './evidence.js';
import { type Multiples, placed } from './multiples.js';

/** A small game: nothing, the stake, or twelve times the stake, in sixteenths. Returns 15/16. */
const law = [
  { multiple: 0, ways: 10 },
  { multiple: 0.6, ways: 5 },
  { multiple: 12, ways: 1 },
];
const bounds: ReturnBounds = {
  most: 15 / 16,
  leastCapped: caps.map((cap) =>
    law.reduce((sum, { multiple, ways }) => sum + (ways * Math.min(multiple, cap)) / 16, 0),
  ),
};

const capital = (
  direction: Direction,
  days: readonly { week: number; results: readonly Multiples[] }[],
): number => {
  const evidence = new Evidence();
  for (const { week, results } of days) evidence.add(week, gainsOf(direction, bounds, results) ?? []);
  return Math.exp(evidence.log);
};

describe('evidence against a game', () => {
  it.each(['over', 'under'] as const)(
    'is worth on average what was put in, %s-payment, over every course of five rounds in three weeks',
    (direction) => {
      const weeks = [1, 1, 2, 3, 3];
      let mean = 0;
      for (let course = 0; course < law.length ** weeks.length; course += 1) {
        const picks = weeks.map(
          (_, at) => law[Math.floor(course / law.length ** at) % law.length] ?? { multiple: 0, ways: 0 },
        );
        const chance = picks.reduce((product, { ways }) => (product * ways) / 16, 1);
        mean +=
          chance *
          capital(
            direction,
            picks.map(({ multiple }, at) => ({ week: weeks[at] ?? 1, results: [placed(multiple)] })),
          );
      }
      // The tests of three weeks: 1/2 + 1/6 + 1/12.
      expect(mean).toBeCloseTo(0.75, 12);
    },
  );

  it('is never more for rounds gathered in an interval than for the rounds themselves', () => {
    const round = fc.double({ min: 0, max: 2000, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(round, { minLength: 1, maxLength: 20 }),
        fc.constantFrom<Direction>('over', 'under'),
        (multiples, direction) => {
          const gathered =
            gainsOf(
              direction,
              bounds,
              multiples.map((multiple) => placed(multiple)),
            ) ?? [];
          for (const [at, strength] of strengths.entries()) {
            const [bet, mean, cap] =
              direction === 'over'
                ? [strength, bounds.most, Infinity]
                : [-strength, bounds.leastCapped?.[at] ?? 0, caps[at] ?? 0];
            const exact = multiples.reduce(
              (sum, multiple) => sum + Math.log1p(bet * (Math.min(multiple, cap) - mean)),
              0,
            );
            expect(gathered[at]).toBeLessThanOrEqual(exact + 1e-9);
            // An interval is a hundredth of what it holds at most: little is given away.
            expect(gathered[at]).toBeGreaterThan(exact - 1e-3 * multiples.length);
          }
        },
      ),
    );
  });

  it('says the same whether the rounds of a day come at once or one by one, and whatever weeks had none', () => {
    const day = [placed(0, 40), placed(0.6, 12), placed(12, 3)];
    const [whole, parts] = [new Evidence(), new Evidence()];
    whole.add(4, gainsOf('over', bounds, day) ?? []);
    for (const part of day) parts.add(4, gainsOf('over', bounds, [part]) ?? []);
    expect(whole.log).toBeCloseTo(parts.log, 12);
    expect(() => whole.add(3, [])).toThrow('comes after');
  });

  it('alarms more rarely than promised while the game is healthy, and soon when it is not', () => {
    const random = new StreamRandom(Buffer.alloc(32, 7));
    const alpha = 0.2;
    const crossed = (ways: readonly number[], direction: Direction): number => {
      let alarms = 0;
      for (let life = 0; life < 400; life += 1) {
        const evidence = new Evidence();
        for (let day = 0; day < 60; day += 1) {
          const counts = [0, 0, 0];
          for (let round = 0; round < 40; round += 1) {
            const drawn = random.below(16_000);
            const result = drawn < (ways[0] ?? 0) ? 0 : drawn < (ways[0] ?? 0) + (ways[1] ?? 0) ? 1 : 2;
            counts[result] = (counts[result] ?? 0) + 1;
          }
          const results = law.map(({ multiple }, at) => placed(multiple, counts[at]));
          evidence.add(Math.floor(day / 7) + 1, gainsOf(direction, bounds, results) ?? []);
          if (evidence.log >= Math.log(1 / alpha)) {
            alarms += 1;
            break;
          }
        }
      }
      return alarms / 400;
    };
    const healthy = [10_000, 5000, 1000];
    for (const direction of ['over', 'under'] as const)
      expect(crossed(healthy, direction)).toBeLessThanOrEqual(alpha);
    expect(crossed([9500, 5000, 1500], 'over')).toBe(1);
    expect(crossed([10_500, 5000, 500], 'under')).toBe(1);
  });

  it('shares the false alarms out among all cells there may ever be', () => {
    let sum = 0;
    for (let cell = 1; cell <= 10_000; cell += 1) sum += 2 * Math.exp(-alarmAt(cell));
    expect(sum).toBeLessThanOrEqual(0.01);
    expect(sum).toBeGreaterThan(0.0099);
  });

  it('does not test under-payment where no least return is known', () => {
    expect(gainsOf('under', { most: 1 }, [placed(0, 1000)])).toBeUndefined();
  });
});
