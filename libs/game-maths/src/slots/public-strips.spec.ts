import { describe, expect, it } from '@jest/globals';
import { lobster } from '../../test/lobster.js';
import { frame } from '../../test/small-game.js';
import { fraction, toDecimal } from '../fraction.js';
import { parseSlotDefinition } from './parse.js';
import { slotEngine } from './engine.js';
import { exactReturn } from './exact.js';

/** Strips and pays that were published elsewhere with their returns: fixtures only, never games of ours. */

const regular = (id: string) => ({ id, name: id, kind: 'regular' });
const scatter = (id: string) => ({ id, name: id, kind: 'scatter' });

const stripOf = (counts: Record<string, number>): string[] =>
  Object.entries(counts).flatMap(([id, count]) => new Array<string>(count).fill(id));

describe('three reels of 128 stops with mixed bars and cherries', () => {
  const strip = stripOf({ jackpot: 2, seven: 9, bar3: 10, bar2: 14, bar1: 20, cherry: 9, blank: 64 });
  const game = parseSlotDefinition({
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
  });
  const exact = exactReturn(game);
  const [sheet] = slotEngine.sheets(game);

  it('returns the published fraction', () => {
    expect(sheet?.rtp).toEqual(exact.fraction);
    expect(exact.fraction).toEqual(fraction(2_076_298n, 2_097_152n));
    expect(exact.rtp).toBe('0.99005604');
  });

  it('hits as often as published', () => {
    expect(toDecimal(exact.hitRate, 10)).toBe('0.2374238968');
    expect(sheet?.hitRate).toEqual(exact.hitRate);
  });

  it('varies as published', () => {
    expect(toDecimal(sheet?.variance ?? fraction(0n), 5)).toBe('42.46612');
  });

  it('pays at most three jackpots, 2 * 2 * 2 of the combinations', () => {
    expect(sheet?.maximum).toEqual({ multiple: fraction(2000n), probability: fraction(8n, 128n ** 3n) });
  });
});

describe('five reels of 46 to 50 stops with fifteen lines, a paying wild and a bonus', () => {
  const game = parseSlotDefinition(lobster);
  const [sheet] = slotEngine.sheets(game);
  const part = (name: string) => sheet?.parts.find((one) => one.name === name)?.rtp ?? fraction(0n);

  it('has the published strips', () => {
    expect(game.reels.map((strip) => strip.length)).toEqual([47, 46, 48, 50, 50]);
    expect(sheet?.law?.total).toBe(259_440_000n);
  });

  it('returns as published on lines, bonus and scatters', () => {
    expect(toDecimal(part('lines'), 8)).toBe('0.66469989');
    expect(toDecimal(part('bonus'), 8)).toBe('0.19137373');
    expect(toDecimal(part('scatter'), 8)).toBe('0.10645143');
    expect(toDecimal(sheet?.rtp ?? fraction(0n), 8)).toBe('0.96252505');
  });

  it('hits a line, and its bonus, as often as published', () => {
    const { scatterPays: _, ...rest } = lobster;
    const bonus = (multiple: number) => ({ ...lobster.bonus, prizes: [{ multiple, weight: 1 }] });
    const onLine = (multiple: number) =>
      exactReturn(
        parseSlotDefinition({
          ...rest,
          ...{ lines: [[1, 1, 1, 1, 1]], stakes: { GBP: [1] }, bonus: bonus(multiple) },
        }),
      );
    const { hitRate } = onLine(0);
    expect(toDecimal(fraction(hitRate.denominator, hitRate.numerator), 3)).toBe('28.377');
    const chance = onLine(1).split.bonus ?? fraction(0n);
    expect(toDecimal(fraction(chance.denominator, chance.numerator), 1)).toBe('1729.6');
  });

  it('shows three scatters or more, and five wilds, as often as published', () => {
    const freeSpins = { awards: { 3: 1 }, multiplier: 1, retrigger: false, maximumTotal: 1 };
    const exact = exactReturn(parseSlotDefinition({ ...lobster, freeSpins }));
    expect(toDecimal(exact.freeSpinsPerRound, 8)).toBe('0.01590527');
    const { scatterPays: _, bonus: __, ...rest } = lobster;
    const symbols = lobster.symbols.map((symbol) => ({
      ...symbol,
      kind: symbol.id === 'wild' ? 'wild' : 'regular',
    }));
    const wilds = {
      ...rest,
      symbols,
      lines: [[1, 1, 1, 1, 1]],
      pays: { wild: { 5: 1 } },
      stakes: { GBP: [1] },
    };
    expect(exactReturn(parseSlotDefinition(wilds)).hitRate).toEqual(fraction(1n, 8_107_500n));
  });
});
