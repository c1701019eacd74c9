import { describe, expect, it } from '@jest/globals';
import { changed, definitionJson, standardErrors } from '../../test/definitions.js';
import { certificationFaults } from '../certify.js';
import { fraction } from '../fraction.js';
import { RecordingRandom, ReplayError, ReplayRandom } from '../random.js';
import { StreamRandom } from '../stream-random.js';
import { checkKenoBets, type KenoBet } from './bets.js';
import { type KenoDefinition, parseKenoDefinition } from './definition.js';
import { choose, kenoEngine } from './engine.js';
import { drawBalls, playKeno, replayKeno, resolveKeno } from './play.js';

interface Json {
  pool: number;
  drawn: number;
  returns: Record<string, Record<string, string>>;
  limits: Record<string, { bets: Record<string, unknown> }>;
}

const json = definitionJson<Json>('harbour-keno');
const harbour = parseKenoDefinition(json);
const ticket = (...numbers: number[]): KenoBet => ({ kind: `spots-${numbers.length}`, numbers, amount: 20 });

/** A draw so small that every course of it can be played. */
const small = parseKenoDefinition(
  changed(json, (copy) => {
    const returns = { 1: { 1: '1.5' }, 3: { 0: '2', 1: '0.5', 2: '1', 3: '12' } };
    Object.assign(copy, { pool: 6, drawn: 3, returns });
    copy.limits['GBP']!.bets = Object.fromEntries(
      ['spots-1', 'spots-3'].map((kind) => [kind, { minimum: 10, maximum: 100 }]),
    );
  }),
);

function sheetOf(definition: KenoDefinition, bet: string) {
  const sheet = kenoEngine.sheets(definition).find((each) => each.bet === bet);
  if (!sheet) throw new Error(`no ${bet}`);
  return sheet;
}

describe('the sheets of keno', () => {
  it('are the hypergeometric law: ten of ten come once in 8,911,711.18 draws', () => {
    const { law, maximum } = sheetOf(harbour, 'spots-10');
    expect(maximum).toEqual({
      multiple: fraction(60_000n),
      probability: fraction(choose(20, 10), choose(80, 10)),
    });
    expect(law?.total).toBe(choose(80, 20));
    // A draw that leaves all ten out takes its twenty from the other seventy.
    expect(law?.ways.get(4 * (law?.unit ?? 0))).toBe(choose(70, 20));
  });

  it('count a ticket of one and two numbers as by hand', () => {
    expect(sheetOf(harbour, 'spots-1')).toMatchObject({ rtp: fraction(19n, 20n), hitRate: fraction(1n, 4n) });
    const both = fraction(20n * 19n, 80n * 79n);
    const { law } = sheetOf(harbour, 'spots-2');
    expect(fraction(law?.ways.get(95) ?? 0n, law?.total)).toEqual(both);
    expect(fraction(law?.ways.get(10) ?? 0n, law?.total)).toEqual(fraction(2n * 20n * 60n, 80n * 79n));
  });

  it('are what every course of a small draw comes to', () => {
    for (const bet of [ticket(2), ticket(1, 4, 6)]) {
      const { law, rtp } = sheetOf(small, bet.kind);
      const ways = new Map<number, bigint>();
      for (const draws of allDraws(6, 3)) {
        const { payout } = playKeno(small, [bet], new ReplayRandom(draws));
        const units = (payout / bet.amount) * (law?.unit ?? 0);
        ways.set(units, (ways.get(units) ?? 0n) + 1n);
      }
      // Each of the 20 sets of three comes in 3! orders.
      expect(ways).toEqual(new Map([...(law?.ways ?? [])].map(([units, count]) => [units, count * 6n])));
      expect(rtp.numerator).toBeGreaterThan(0n);
    }
  });

  it('certify the definition', () => {
    expect(certificationFaults(kenoEngine, harbour, kenoEngine.sheets(harbour))).toEqual([]);
  });

  it('are what played rounds come to', () => {
    for (const bet of ['spots-1', 'spots-4', 'spots-7']) {
      const sheet = sheetOf(harbour, bet);
      const seen = standardErrors(kenoEngine, harbour, { sheet, rounds: 40_000, seed: 8 });
      expect([bet, seen < 4]).toEqual([bet, true]);
    }
    const sheet = sheetOf(small, 'spots-3');
    expect(standardErrors(kenoEngine, small, { sheet, rounds: 100_000, seed: 8 })).toBeLessThan(4);
  });

  it('have no sampler of a ticket that is not offered', () => {
    expect(() => kenoEngine.sampler(harbour, 'spots-11')).toThrow('no ticket spots-11');
  });
});

