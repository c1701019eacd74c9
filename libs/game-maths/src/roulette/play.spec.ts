import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededBytes } from '../../test/seeded-bytes.js';
import { american, european, laPartage, tripled } from '../../test/wheels.js';
import { CryptoRandom, RecordingRandom, ReplayError } from '../random.js';
import { mergeBets } from '../table-bets.js';
import { checkBets, type RouletteBet } from './bets.js';
import { doubleZero, findSpot, type RouletteBetKind, spotsOf, tripleZero } from './layout.js';
import { drawPocket, playRoulette, replayRoulette, resolveBets } from './play.js';

function bet(kind: RouletteBetKind, numbers: number[] | undefined, amount: number): RouletteBet {
  const spot = findSpot(1, kind, numbers);
  if (!spot) throw new Error(`no ${kind} there`);
  return { ...spot, amount };
}

describe('a round of roulette', () => {
  it.each<[RouletteBetKind, number[] | undefined, number]>([
    ['straight', [17], 360],
    ['split', [17, 20], 180],
    ['street', [16, 17, 18], 120],
    ['corner', [13, 14, 16, 17], 90],
    ['six-line', [16, 17, 18, 19, 20, 21], 60],
    ['dozen', [13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24], 30],
    ['black', undefined, 20],
    ['odd', undefined, 20],
    ['low', undefined, 20],
    ['red', undefined, 0],
    ['high', undefined, 0],
  ])('pays a %s on %j when 17 comes', (kind, numbers, payout) => {
    expect(resolveBets(european, [bet(kind, numbers, 10)], 17).payout).toBe(payout);
  });

  it('pays the zero bets when zero comes, and nothing outside', () => {
    const inside = [bet('straight', [0], 10), bet('trio', [0, 1, 2], 10), bet('first-four', undefined, 10)];
    const even = (['red', 'black', 'odd', 'even', 'low', 'high'] as const).map((kind) =>
      bet(kind, undefined, 10),
    );
    const outcome = resolveBets(european, [...inside, ...even], 0);
    expect(outcome.bets.map(({ payout }) => payout)).toEqual([360, 120, 90, 0, 0, 0, 0, 0, 0]);
    expect(outcome).toMatchObject({ pocket: 0, stake: 90, payout: 570 });
  });

  it('returns half of even money on a zero under la partage, and of nothing else', () => {
    const bets = [
      bet('red', undefined, 30),
      bet(
        'dozen',
        [...Array(12).keys()].map((n) => n + 1),
        30,
      ),
    ];
    expect(resolveBets(laPartage, bets, 0).bets.map(({ payout }) => payout)).toEqual([15, 0]);
    expect(resolveBets(laPartage, bets, 2).bets.map(({ payout }) => payout)).toEqual([0, 90]);
  });

  it('returns nothing on a double zero but to whoever bet on it', () => {
    const five = { ...(findSpot(2, 'five-number') as RouletteBet), amount: 10 };
    expect(resolveBets(american, [five], doubleZero).payout).toBe(70);
    expect(resolveBets(american, [bet('even', undefined, 10)], doubleZero).payout).toBe(0);
  });

  it('pays the top line on a triple zero, and nothing outside', () => {
    const line = findSpot(3, 'six-line', [0, doubleZero, tripleZero, 1, 2, 3]);
    expect(line && resolveBets(tripled, [{ ...line, amount: 10 }], tripleZero).payout).toBe(60);
    expect(resolveBets(tripled, [bet('even', undefined, 10)], tripleZero).payout).toBe(0);
  });

  it('never pays more than one bet of each number bet on the pocket that came', () => {
    const spots = spotsOf(1).map((spot) => ({ ...spot, amount: 10 }));
    for (const pocket of european.wheel) {
      const { stake, payout } = resolveBets(european, spots, pocket);
      expect(stake).toBe(spots.length * 10);
      const won = spots.filter(({ numbers }) => numbers.includes(pocket));
      expect(payout).toBe(won.reduce((sum, { kind }) => sum + 10 * ((european.pays[kind] ?? 0) + 1), 0));
    }
  });

  it('is derived again from its draw', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = new RecordingRandom(new CryptoRandom(seededBytes(seed)));
        const bets = [bet('straight', [7], 10), bet('red', undefined, 50)];
        const outcome = playRoulette(european, bets, random);
        expect(random.draws).toHaveLength(1);
        expect(random.draws[0]?.bound).toBe(37);
        expect(replayRoulette(european, bets, random.draws)).toEqual(outcome);
      }),
    );
  });

  it('refuses a record that is not its own', () => {
    const bets = [bet('red', undefined, 10)];
    expect(() => replayRoulette(european, bets, [{ bound: 38, value: 1 }])).toThrow(ReplayError);
    const two = [
      { bound: 37, value: 1 },
      { bound: 37, value: 2 },
    ];
    expect(() => replayRoulette(european, bets, two)).toThrow(ReplayError);
  });

  it('reaches every pocket', () => {
    const random = new CryptoRandom(seededBytes(5));
    const seen = new Set(Array.from({ length: 2000 }, () => drawPocket(european, random)));
    expect(seen.size).toBe(37);
  });
});

