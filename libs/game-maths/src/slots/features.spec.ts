import { describe, expect, it } from '@jest/globals';
import { smallGame, smallSymbols } from '../../test/small-game.js';
import { SlotDefinitionError } from '../definition-error.js';
import { fraction, toDecimal } from '../fraction.js';
import { parseSlotDefinition } from './parse.js';
import { slotEngine } from './engine.js';
import { evaluateSpin } from './evaluate.js';
import { exactReturn } from './exact.js';
import { replaySlot } from './play.js';

const letters: Readonly<Record<string, string>> = {
  A: 'ace',
  J: 'jack',
  T: 'ten',
  W: 'wild',
  G: 'gold',
  B: 'bell',
  C: 'coin',
};
const symbols = [
  ...smallSymbols.map((symbol) => (symbol.kind === 'wild' ? { ...symbol, multiplier: 2 } : symbol)),
  { id: 'gold', name: 'Gold', kind: 'wild' },
];
const { freeSpins: _, ...bare } = structuredClone(smallGame()) as unknown as Record<string, unknown>;

/**
 * A game whose reels, given from the top, stop at exactly these letters at stop 0. Below the window, where nothing is
 * seen at stop 0 and the strip is fed from when symbols fall, stands `below`, the last letter of which falls first.
 */
function gameOf(window: readonly string[], changes: object, below = 'AJTWGB') {
  const reels = [...(window[0] ?? '')].map((__, reel) =>
    [...window.map((row) => row[reel] ?? ''), ...below].map((letter) => letters[letter] ?? letter),
  );
  return parseSlotDefinition({
    ...bare,
    ...{ rows: window.length, reels, symbols, lines: [], stakes: { GBP: [20] } },
    ...{ pays: { ace: { 2: 1, 3: 5 }, jack: { 3: 4 }, wild: { 3: 2 } }, scatterPays: { 3: 1 } },
    ...changes,
  });
}

const first = { stops: [0, 0, 0], stakeMinor: 20, multiplier: 1 };
const ways = { ways: { credits: 10 } };

describe('ways', () => {
  const winsOf = (...window: string[]) => evaluateSpin(gameOf(window, ways), first).wayWins;

  it('pay a run in every way that its symbols can be read', () => {
    expect(winsOf('AAA', 'JAA')).toEqual([{ symbol: 'ace', count: 3, ways: 4, payout: 5 * 4 * 2 }]);
    expect(winsOf('AAT', 'ATT')).toEqual([{ symbol: 'ace', count: 2, ways: 2, payout: 1 * 2 * 2 }]);
    expect(winsOf('TAA', 'TAA')).toEqual([]);
  });

  it('count a way with a wild as often as the wild multiplies it, and pay every symbol for itself', () => {
    expect(winsOf('AWA', 'JAJ')).toEqual([
      { symbol: 'ace', count: 3, ways: 3, payout: 5 * 3 * 2 },
      { symbol: 'jack', count: 3, ways: 2, payout: 4 * 2 * 2 },
    ]);
    expect(winsOf('AWG', 'TTT')).toEqual([{ symbol: 'ace', count: 3, ways: 2, payout: 5 * 2 * 2 }]);
  });

  it('have a law by hand: two aces on two of four stops of two reels', () => {
    const reels = [0, 1].map(() => ['ace', 'ace', 'jack', 'ten']);
    const [sheet] = slotEngine.sheets(
      parseSlotDefinition({
        ...bare,
        ...{ ...ways, rows: 1, reels, lines: [], pays: { ace: { 2: 8 } }, stakes: { GBP: [10] } },
        ...{ symbols: smallSymbols.slice(0, 3), scatterPays: undefined },
      }),
    );
    expect(sheet?.rtp).toEqual(fraction(8n * 4n, 10n * 16n));
    expect(sheet?.hitRate).toEqual(fraction(1n, 4n));
  });
});