function allDraws(pool: number, drawn: number): { bound: number; value: number }[][] {
  if (drawn === 0) return [[]];
  const rest = allDraws(pool - 1, drawn - 1);
  return Array.from({ length: pool }, (_, value) =>
    rest.map((draws) => [{ bound: pool, value }, ...draws]),
  ).flat();
}

describe('a round of keno', () => {
  it.each<[number[], number]>([
    [[1, 2, 3, 4], 2200],
    [[1, 2, 3, 44], 180],
    [[1, 2, 33, 44], 20],
    [[1, 22, 33, 44], 0],
    [[5], 76],
    [[21, 22, 23, 24, 25, 26, 27, 28, 29, 30], 80],
  ])('returns for %j, of which 1 to 20 came, %d', (numbers, payout) => {
    const drawn = Array.from({ length: 20 }, (_, index) => index + 1);
    expect(resolveKeno(harbour, [ticket(...numbers)], drawn)).toMatchObject({ stake: 20, payout });
  });

  it('draws every ball once, and is derived again from its draws', () => {
    const random = new RecordingRandom(new StreamRandom(new Uint8Array(32).fill(1)));
    const bets = [ticket(1, 2, 3), ticket(7)];
    const outcome = playKeno(harbour, bets, random);
    expect(new Set(outcome.drawn).size).toBe(20);
    expect(outcome.drawn.every((ball) => ball >= 1 && ball <= 80)).toBe(true);
    expect(random.draws.map(({ bound }) => bound)).toEqual(Array.from({ length: 20 }, (_, at) => 80 - at));
    expect(replayKeno(harbour, bets, random.draws)).toEqual(outcome);
    expect(() => replayKeno(harbour, bets, random.draws.slice(1))).toThrow(ReplayError);
    expect(() => replayKeno(harbour, bets, [...random.draws, { bound: 60, value: 0 }])).toThrow(ReplayError);
  });

  it('takes the last ball into the gap of a drawn one', () => {
    const draws = [
      { bound: 6, value: 0 },
      { bound: 5, value: 0 },
      { bound: 4, value: 3 },
    ];
    expect(drawBalls(small, new ReplayRandom(draws))).toEqual([1, 6, 4]);
  });
});

describe('tickets', () => {
  const check = (...requests: Parameters<typeof checkKenoBets>[2]) => checkKenoBets(harbour, 'GBP', requests);

  it('of the same numbers become one', () => {
    expect(check(ticket(4, 3), ticket(3, 4))).toEqual({ bets: [{ ...ticket(3, 4), amount: 40 }], total: 40 });
  });

  it.each<[string, KenoBet, string]>([
    ['a number twice', ticket(3, 3), 'no_such_spot'],
    ['a number that is on no ball', ticket(81), 'no_such_spot'],
    ['a number between two', ticket(1.5), 'no_such_spot'],
    ['another count than its kind', { ...ticket(1, 2), kind: 'spots-3' }, 'no_such_spot'],
    ['more numbers than are offered', ticket(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), 'no_such_spot'],
    ['a broken step', { ...ticket(1), amount: 25 }, 'not_a_multiple'],
    ['too much', { ...ticket(1), amount: 510 }, 'above_maximum'],
  ])('are refused with %s', (_, request, reason) => {
    expect(check(request).fault).toMatchObject({ reason, index: 0 });
  });
});
