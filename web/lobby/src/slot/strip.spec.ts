import { describe, expect, it } from '@jest/globals';
import { stripsOf } from './model.js';
import { column, openingWindow, passing } from './strip.js';

const strip = ['a', 'b', 'c', 'd'];

describe('a reel on its way', () => {
  it('ends with its stop on top of what lies below it on the strip, round its end', () => {
    expect(passing({ strip, rows: 3, stop: 2, distance: 4 })).toEqual(['c', 'd', 'a', 'b', 'c', 'd', 'a']);
  });

  it('shows the stops of a spin as the platform does: row by row down from the stop', () => {
    const reels = [strip, ['x', 'y', 'z']];
    const window = [
      ['d', 'y'],
      ['a', 'z'],
      ['b', 'x'],
    ];
    [3, 1].forEach((stop, reel) => {
      const shown = passing({ strip: reels[reel] ?? [], rows: 3, stop, distance: 9 }).slice(0, 3);
      expect(shown).toEqual(column(window, reel));
    });
  });

  it('has something to show before the first spin', () => {
    expect(openingWindow([strip, ['x', 'y', 'z']], 2)).toEqual([
      ['a', 'x'],
      ['b', 'y'],
    ]);
  });
});

describe('the strips of a spin', () => {
  const reels = [['a', 'b']];
  const free = [['b', 'c']];
  const game = {
    ...{ id: 'game', rows: 1, reels, lines: [[0]], symbols: [], pays: {} },
    freeSpins: { awards: { 3: 8 }, multiplier: 1, reels: free },
  };
  const spin = {
    ...{ stops: [0], window: [['b']], lineWins: [], scatterCount: 0, scatterPayout: 0, freeSpinsAwarded: 0 },
    payout: 0,
  };

  it('are those of free spins in a free spin alone, and the same where these have none', () => {
    expect(stripsOf(game, { ...spin, kind: 'free' })).toBe(free);
    expect(stripsOf(game, { ...spin, kind: 'base' })).toBe(reels);
    expect(stripsOf(game, undefined)).toBe(reels);
    const { reels: _, ...same } = game.freeSpins;
    expect(stripsOf({ ...game, freeSpins: same }, { ...spin, kind: 'free' })).toBe(reels);
  });
});
