import { describe, expect, it } from '@jest/globals';
import { american, european } from '../../test/wheels.js';
import { fraction } from '../fraction.js';
import { announce, announcedBets, neighboursOf } from './announced.js';
import { checkBets, type RouletteBet } from './bets.js';
import { resolveBets } from './play.js';

function placed(name: (typeof announcedBets)[number]): readonly RouletteBet[] {
  const checked = checkBets(european, 'GBP', announce(european, name, 20) ?? []);
  if (checked.fault) throw new Error(checked.fault.detail);
  return checked.bets;
}

const covered = (name: (typeof announcedBets)[number]): Set<number> =>
  new Set(placed(name).flatMap(({ numbers }) => numbers));

/** The pockets from one to another, clockwise. */
function stretch(from: number, to: number): number[] {
  const turned = [...european.wheel.slice(european.wheel.indexOf(from)), ...european.wheel];
  return turned.slice(0, turned.indexOf(to) + 1);
}

describe('announced bets', () => {
  it.each([
    ['voisins', 9, stretch(22, 25)],
    ['tiers', 6, stretch(27, 33)],
    ['orphelins', 5, [...stretch(17, 6), ...stretch(1, 9)]],
    ['jeu-zero', 4, stretch(12, 15)],
  ] as const)('%s takes %d chips and covers its stretch of the wheel', (name, chips, pockets) => {
    expect(placed(name).reduce((sum, { amount }) => sum + amount, 0)).toBe(20 * chips);
    expect(covered(name)).toEqual(new Set(pockets));
  });

  it('leave no pocket of the wheel out, and none is in two of the three great ones', () => {
    const all = (['voisins', 'tiers', 'orphelins'] as const).flatMap((name) => [...covered(name)]);
    expect(all).toHaveLength(37);
    expect(new Set(all).size).toBe(37);
  });

  it('return what every bet of the wheel returns', () => {
    for (const name of announcedBets) {
      const bets = placed(name);
      const [paid, staked] = european.wheel
        .map((pocket) => resolveBets(european, bets, pocket))
        .reduce(([won, bet], { payout, stake }) => [won + payout, bet + stake], [0, 0]);
      expect(fraction(BigInt(paid), BigInt(staked))).toEqual(fraction(36n, 37n));
    }
  });

  it('are not called on a wheel with two zeros', () => {
    expect(announce(american, 'tiers', 20)).toBeUndefined();
  });

  it('takes the neighbours of a number on both sides, over the seam as well', () => {
    const numbers = (pocket: number, either: number) =>
      neighboursOf(european, { pocket, either, chip: 20 })?.map((bet) => bet.numbers?.[0]);
    expect(numbers(0, 2)).toEqual([3, 26, 0, 32, 15]);
    expect(numbers(26, 1)).toEqual([3, 26, 0]);
    expect(numbers(17, 0)).toEqual([17]);
    expect(numbers(37, 2)).toBeUndefined();
    expect(numbers(17, 19)).toBeUndefined();
  });
});
