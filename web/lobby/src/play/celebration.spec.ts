import { expect, it } from '@jest/globals';
import { isCelebrated } from './celebration.js';

const gbp = (amount: number) => ({ amount, currency: 'GBP' });

it.each([
  ['nothing', 100, 0, undefined, false],
  ['less than the stake', 100, 99, undefined, false],
  ['the stake', 100, 100, undefined, false],
  ['a penny more than the stake', 100, 101, undefined, true],
  ['the stake and a jackpot', 100, 100, 1, true],
  ['a jackpot below the stake', 100, 0, 100, false],
])('a round that returned %s is celebrated only above its stake (RTS 14F)', (_, stake, payout, won, is) => {
  const jackpotWin = won === undefined ? undefined : gbp(won);
  expect(isCelebrated({ stake: gbp(stake), payout: gbp(payout), jackpotWin })).toBe(is);
});

it('a free round is celebrated if it paid anything: the player staked nothing (RTS 14F)', () => {
  expect(isCelebrated({ stake: gbp(10), payout: gbp(1) }, true)).toBe(true);
  expect(isCelebrated({ stake: gbp(10), payout: gbp(0) }, true)).toBe(false);
});
