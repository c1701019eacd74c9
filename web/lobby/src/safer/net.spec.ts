import { expect, it } from '@jest/globals';
import { netOf } from './net.js';

it.each([
  ['round', 100, 250, 150],
  ['round', 100, 0, -100],
  ['free_round', 10, 0, 0],
  ['free_round', 10, 30, 30],
  ['settlement', 300, 200, -100],
] as const)('a %s of %d that paid %d came to %d', (kind, stake, payout, net) => {
  expect(netOf({ kind, stake: { amount: stake }, payout: { amount: payout } })).toBe(net);
});

it.each([
  [100, 250, -150, 0, -150],
  [100, 0, 60, 40, 100],
  [10, 30, 0, -30, -30],
  [10, 0, 0, 0, 0],
])(
  'a void of a round of %d that paid %d, by %d and %d of bonus money, came to %d',
  (stake, payout, cash, bonus, net) => {
    const line = { stake: { amount: stake }, payout: { amount: payout }, change: { amount: cash } };
    expect(netOf({ kind: 'round_correction', ...line, bonusChange: { amount: bonus } }) + 0).toBe(net);
  },
);

it('what was taken back of a win is lost, and a deposit taken back is not', () => {
  expect(netOf({ kind: 'reversal', payout: { amount: 250 } })).toBe(-250);
  expect(netOf({ kind: 'reversal' }) + 0).toBe(0);
});

it('money that moves without a result is neither won nor lost', () => {
  const kinds = ['deposit', 'stake', 'void', 'bonus_conversion', 'withdrawal_hold'] as const;
  expect(kinds.map((kind) => netOf({ kind, stake: { amount: 100 } }))).toEqual([0, 0, 0, 0, 0]);
});
