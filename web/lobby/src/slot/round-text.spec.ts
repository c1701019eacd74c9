import { describe, expect, it } from '@jest/globals';
import type { SlotDefinition, Spin } from './model.js';
import { resultOf, winsOf } from './round-text.js';

const gbp = (amount: number) => ({ amount, currency: 'GBP' });

describe('how a round ended', () => {
  it.each([
    [100, 0, 'No win this time.'],
    [100, 40, '£0.40 back, no more than the stake.'],
    [100, 100, '£1.00 back, no more than the stake.'],
    [100, 101, 'You win £1.01.'],
  ])('stake %d, payout %d', (stake, payout, text) => {
    expect(resultOf({ stake: gbp(stake), payout: gbp(payout) }, 0)).toBe(text);
  });

  it('tells what a free round won, whose stake the player did not pay', () => {
    expect(resultOf({ stake: gbp(10), payout: gbp(10) }, 0, true)).toBe(
      'The free round wins £0.10 of bonus money.',
    );
    expect(resultOf({ stake: gbp(10), payout: gbp(0) }, 0, true)).toBe('No win this time.');
  });

  it('sums up free spins', () => {
    expect(resultOf({ stake: gbp(100), payout: gbp(900) }, 8)).toBe(
      '8 free spins are over. The round paid £9.00.',
    );
  });
});

it('names every win of a spin', () => {
  const definition = {
    symbols: [
      { id: 'bell', name: 'Midnight Bell', kind: 'scatter' },
      { id: 'cup', name: 'Teacup', kind: 'regular' },
    ],
  } as SlotDefinition;
  const spin = {
    lineWins: [{ line: 3, symbol: 'cup', count: 4, payout: 350 }],
    scatterCount: 3,
    scatterPayout: 200,
  } as Spin;
  expect(winsOf(spin, definition, 'GBP')).toEqual([
    'Line 4: 4 × Teacup, £3.50',
    '3 × Midnight Bell anywhere, £2.00',
  ]);
});