describe('clusters', () => {
  const clusters = { clusters: { credits: 10 }, pays: { ace: { 3: 1, 5: 10 }, wild: { 3: 2 } } };
  const winsOf = (...window: string[]) => evaluateSpin(gameOf(window, clusters), first).clusterWins ?? [];

  it('are symbols that touch side by side or above each other, but not across corners', () => {
    expect(winsOf('AAT', 'TAT', 'JJJ')).toEqual([
      {
        symbol: 'ace',
        count: 3,
        cells: [
          [0, 0],
          [0, 1],
          [1, 1],
        ],
        payout: 2,
      },
    ]);
    expect(winsOf('ATA', 'TAT', 'ATA')).toEqual([]);
  });

  it('pay sizes between two of the table like the lower one', () => {
    expect(winsOf('AAT', 'AAT', 'TTT')).toMatchObject([{ count: 4, payout: 2 }]);
    expect(winsOf('AAT', 'AAT', 'ATT')).toMatchObject([{ count: 5, payout: 20 }]);
  });

  it('are joined and multiplied by wilds, and several of a symbol pay each', () => {
    expect(winsOf('AWA', 'TTT', 'JJJ')).toMatchObject([{ count: 3, payout: 4, wildMultiplier: 2 }]);
    expect(winsOf('AAA', 'TTT', 'AAA')).toMatchObject([{ payout: 2 }, { payout: 2 }]);
  });

  it('of nothing but wilds pay for the wild alone', () => {
    expect(winsOf('GGG', 'TTT', 'JJJ')).toEqual([
      {
        symbol: 'wild',
        count: 3,
        cells: [
          [0, 0],
          [0, 1],
          [0, 2],
        ],
        payout: 4,
      },
    ]);
  });
});

describe('cascades', () => {
  const cascades = { ladder: [1, 3], maximum: 3 };
  const fall = (below: string, ...window: string[]) =>
    evaluateSpin(gameOf(window, { ...ways, cascades }, below), first);

  it('take away what has won, let the rest fall and feed from above, at the factors of the ladder', () => {
    const spin = fall('WGBTTA', 'AAA', 'TTJ');
    expect(spin).toMatchObject({ wayWins: [{ symbol: 'ace', payout: 10 }], payout: 10 + 30 });
    const [tens, aces, below] = [
      ['ten', 'ten', 'ten'],
      ['ace', 'ace', 'ace'],
      ['ten', 'ten', 'jack'],
    ];
    expect(spin.cascades).toEqual([
      {
        ...{ window: [aces, below], multiplier: 3, payout: 30, lineWins: [] },
        wayWins: [{ symbol: 'ace', count: 3, ways: 1, payout: 30 }],
      },
      { window: [tens, below], multiplier: 3, payout: 0, lineWins: [], wayWins: [] },
    ]);
  });

  it('end at the bound with a win', () => {
    const spin = fall('JTWGBA', 'AAA', 'TTJ');
    expect(spin.cascades).toHaveLength(2);
  });

  it('show no further window where nothing wins', () => {
    expect(fall('AJTWGB', 'ATA', 'TTJ').cascades).toEqual([]);
  });

  it('count bells in the last window', () => {
    const spin = fall('AJTWGB', 'AAA', 'BBT');
    expect(spin).toMatchObject({ scatterCount: 5, scatterPayout: 20 });
  });
});

describe('coins that lock', () => {
  const holdAndRespin = {
    ...{ count: 2, respins: 2, blankWeight: 3, full: 50 },
    values: [
      { multiple: 1, weight: 1 },
      { multiple: 6, weight: 1 },
    ],
  };
  const game = gameOf(['CAT', 'JCT'], {
    holdAndRespin,
    lines: [
      [0, 0, 0],
      [1, 1, 1],
    ],
    symbols: [...symbols, { id: 'coin', name: 'Coin', kind: 'coin' }],
  });
  const stops = (...values: number[]) => values.map((value) => ({ bound: 8, value }));
  const values = (...drawn: number[]) => drawn.map((value) => ({ bound: 2, value }));
  const cells = (...drawn: number[]) => drawn.map((value) => ({ bound: 5, value }));

  it('draw the coins in view, and then the free cells until no respin is left', () => {
    const { spins, payout } = replaySlot(game, 20, [
      ...[...stops(0, 0, 0), ...values(1, 0)],
      ...[...cells(0, 3, 0, 1), ...cells(0, 0, 2), ...cells(2, 1, 0)],
    ]);
    expect(spins[0]?.hold).toEqual({
      coins: [
        { row: 0, reel: 0, value: 6, respin: 0 },
        { row: 1, reel: 1, value: 1, respin: 0 },
        { row: 0, reel: 2, value: 1, respin: 1 },
      ],
      ...{ respins: 3, full: false, payout: 8 * 10 },
    });
    expect(payout).toBe(80);
  });

  it('pay more when they fill the window, and end there', () => {
    const { spins } = replaySlot(game, 20, [...stops(0, 0, 0), ...values(0, 0), ...cells(4, 4, 3, 3)]);
    expect(spins[0]?.hold).toMatchObject({ respins: 1, full: true, payout: (2 + 2 * 6 + 2 * 1 + 50) * 10 });
  });

  it('are not begun by fewer', () => {
    expect(replaySlot(game, 20, stops(0, 3, 3)).spins[0]).not.toHaveProperty('hold');
  });
});

