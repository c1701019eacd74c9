import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { enumerateBase, enumerateRounds } from '../../test/brute-force.js';
import { seededBytes } from '../../test/seeded-bytes.js';
import { frame, smallGame, smallGameJson, smallSymbols } from '../../test/small-game.js';
import { add, fraction } from '../fraction.js';
import { CryptoRandom } from '../random.js';
import type { SlotDefinition } from './definition.js';
import { parseSlotDefinition } from './parse.js';
import { exactReturn, isReturnAsDeclared } from './exact.js';
import { playSlot } from './play.js';

function expectExact(definition: SlotDefinition): void {
  const { lines, scatter, freeSpins, hitRate } = enumerateBase(definition);
  const exact = exactReturn(definition);
  expect(exact.split).toEqual({ lines, scatter, freeSpins });
  expect(exact.hitRate).toEqual(hitRate);
  expect(exact.fraction).toEqual(add(add(lines, scatter), freeSpins));
}

/** Any small game: 1 to 4 reels of up to 6 stops, 1 to 3 rows, with or without wild, bells and free spins, these on the same strips or their own, with lines that pay one way or both. */
const anyGame = fc
  .record({ reels: fc.integer({ min: 1, max: 4 }), rows: fc.integer({ min: 1, max: 3 }) })
  .chain(({ reels, rows }) => {
    const symbol = fc.constantFrom('ace', 'jack', 'ten', 'wild', 'bell');
    const strip = fc.array(symbol, { minLength: rows, maxLength: 5 });
    const line = fc.array(fc.integer({ min: 0, max: rows - 1 }), { minLength: reels, maxLength: reels });
    const counts = fc.uniqueArray(fc.integer({ min: 1, max: reels }), { minLength: 1 });
    const table = fc.tuple(counts, fc.integer({ min: 1, max: 9 })).map(([keys, unit]) => tableOf(keys, unit));
    return fc.record({
      rows: fc.constant(rows),
      reels: fc.array(strip, { minLength: reels, maxLength: reels }),
      ownReels: fc.option(fc.array(strip, { minLength: reels, maxLength: reels }), { nil: undefined }),
      lines: fc.uniqueArray(line, { minLength: 1, maxLength: 4, selector: String }),
      pays: fc.record({ ace: table, jack: table, ten: table, wild: table }, { requiredKeys: ['ace'] }),
      scatterPays: fc.option(table, { nil: undefined }),
      awards: fc.option(table, { nil: undefined }),
      retrigger: fc.boolean(),
      spare: fc.integer({ min: 0, max: 4 }),
      bothWays: fc.boolean(),
    });
  })
  .map(({ awards, retrigger, spare, ownReels, ...game }) => {
    const reels = game.reels.map((strip, reel) => (reel === 0 ? ['ace', ...strip] : strip));
    const bells = reels.flat().includes('bell');
    const own = bells && awards !== undefined ? ownReels : undefined;
    const landed = new Set([...reels, ...(own ?? [])].flat());
    const small = Object.fromEntries(
      Object.keys(awards ?? {}).map((count, index) => [count, 1 + (index > 1 ? 1 : 0)]),
    );
    const strips = own === undefined ? {} : { reels: own };
    const freeSpins = { awards: small, multiplier: 3, retrigger, maximumTotal: 2 + spare, ...strips };
    return parseSlotDefinition({
      ...frame,
      ...(game.bothWays ? { bothWays: true } : {}),
      rows: game.rows,
      reels,
      lines: game.lines,
      symbols: smallSymbols.filter(({ id }) => landed.has(id)),
      pays: Object.fromEntries(Object.entries(game.pays).filter(([id]) => landed.has(id))),
      ...(bells && game.scatterPays !== undefined ? { scatterPays: game.scatterPays } : {}),
      ...(bells && awards !== undefined ? { freeSpins } : {}),
      stakes: { GBP: [game.lines.length] },
    });
  });

function tableOf(counts: readonly number[], unit: number): Record<number, number> {
  return Object.fromEntries(counts.map((count) => [count, count * count * unit]));
}

