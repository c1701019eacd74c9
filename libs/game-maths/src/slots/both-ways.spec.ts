import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { enumerateBase, enumerateRounds } from '../../test/brute-force.js';
import { standardErrors } from '../../test/definitions.js';
import { schemaOf } from '../../test/schemas.js';
import { frame, smallGame, smallGameJson, smallSymbols } from '../../test/small-game.js';
import { fraction } from '../fraction.js';
import { checkDefinition } from './definition-checks.js';
import type { SlotDefinition } from './definition.js';
import { slotEngine } from './engine.js';
import { evaluateSpin } from './evaluate.js';
import { exactReturn } from './exact.js';
import { Grid } from './grid.js';
import { parseSlotDefinition } from './parse.js';
import { shownPays } from './reach.js';
import { payIn } from './tally.js';

const letters: Readonly<Record<string, string>> = { A: 'ace', J: 'jack', T: 'ten', W: 'wild' };
const symbols = smallSymbols
  .slice(0, 4)
  .map((each) => (each.kind === 'wild' ? { ...each, multiplier: 2 } : each));

/** One line of these symbols, as they stand at stop 0. */
function lineOf(text: string, changes: object = {}): SlotDefinition {
  return parseSlotDefinition({
    ...frame,
    ...{ bothWays: true, rows: 1, symbols, stakes: { GBP: [1] } },
    reels: [...text].map((letter) => [letters[letter], 'ace', 'jack', 'ten', 'wild']),
    lines: [[...text].map(() => 0)],
    pays: { ace: { 2: 1, 3: 5, 5: 50 }, jack: { 3: 4 }, wild: { 2: 9, 4: 40 } },
    ...changes,
  });
}

function winsOf(text: string, changes?: object) {
  const game = lineOf(text, changes);
  return evaluateSpin(game, { stops: [...text].map(() => 0), stakeMinor: 1, multiplier: 1 }).lineWins.map(
    ({ symbol, count, fromRight, payout }) => `${symbol} ${count} ${fromRight ? 'right' : 'left'} ${payout}`,
  );
}