describe('a slot that can only be sampled', () => {
  const strip = [0, 1, 2, 3, 4, 5].flatMap(() => ['ace', 'jack', 'ace', 'ten', 'ace', 'bell']);
  const game = parseSlotDefinition({
    ...bare,
    ...{ rows: 1, reels: [0, 1, 2, 3, 4, 5].map(() => strip), lines: [], clusters: { credits: 10 } },
    ...{
      pays: { ace: { 4: 20 } },
      symbols: symbols.filter(({ kind }) => kind !== 'wild'),
      stakes: { GBP: [10] },
    },
  });

  it('says so, gives the standard error and is refused as an exact return', () => {
    const [sheet] = slotEngine.sheets(game);
    expect(sheet?.basis).toContain('1000000 sampled spins');
    expect(sheet?.law).toBeUndefined();
    const spread = Math.sqrt(Number(toDecimal(sheet?.variance ?? fraction(0n), 9)) / 1_000_000);
    expect(sheet?.sample?.standardError).toBeCloseTo(spread, 9);
    // Of the 64 ways in which six cells are aces or not, 8 have four or more side by side.
    const exact = (20 / 10) * (8 / 64);
    expect(Math.abs(Number(toDecimal(sheet?.parts[0]?.rtp ?? fraction(0n), 9)) - exact)).toBeLessThan(
      4 * spread,
    );
    expect(() => exactReturn(game)).toThrow('small-game has too many combinations to count');
  });
});

describe('definitions of features', () => {
  const hold = { count: 2, respins: 3, blankWeight: 4, full: 0, values: [{ multiple: 1, weight: 1 }] };
  it.each<[string, object, string]>([
    [
      'ways beside lines',
      { ...ways, lines: [[0, 0, 0]] },
      'lines: have 1 entries, but ways pay without lines; give []',
    ],
    ['ways beside clusters', { ...ways, clusters: { credits: 10 } }, 'clusters: cannot be paid beside ways'],
    ['no credits', { ways: { credits: 0 } }, 'ways.credits: is 0; give an integer from 1 to 1000'],
    [
      'stakes that credits cannot share',
      { ways: { credits: 15 } },
      'stakes.GBP[0]: is 20, which 15 credits cannot share',
    ],
    [
      'a bonus of lines that are not there',
      { ...ways, bonus: { trigger: 'line' } },
      'bonus.trigger: is "line", which a game of ways',
    ],
    [
      'a ladder without steps',
      { ...ways, cascades: { ladder: [], maximum: 3 } },
      'cascades.ladder: has 0 entries',
    ],
    [
      'a step of nothing',
      { ...ways, cascades: { ladder: [0], maximum: 3 } },
      'cascades.ladder[0]: is 0; give',
    ],
    [
      'cascades that do not fall',
      { ...ways, cascades: { ladder: [1], maximum: 1 } },
      'cascades.maximum: is 1; give an integer from 2',
    ],
    ['respins without coins', { ...ways, holdAndRespin: hold }, 'holdAndRespin: needs a symbol of kind coin'],
    [
      'a coin of nothing',
      { ...ways, holdAndRespin: { ...hold, values: [{ multiple: 0, weight: 1 }] } },
      'holdAndRespin.values[0].multiple: is 0',
    ],
    [
      'ways that pay beyond counting',
      {
        ...ways,
        pays: { ace: { 3: 1_000_000 } },
        symbols: symbols.map((one) =>
          one.kind === 'wild' && one.id === 'wild' ? { ...one, multiplier: 50 } : one,
        ),
      },
      '$: can pay more than 2147483648 line bets',
    ],
  ])('refuse %s', (__, changes, fault) => {
    const refused = (): unknown => gameOf(['AAA', 'JJJ'], changes);
    expect(refused).toThrow(SlotDefinitionError);
    expect(refused).toThrow(fault);
  });
});
