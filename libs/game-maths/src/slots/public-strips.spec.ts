import { describe, expect, it } from '@jest/globals';
import { frame } from '../../test/small-game.js';
import { fraction, toDecimal } from '../fraction.js';
import { parseSlotDefinition } from './definition.js';
import { exactReturn } from './exact.js';

/** Strips and pays that were published elsewhere with their returns: fixtures only, never games of ours. */

const regular = (id: string) => ({ id, name: id, kind: 'regular' });
const wild = { id: 'wild', name: 'wild', kind: 'wild' };
const scatter = (id: string) => ({ id, name: id, kind: 'scatter' });

/** A strip with this many of each symbol; those of `spread` are set as far from each other as they go. */
function stripOf(counts: Record<string, number>, spread?: string): string[] {
  const strip = Object.entries(counts).flatMap(([id, count]) =>
    id === spread ? [] : new Array<string>(count).fill(id),
  );
  const apart = spread === undefined ? 0 : (counts[spread] ?? 0);
  for (let placed = 0; placed < apart; placed += 1) {
    strip.splice(Math.floor((strip.length / apart) * placed), 0, spread ?? '');
  }
  return strip;
}

describe('three reels of 128 stops with mixed bars and cherries', () => {
  const strip = stripOf({ jackpot: 2, seven: 9, bar3: 10, bar2: 14, bar1: 20, cherry: 9, blank: 64 });
  const exact = exactReturn(
    parseSlotDefinition({
      ...frame,
      rows: 1,
      reels: [strip, strip, strip],
      lines: [[0, 0, 0]],
      symbols: [...['jackpot', 'seven', 'bar3', 'bar2', 'bar1', 'blank'].map(regular), scatter('cherry')],
      groups: [{ id: 'any-bar', name: 'Any bar', symbols: ['bar3', 'bar2', 'bar1'] }],
      pays: {
        jackpot: { 3: 2000 },
        seven: { 3: 150 },
        bar3: { 3: 100 },
        bar2: { 3: 60 },
        bar1: { 3: 40 },
        'any-bar': { 3: 10 },
      },
      scatterPays: { 1: 1, 2: 8, 3: 25 },
      stakes: { GBP: [1] },
    }),
  );

  it('returns the published fraction', () => {
    expect(exact.fraction).toEqual(fraction(2_076_298n, 2_097_152n));
    expect(exact.rtp).toBe('0.99005604');
  });

  it('hits as often as published', () => {
    expect(toDecimal(exact.hitRate, 10)).toBe('0.2374238968');
  });
});

describe('five reels of 46 to 50 stops with a paying wild', () => {
  const counts: Record<string, number[]> = {
    wild: [2, 2, 1, 4, 2],
    logo: [4, 4, 3, 4, 4],
    buoy: [4, 4, 5, 4, 5],
    boat: [6, 4, 4, 4, 4],
    lighthouse: [5, 4, 6, 6, 7],
    tuna: [6, 4, 5, 6, 7],
    clam: [6, 6, 5, 6, 6],
    seagull: [5, 6, 5, 6, 6],
    starfish: [5, 5, 6, 8, 7],
    bonus: [2, 5, 6, 0, 0],
    beacon: [2, 2, 2, 2, 2],
  };
  const reels = [0, 1, 2, 3, 4].map((reel) =>
    stripOf(Object.fromEntries(Object.entries(counts).map(([id, list]) => [id, list[reel] ?? 0])), 'beacon'),
  );
  const game = {
    ...frame,
    rows: 3,
    reels,
    lines: [[1, 1, 1, 1, 1]],
    symbols: [wild, ...Object.keys(counts).slice(1, -1).map(regular), scatter('beacon')],
    pays: {
      wild: { 2: 5, 3: 100, 4: 500, 5: 10_000 },
      logo: { 2: 2, 3: 40, 4: 200, 5: 1000 },
      buoy: { 3: 25, 4: 100, 5: 500 },
      boat: { 3: 25, 4: 100, 5: 500 },
      lighthouse: { 3: 10, 4: 50, 5: 500 },
      tuna: { 3: 10, 4: 50, 5: 250 },
      clam: { 3: 5, 4: 30, 5: 200 },
      seagull: { 3: 5, 4: 30, 5: 200 },
      starfish: { 3: 5, 4: 30, 5: 150 },
    },
    stakes: { GBP: [1] },
  };

  it('has the published strips', () => {
    expect(reels.map((strip) => strip.length)).toEqual([47, 46, 48, 50, 50]);
  });

  it('returns and hits as published on lines and scatters', () => {
    const freeSpins = { awards: { 3: 1 }, multiplier: 1, retrigger: false, maximumTotal: 1 };
    const scatterPays = { 3: 5, 4: 25, 5: 200 };
    const exact = exactReturn(parseSlotDefinition({ ...game, scatterPays, freeSpins }));
    expect(toDecimal(exact.split.lines, 8)).toBe('0.66469989');
    expect(toDecimal(exact.split.scatter, 8)).toBe('0.10645143');
    expect(toDecimal(exact.freeSpinsPerRound, 8)).toBe('0.01590527');
  });

  it('hits a line as often as published', () => {
    const { hitRate } = exactReturn(parseSlotDefinition(game));
    expect(toDecimal(fraction(hitRate.denominator, hitRate.numerator), 3)).toBe('28.377');
  });
});
