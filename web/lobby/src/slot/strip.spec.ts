import { describe, expect, it } from '@jest/globals';
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