describe('lines that pay both ways', () => {
  it.each([
    ['AAATJ', ['ace 3 left 5']],
    ['JTAAA', ['ace 3 right 5']],
    ['AAJAA', ['ace 2 left 1', 'ace 2 right 1']],
    ['AATJJJ', ['ace 2 left 1', 'jack 3 right 4']],
    // Two runs that share a wild are two wins.
    ['AAWJJ', ['ace 3 left 10', 'jack 3 right 8']],
    // One run from end to end is one win, the higher of what either side has.
    ['AAAAA', ['ace 5 left 50']],
    ['AWWWW', ['ace 5 left 800']],
    ['JWWWW', ['wild 4 right 640']],
    ['TJTTJ', []],
  ])('pay on %s: %j', (text, wins) => {
    expect(winsOf(text)).toEqual(wins);
  });

  it('pay from the left alone where the definition does not say otherwise', () => {
    expect(winsOf('AAJAA', { bothWays: undefined })).toEqual(['ace 2 left 1']);
  });

  it('have a law by hand: two reels of an ace in two stops pay once, three reels with a pay for two up to twice', () => {
    const game = (reels: number, pays: object) =>
      parseSlotDefinition({
        ...frame,
        ...{ bothWays: true, rows: 1, symbols: symbols.slice(0, 2), stakes: { GBP: [1] } },
        reels: Array.from({ length: reels }, () => ['ace', 'jack']),
        lines: [Array.from({ length: reels }, () => 0)],
        pays: { ace: pays },
      });
    expect(exactReturn(game(2, { 2: 3 })).fraction).toEqual(fraction(3n, 4n));
    // AAJ and JAA pay 2 each, AAA 4 once; AJA none.
    expect(exactReturn(game(3, { 2: 2, 3: 4 })).fraction).toEqual(fraction(8n, 8n));
    const [sheet] = slotEngine.sheets(game(5, { 2: 1, 5: 7 }));
    // AAJAA is the one that pays from both sides.
    expect(sheet?.maximum).toEqual({ multiple: fraction(7n), probability: fraction(1n, 32n) });
    expect(sheet?.rtp).toEqual(fraction(7n * 2n + 7n, 32n));
  });

  it('are every sequence of draws of whole rounds, with free spins and scatters', () => {
    const json = smallGameJson();
    const reels = json.reels.map((strip) => strip.filter((id) => id !== 'ten'));
    const game = smallGame({
      ...{ bothWays: true, rows: 1, reels, lines: [[0, 0, 0]], stakes: { GBP: [1] } },
      ...{
        symbols: json.symbols.filter(({ id }) => id !== 'ten'),
        pays: { ace: { 2: 1, 3: 5 }, wild: { 2: 3 } },
      },
      freeSpins: { awards: { 2: 1 }, multiplier: 2, retrigger: true, maximumTotal: 2 },
    });
    const [sheet] = slotEngine.sheets(game);
    const { rtp, variance, hitRate, maximum } = enumerateRounds(game);
    expect(sheet).toMatchObject({ rtp, variance, hitRate, maximum });
  });

  it('are what is played fast, and what is read of a grid whose symbols fall', () => {
    const game = smallGame({ bothWays: true });
    const [sheet] = slotEngine.sheets(game);
    expect(sheet && standardErrors(slotEngine, game, { sheet, rounds: 300_000, seed: 5 })).toBeLessThan(4);
    const falling = smallGame({ bothWays: true, cascades: { ladder: [1, 3], maximum: 4 } });
    const grid = new Grid(falling);
    let seen = 0;
    for (let stop = 0; stop < 125; stop += 1) {
      const stops = [Math.floor(stop / 25), Math.floor(stop / 5) % 5, stop % 5];
      const {
        payout,
        scatterPayout,
        cascades = [],
        lineWins,
      } = evaluateSpin(falling, {
        ...{ stops, stakeMinor: 2, multiplier: 1 },
      });
      expect(payIn(grid.tallyAt(stops))).toBe(payout - scatterPayout);
      seen += [...lineWins, ...cascades.flatMap((step) => step.lineWins)].filter(
        (win) => win.fromRight,
      ).length;
    }
    expect(seen).toBeGreaterThan(10);
  });

  /** Any line game of 2 to 5 short reels, with a wild that may multiply and may pay, and a group. */
  const anyGame = fc
    .record({ reels: fc.integer({ min: 2, max: 5 }), rows: fc.integer({ min: 1, max: 2 }) })
    .chain(({ reels, rows }) => {
      const symbol = fc.constantFrom('ace', 'jack', 'ten', 'wild');
      const table = fc
        .uniqueArray(fc.integer({ min: 1, max: reels }), { minLength: 1 })
        .map((counts) => Object.fromEntries(counts.map((count) => [count, count * count])));
      const row = fc.integer({ min: 0, max: rows - 1 });
      return fc.record({
        rows: fc.constant(rows),
        reels: fc.array(fc.array(symbol, { minLength: rows, maxLength: 4 }), {
          minLength: reels,
          maxLength: reels,
        }),
        lines: fc.uniqueArray(fc.array(row, { minLength: reels, maxLength: reels }), {
          ...{ minLength: 1, maxLength: 3, selector: String },
        }),
        pays: fc.record({ ace: table, wild: table, mixed: table }, { requiredKeys: ['ace', 'mixed'] }),
        multiplier: fc.integer({ min: 1, max: 3 }),
      });
    })
    .map(({ reels, multiplier, ...game }) =>
      parseSlotDefinition({
        ...frame,
        ...{ ...game, bothWays: true, stakes: { GBP: [game.lines.length] } },
        reels: reels.map((strip, reel) => (reel === 0 ? ['ace', 'jack', 'ten', 'wild', ...strip] : strip)),
        symbols: symbols.map((each) => (each.kind === 'wild' ? { ...each, multiplier } : each)),
        groups: [{ id: 'mixed', name: 'Mixed', symbols: ['jack', 'ten'] }],
      }),
    );

  it('are counted and shown as every window of any small game pays', () => {
    fc.assert(
      fc.property(anyGame, (game) => {
        const { lines, hitRate } = enumerateBase(game);
        const exact = exactReturn(game);
        expect([exact.fraction, exact.hitRate]).toEqual([lines, hitRate]);
        const listed = (id: string, count: number): string => {
          const counts = Object.keys(game.pays[id] ?? {}).map(Number);
          return `${id}:${Math.max(...counts.filter((each) => each <= count))}`;
        };
        const paid = new Set<string>();
        const visit = (stops: number[]): void => {
          const strip = game.reels[stops.length];
          if (strip) return strip.forEach((_, stop) => visit([...stops, stop]));
          const spin = { stops, stakeMinor: game.lines.length, multiplier: 1 };
          for (const { symbol, count } of evaluateSpin(game, spin).lineWins) paid.add(listed(symbol, count));
        };
        visit([]);
        expect([...shownPays(game)].sort()).toEqual([...paid].sort());
      }),
      { numRuns: 100 },
    );
  });

  it('leave a pay unreached where the other side of a whole line always pays more', () => {
    const game = lineOf('JWW', {
      reels: [['jack'], ['wild'], ['wild']],
      symbols: symbols.filter(({ id }) => ['jack', 'wild'].includes(id)),
      pays: { jack: { 3: 1 }, wild: { 2: 9 } },
    });
    expect([...shownPays(game)]).toEqual(['wild:2']);
    // From the left alone it is what is paid.
    expect([...shownPays({ ...game, bothWays: undefined } as unknown as SlotDefinition)]).toEqual(['jack:3']);
  });

  it.each([
    ['false', { bothWays: false }],
    ['ways', { ways: { credits: 2 }, lines: [], bothWays: true }],
    ['clusters', { clusters: { credits: 2 }, lines: [], bothWays: true }],
  ])('are refused with %s, by the parser and by the schema', (_, changes) => {
    const json = { ...smallGameJson(), ...changes };
    expect(checkDefinition(json).map(({ path }) => path)).toContain('bothWays');
    const schema = schemaOf('slots');
    expect(schema(json)).toBe(false);
    expect(schema({ ...smallGameJson(), bothWays: true })).toBe(true);
  });
});