describe('exactReturn', () => {
  it('equals the enumeration of all stops with wilds, scatters and retriggers', () => {
    expectExact(smallGame());
  });

  it('equals the enumeration of all stops of a five-reel game', () => {
    const reels = [
      ['ace', 'jack', 'wild', 'ten', 'bell', 'ten'],
      ['jack', 'bell', 'ace', 'wild', 'ten'],
      ['ten', 'ace', 'bell', 'wild', 'jack', 'jack'],
      ['wild', 'ace', 'bell', 'jack'],
      ['ten', 'ace', 'jack', 'bell', 'wild'],
    ];
    const lines = [
      [0, 0, 0, 0, 0],
      [1, 1, 1, 1, 1],
      [2, 2, 2, 2, 2],
      [0, 1, 2, 1, 0],
    ];
    const pays = {
      ace: { 3: 5, 4: 20, 5: 90 },
      jack: { 4: 9, 5: 30 },
      ten: { 2: 1, 3: 3 },
      wild: { 3: 9, 5: 99 },
    };
    const freeSpins = { awards: { 3: 2, 4: 3, 5: 4 }, multiplier: 2, retrigger: true, maximumTotal: 6 };
    expectExact(
      smallGame({
        rows: 3,
        reels,
        lines,
        pays,
        freeSpins,
        scatterPays: { 3: 1, 4: 2, 5: 9 },
        stakes: { GBP: [4] },
      }),
    );
  });

  it('equals the enumeration of all stops with a group of symbols', () => {
    const groups = [{ id: 'any-royal', name: 'Any royal', symbols: ['ace', 'jack'] }];
    expectExact(smallGame({ groups, pays: { ...smallGameJson().pays, 'any-royal': { 2: 1, 3: 2 } } }));
  });

  it('equals every sequence of draws of whole rounds, played by the engine', () => {
    const small = {
      rows: 1,
      reels: [
        ['ace', 'bell', 'wild'],
        ['bell', 'ace', 'jack'],
        ['ten', 'bell', 'ace'],
      ],
      lines: [[0, 0, 0]],
      stakes: { GBP: [1] },
    };
    const retrigger = smallGame(small);
    const { rtp, rounds } = enumerateRounds(retrigger);
    expect(rounds).toBeGreaterThan(5_000);
    expect(exactReturn(retrigger).fraction).toEqual(rtp);
    const freeSpins = { awards: { 2: 1, 3: 2 }, multiplier: 5, retrigger: false, maximumTotal: 2 };
    const single = smallGame({ ...small, freeSpins });
    expect(exactReturn(single).fraction).toEqual(enumerateRounds(single).rtp);
  });

  it('equals the enumeration of all stops for any small game', () => {
    fc.assert(fc.property(anyGame, expectExact), { numRuns: 150 });
  });

  it('states the return with eight decimals', () => {
    const exact = exactReturn(smallGame());
    const { numerator, denominator } = exact.fraction;
    expect(exact.rtp).toMatch(/^\d+\.\d{8}$/);
    expect(Number(exact.rtp)).toBeCloseTo(Number((numerator * 10n ** 12n) / denominator) / 1e12, 8);
  });

  it('has no free spins to count where there is no feature', () => {
    const { freeSpins: _, ...json } = smallGameJson();
    const exact = exactReturn(parseSlotDefinition(json));
    expect(exact.freeSpinsPerRound).toEqual(fraction(0n));
    expect(exact.split.freeSpins).toEqual(fraction(0n));
  });

  it('counts free spins by hand: one trigger in four, sure to retrigger once in four, at most two', () => {
    const game = smallGame({
      rows: 1,
      reels: [
        ['bell', 'ace'],
        ['bell', 'ace'],
      ],
      symbols: smallSymbols.filter(({ id }) => ['ace', 'bell'].includes(id)),
      lines: [[0, 0]],
      scatterPays: { 2: 1 },
      pays: { ace: { 2: 1 } },
      freeSpins: { awards: { 2: 1 }, multiplier: 1, retrigger: true, maximumTotal: 2 },
    });
    expect(exactReturn(game).freeSpinsPerRound).toEqual(fraction(1n * 4n + 1n, 16n));
  });

  it('takes the longest run of free spins that a definition can declare', () => {
    const freeSpins = { awards: { 3: 10, 4: 50, 5: 500 }, multiplier: 2, retrigger: true, maximumTotal: 500 };
    expect(exactReturn(smallGame({ freeSpins })).freeSpinsPerRound.numerator).toBeGreaterThan(0n);
  });

  it('is what a long play of the engine comes to', () => {
    const game = smallGame();
    const random = new CryptoRandom(seededBytes(4));
    const rounds = 20_000;
    let [sum, squares] = [0, 0];
    for (let round = 0; round < rounds; round += 1) {
      const ratio = playSlot(game, 2, random).payout / 2;
      sum += ratio;
      squares += ratio * ratio;
    }
    const mean = sum / rounds;
    const standardError = Math.sqrt((squares / rounds - mean * mean) / rounds);
    expect(Math.abs(mean - Number(exactReturn(game).rtp))).toBeLessThan(5 * standardError);
  });
});

describe('isReturnAsDeclared', () => {
  it('includes both ends of the band', () => {
    const game = smallGame({ rtp: { minimum: '0.94', maximum: '0.96' } });
    expect(isReturnAsDeclared(game, fraction(94n, 100n))).toBe(true);
    expect(isReturnAsDeclared(game, fraction(96n, 100n))).toBe(true);
    expect(isReturnAsDeclared(game, fraction(93999999n, 100000000n))).toBe(false);
    expect(isReturnAsDeclared(game, fraction(96000001n, 100000000n))).toBe(false);
  });
});
