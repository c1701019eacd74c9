import { describe, expect, it } from '@jest/globals';
import { croupier } from '../dialects/croupier.js';
import { softswiss } from '../dialects/softswiss.js';
import type { Game } from '../studios/studio.js';
import { misfitOf, stakeOf, toldOf } from './gift.js';

const plain: Game = { code: 'coin', name: 'Coin', kind: 'other' };
const ladder: Game = { ...plain, freeRounds: { stakes: [10, 50], prepaid: 'template-1' } };
const slot: Game = { code: 'reels', name: 'Reels', kind: 'slot' };
const own = { dialect: croupier };

describe('free rounds of a studio’s game', () => {
  it.each([
    ['a stake that the studio has', own, ladder, { stakeMinor: 50, days: 365 }, undefined],
    ['one that it has not', own, ladder, { stakeMinor: 20, days: 1 }, 'stakeMinor'],
    ['any stake where it has said nothing', own, plain, { stakeMinor: 777, days: 1 }, undefined],
    ['no stake', own, plain, { days: 1 }, undefined],
    ['the most of a slot', own, slot, { stakeMinor: 200, days: 1 }, undefined],
    ['more of a slot than the law has for everybody', own, slot, { stakeMinor: 201, days: 1 }, 'stakeMinor'],
    ['a slot of which nobody says what is staked', own, slot, { days: 1 }, 'stakeMinor'],
    [
      'a stake that the dialect has no word for',
      { dialect: softswiss },
      plain,
      { stakeMinor: 10, days: 1 },
      'stakeMinor',
    ],
    ['no stake in a dialect of levels', { dialect: softswiss }, plain, { days: 1 }, undefined],
    ['as long as the dialect takes it', { dialect: softswiss }, ladder, { days: 28 }, undefined],
    ['longer than that', { dialect: softswiss }, ladder, { days: 29 }, 'days'],
  ])('%s', (_, studio, game, gift, misfit) => {
    expect(misfitOf(studio, game, gift)).toBe(misfit);
  });

  it('are told at a stake and its level, the least where none was chosen', () => {
    const gift = { freeRoundsId: 'f', playerId: 'p', rounds: 3 };
    const common = { freeRoundsId: 'f', playerId: 'p', game: 'coin', rounds: 3, currency: 'GBP' };
    expect(toldOf(ladder, { ...gift, stakeMinor: 50 })).toEqual({
      ...{ ...common, stake: 50, level: 2, prepaid: 'template-1' },
    });
    expect(toldOf(ladder, gift)).toMatchObject({ stake: 10, level: 1 });
    expect(toldOf(plain, { ...gift, stakeMinor: 5 })).toEqual({ ...common, stake: 5 });
    expect(toldOf(plain, gift)).toEqual(common);
    expect(stakeOf(plain, {})).toBeUndefined();
  });
});