describe('bets', () => {
  const check = (...requests: { kind: RouletteBetKind; numbers?: number[]; amount: number }[]) =>
    checkBets(european, 'GBP', requests);

  it('puts chips on the same spot together, whatever the order of the numbers', () => {
    const checked = check(
      { kind: 'split', numbers: [2, 1], amount: 10 },
      { kind: 'red', amount: 100 },
      { kind: 'split', numbers: [1, 2], amount: 10 },
    );
    expect(checked).toEqual({
      bets: [bet('split', [1, 2], 20), bet('red', undefined, 100)],
      total: 120,
    });
  });

  it.each<[string, Parameters<typeof check>, object]>([
    ['no bet', [], { reason: 'no_bets' }],
    ['numbers apart', [{ kind: 'split', numbers: [1, 3], amount: 20 }], { reason: 'no_such_spot', index: 0 }],
    ['a bet without its numbers', [{ kind: 'column', amount: 20 }], { reason: 'no_such_spot', index: 0 }],
    ['a bet of another layout', [{ kind: 'five-number', amount: 20 }], { reason: 'no_such_spot', index: 0 }],
    ['a broken step', [{ kind: 'red', amount: 25 }], { reason: 'not_a_multiple', index: 0 }],
    ['too little', [{ kind: 'red', amount: 10 }], { reason: 'below_minimum', index: 0 }],
    ['too much', [{ kind: 'red', amount: 1010 }], { reason: 'above_maximum', index: 0 }],
    [
      'too much on one spot',
      [
        { kind: 'red', amount: 600 },
        { kind: 'red', amount: 600 },
      ],
      { reason: 'above_maximum', index: 1 },
    ],
  ])('are refused with %s', (_, requests, fault) => {
    expect(check(...requests).fault).toMatchObject(fault);
  });

  it('are held to the most of a round, with what lies there already', () => {
    const before = spotsOf(1)
      .slice(0, 10)
      .map((spot) => ({ ...spot, amount: 1000 }));
    const more = [{ kind: 'red' as const, amount: 20 }];
    expect(checkBets(european, 'GBP', more, before).fault?.reason).toBe('above_round_maximum');
    expect(checkBets(european, 'GBP', more, before.slice(1)).fault).toBeUndefined();
    const same = [{ kind: 'straight' as const, numbers: [0], amount: 20 }];
    expect(checkBets(european, 'GBP', same, [bet('straight', [0], 1000)]).fault?.reason).toBe(
      'above_maximum',
    );
    expect(checkBets(european, 'EUR', more).fault?.reason).toBe('currency_not_offered');
  });

  it('of several requests come together by spot', () => {
    const merged = mergeBets([
      bet('red', undefined, 20),
      bet('low', undefined, 20),
      bet('red', undefined, 30),
    ]);
    expect(merged).toEqual([bet('red', undefined, 50), bet('low', undefined, 20)]);
  });
});
