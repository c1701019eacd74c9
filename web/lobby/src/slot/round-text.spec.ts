import { describe, expect, it } from '@jest/globals';
import { shownWindow, type SlotDefinition, type Spin, wonCells } from './model.js';
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

describe('the wins of a spin', () => {
  const symbols = [
    { id: 'coin', name: 'Copper Apple', kind: 'coin' },
    { id: 'cup', name: 'Teacup', kind: 'regular' },
  ];
  const none = { lineWins: [], scatterCount: 0, scatterPayout: 0 };

  it('are told in ways, clusters and falls', () => {
    const definition = { symbols } as unknown as SlotDefinition;
    const spin = {
      ...none,
      wayWins: [{ symbol: 'cup', count: 3, ways: 12, payout: 240 }],
      cascades: [{ lineWins: [], clusterWins: [{ symbol: 'cup', count: 6, cells: [], payout: 90 }] }],
    } as unknown as Spin;
    expect(winsOf(spin, definition, 'GBP')).toEqual([
      '3 × Teacup in 12 ways, £2.40',
      'Fall 1: 6 × Teacup side by side, £0.90',
    ]);
  });

  it('are told of a line from the end at which they begin, and lit there', () => {
    const definition = { symbols, lines: [[0, 1, 0, 0]] } as unknown as SlotDefinition;
    const won = { line: 0, symbol: 'cup', count: 2, payout: 30 };
    const spin = { ...none, window: [], lineWins: [won, { ...won, fromRight: true }] } as unknown as Spin;
    expect(winsOf(spin, definition, 'GBP')).toEqual([
      'Line 1: 2 × Teacup, £0.30',
      'Line 1, from the right: 2 × Teacup, £0.30',
    ]);
    expect([...wonCells(spin, definition)]).toEqual(['0:0', '1:1', '3:0', '2:0']);
  });

  it('show the coins that locked, where they came to stand', () => {
    const definition = { symbols, lines: [] } as unknown as SlotDefinition;
    const coins = [
      { row: 0, reel: 0, value: 10, respin: 0 },
      { row: 1, reel: 1, value: 20, respin: 2 },
    ];
    const window = [
      ['coin', 'cup'],
      ['cup', 'cup'],
    ];
    const spin = {
      ...none,
      window,
      hold: { coins, respins: 5, full: false, payout: 300 },
    } as unknown as Spin;
    expect(winsOf(spin, definition, 'GBP')).toEqual(['2 locked in 5 respins, £3.00']);
    expect(shownWindow(spin, definition)).toEqual([
      ['coin', 'cup'],
      ['cup', 'coin'],
    ]);
    expect([...wonCells(spin, definition)]).toEqual(['0:0', '1:1']);
  });

  it('light the symbols and wilds of a run in ways', () => {
    const wild = { id: 'lamp', name: 'Lamp', kind: 'wild' };
    const definition = { symbols: [...symbols, wild], lines: [] } as unknown as SlotDefinition;
    const window = [
      ['cup', 'lamp', 'coin'],
      ['coin', 'cup', 'cup'],
    ];
    const wayWins = [{ symbol: 'cup', count: 2, ways: 2, payout: 1 }];
    const spin = { ...none, window, wayWins } as unknown as Spin;
    expect([...wonCells(spin, definition)].sort()).toEqual(['0:0', '1:0', '1:1']);
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
