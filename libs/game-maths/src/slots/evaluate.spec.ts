import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { frame, oneLine, smallGame, smallSymbols } from '../../test/small-game.js';
import { parseSlotDefinition } from './parse.js';
import { evaluateSpin, windowAt } from './evaluate.js';

const pays = {
  ace: { 3: 10, 4: 40, 5: 200 },
  jack: { 3: 5, 4: 15, 5: 50 },
  ten: { 2: 1, 3: 4, 4: 10, 5: 30 },
  wild: { 3: 20, 4: 100, 5: 500 },
};

/** What the only line of these five symbols wins at a line bet of one. */
function winOf(symbols: string, table: Record<string, Record<number, number>> = pays) {
  const names: Record<string, string> = { A: 'ace', J: 'jack', T: 'ten', W: 'wild', B: 'bell' };
  const line = [...symbols].map((letter) => names[letter] ?? letter);
  const spin = { stops: line.map(() => 0), stakeMinor: 1, multiplier: 1 };
  return evaluateSpin(oneLine(line, table), spin).lineWins.map(({ symbol, count, payout }) => ({
    symbol,
    count,
    payout,
  }))[0];
}

describe('a line', () => {
  it.each([
    ['pays three of a symbol', 'AAAJT', 'ace', 3, 10],
    ['pays four of a symbol', 'AAAAT', 'ace', 4, 40],
    ['pays five of a symbol', 'AAAAA', 'ace', 5, 200],
    ['pays two where the table does', 'TTAAA', 'ten', 2, 1],
    ['stops at the first other symbol', 'AAAJA', 'ace', 3, 10],
    ['takes a wild inside a run', 'AWAJT', 'ace', 3, 10],
    ['takes wilds at the head of a run', 'WWAJT', 'ace', 3, 10],
    ['takes a wild at the end of a run', 'AAWJT', 'ace', 3, 10],
    ['takes a wild between two symbols for the left one', 'AAAWJ', 'ace', 4, 40],
    ['pays a run of wilds by itself', 'WWWJT', 'wild', 3, 20],
    ['pays the wilds where they beat the longer run', 'WWWWJ', 'wild', 4, 100],
    ['pays the longer run where it beats the wilds', 'WWWAA', 'ace', 5, 200],
    ['pays five wilds', 'WWWWW', 'wild', 5, 500],
    ['pays wilds in front of a scatter', 'WWWBA', 'wild', 3, 20],
    ['prefers the dearer of two readings', 'WWTTA', 'ten', 4, 10],
  ])('%s: %s', (_, symbols, symbol, count, payout) => {
    expect(winOf(symbols)).toEqual({ symbol, count, payout });
  });

  it.each([
    ['two where the table has three', 'AAJAA'],
    ['runs that do not start on the left', 'JAAAA'],
    ['a wild for a scatter', 'BWBWB'],
    ['a scatter at the head', 'BAAAA'],
  ])('does not pay %s: %s', (_, symbols) => {
    expect(winOf(symbols)).toBeUndefined();
  });

  it('pays wilds as the best regular if they have no pays of their own', () => {
    const { wild: _, ...regulars } = pays;
    expect(winOf('WWWJT', regulars)).toEqual({ symbol: 'jack', count: 4, payout: 15 });
    expect(winOf('WWWWW', regulars)).toEqual({ symbol: 'ace', count: 5, payout: 200 });
    expect(winOf('WWWBA', regulars)).toEqual({ symbol: 'ace', count: 3, payout: 10 });
  });

  it('names the first of the symbols where two readings pay the same, whatever the order of the table', () => {
    expect(winOf('WWWJT', { jack: { 4: 20 }, wild: { 3: 20 } })?.symbol).toBe('jack');
    expect(winOf('WWWJT', { wild: { 3: 20 }, jack: { 4: 20 } })?.symbol).toBe('jack');
  });

  it('pays a longer run like the next count that is listed', () => {
    expect(winOf('AAAAA', { ace: { 3: 7 } })).toEqual({ symbol: 'ace', count: 5, payout: 7 });
  });

  it('pays the most that any reading of its wilds pays', () => {
    const regulars = ['ace', 'jack', 'ten'] as const;
    const literal = (line: readonly string[]): number => {
      const run = line.findIndex((symbol) => symbol !== line[0]);
      const table: Record<number, number> | undefined = pays[(line[0] ?? '') as keyof typeof pays];
      return table?.[run === -1 ? line.length : run] ?? 0;
    };
    const readings = (line: readonly string[]): string[][] =>
      line.reduce<string[][]>(
        (heads, symbol) =>
          heads.flatMap((head) =>
            (symbol === 'wild' ? ['wild', ...regulars] : [symbol]).map((as) => [...head, as]),
          ),
        [[]],
      );
    const anyLine = fc.array(fc.constantFrom(...smallSymbols.map(({ id }) => id), 'wild'), {
      minLength: 5,
      maxLength: 5,
    });
    fc.assert(
      fc.property(anyLine, (line) => {
        const best = Math.max(...readings(line).map(literal));
        const spin = { stops: [0, 0, 0, 0, 0], stakeMinor: 1, multiplier: 1 };
        expect(evaluateSpin(oneLine(line, pays), spin).payout).toBe(best);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a group', () => {
  const game = (symbols: readonly string[]) =>
    parseSlotDefinition({
      ...frame,
      rows: 1,
      reels: symbols.map((symbol) => [symbol, ...smallSymbols.map(({ id }) => id)]),
      lines: [[0, 0, 0]],
      symbols: smallSymbols,
      groups: [{ id: 'any-royal', name: 'Any royal', symbols: ['ace', 'jack'] }],
      pays: { ace: { 3: 10 }, 'any-royal': { 3: 2 } },
      stakes: { GBP: [1] },
    });
  const win = (...symbols: string[]) =>
    evaluateSpin(game(symbols), { stops: [0, 0, 0], stakeMinor: 1, multiplier: 1 }).lineWins[0];

  it('pays a mix of its members and wilds, and gives way to a dearer run', () => {
    expect(win('jack', 'ace', 'jack')).toMatchObject({ symbol: 'any-royal', count: 3, payout: 2 });
    expect(win('jack', 'wild', 'ace')).toMatchObject({ symbol: 'any-royal', payout: 2 });
    expect(win('ace', 'wild', 'ace')).toMatchObject({ symbol: 'ace', payout: 10 });
    expect(win('jack', 'ten', 'ace')).toBeUndefined();
  });
});

describe('a wild with a multiplier', () => {
  const symbols = [
    ...smallSymbols.map((symbol) => (symbol.kind === 'wild' ? { ...symbol, multiplier: 2 } : symbol)),
    { id: 'gold', name: 'Gold', kind: 'wild', multiplier: 3 },
  ];
  const declared = symbols.map(({ id }) => id);
  const win = (...line: string[]) => {
    const game = smallGame({
      ...{ rows: 1, symbols, lines: [line.map(() => 0)], stakes: { GBP: [1] } },
      ...{
        reels: line.map((symbol) => [symbol, ...declared]),
        pays: { ace: { 2: 1, 3: 5 }, wild: { 2: 3 } },
      },
    });
    return evaluateSpin(game, { stops: [0, 0, 0], stakeMinor: 1, multiplier: 2 }).lineWins[0];
  };

  it('multiplies the win that it is part of, and several multiply each other', () => {
    expect(win('ace', 'wild', 'ace')).toEqual({
      ...{ line: 0, symbol: 'ace', count: 3, payout: 5 * 2 * 2, wildMultiplier: 2 },
    });
    expect(win('ace', 'wild', 'gold')).toMatchObject({ payout: 5 * 6 * 2, wildMultiplier: 6 });
    expect(win('ace', 'ace', 'ten')).toEqual({ line: 0, symbol: 'ace', count: 2, payout: 2 });
  });

  it('leaves alone what ends before it, and counts in the choice of the dearer run', () => {
    expect(win('ace', 'ace', 'jack')).toMatchObject({ count: 2, payout: 2 });
    expect(win('wild', 'gold', 'jack')).toMatchObject({ symbol: 'wild', count: 2, payout: 3 * 6 * 2 });
    expect(win('wild', 'gold', 'ace')).toMatchObject({ symbol: 'ace', count: 3, payout: 5 * 6 * 2 });
  });
});

describe('evaluateSpin', () => {
  it('shows the rows below each stop and wraps round the strip', () => {
    expect(windowAt(smallGame(), [4, 0, 2])).toEqual([
      ['bell', 'jack', 'bell'],
      ['ace', 'bell', 'bell'],
    ]);
  });

  it('adds lines and scatters, and multiplies both', () => {
    const result = evaluateSpin(smallGame(), { stops: [2, 1, 1], stakeMinor: 20, multiplier: 2 });
    expect(result).toEqual({
      window: [
        ['wild', 'bell', 'ace'],
        ['ten', 'ace', 'bell'],
      ],
      lineWins: [],
      scatterCount: 2,
      scatterPayout: 40,
      freeSpinsAwarded: 1,
      payout: 40,
    });
    const lines = evaluateSpin(smallGame(), { stops: [2, 2, 1], stakeMinor: 20, multiplier: 2 });
    expect(lines.lineWins).toEqual([{ line: 0, symbol: 'ace', count: 3, payout: 100 }]);
    expect(lines.payout).toBe(100);
  });

  it('counts several scatters on one reel and pays more of them like the highest count', () => {
    const result = evaluateSpin(smallGame(), { stops: [4, 0, 2], stakeMinor: 2, multiplier: 1 });
    expect(result).toMatchObject({ scatterCount: 4, scatterPayout: 6, freeSpinsAwarded: 2 });
  });

  it.each([0, -2, 3, 2.5, Number.NaN, 2 ** 54])('refuses the stake %d on two lines', (stakeMinor) => {
    expect(() => evaluateSpin(smallGame(), { stops: [0, 0, 0], stakeMinor, multiplier: 1 })).toThrow(
      'is not a positive multiple of 2 lines',
    );
  });

  it('refuses stops that are not on the strips', () => {
    const spin = { stakeMinor: 2, multiplier: 1 };
    expect(() => evaluateSpin(smallGame(), { ...spin, stops: [0, 0] })).toThrow('2 stops for 3 reels');
    expect(() => evaluateSpin(smallGame(), { ...spin, stops: [0, -1, 0] })).toThrow(
      'stop -1 is not on a strip',
    );
    expect(() => evaluateSpin(smallGame(), { ...spin, stops: [0, 0.5, 0] })).toThrow('stop 0.5 is not on');
  });
});
