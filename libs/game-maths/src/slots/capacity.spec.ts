import { afterEach, describe, expect, it } from '@jest/globals';
import { faultsAfter, type Loose } from '../../test/slot-faults.js';
import { smallGame, smallSymbols } from '../../test/small-game.js';
import { CountingRoom, countWithin } from './counting-room.js';
import { exactReturn } from './exact.js';
import { areRespinsBeyondCounting } from './hold-capacity.js';
import { StateTable } from './state-table.js';

describe('a slot that is larger than what is counted', () => {
  afterEach(() => countWithin(undefined));

  /** Ways over so many reels of one row, on which wilds multiply by 2, 3, 5 and 7. */
  const multiplied = (reels: number) => (json: Loose) => {
    const wilds = [2, 3, 5, 7].map((multiplier) => ({
      ...{ id: `wild-${multiplier}`, name: `Wild ${multiplier}`, kind: 'wild', multiplier },
    }));
    const symbols = [...smallSymbols.filter(({ kind }) => kind !== 'wild'), ...wilds];
    const strip = symbols.map(({ id }) => id);
    for (const member of ['freeSpins', 'scatterPays']) Reflect.deleteProperty(json, member);
    Object.assign(json, {
      ...{ rows: 1, lines: [], ways: { credits: 10 }, symbols, stakes: { GBP: [10] } },
      ...{ reels: Array.from({ length: reels }, () => strip), pays: { ace: { 3: 1 } } },
    });
  };

  it('is refused where the multipliers of ways have more products than fit', () => {
    expect(faultsAfter(multiplied(5))).toEqual([]);
    expect(faultsAfter(multiplied(60))).toEqual([
      expect.stringMatching(/^\$: has more courses of a line or a way than are counted exactly; give fewer/),
    ]);
  });

  it('is refused where its lines have more states than fit', () => {
    const table = new StateTable(4, new CountingRoom(272_000));
    const row = new Int32Array(4);
    const fill = (): void => {
      for (let state = 0; state < 2000; state += 1) {
        row[0] = state;
        table.add(row, 0, 1n);
      }
    };
    expect(fill).toThrow(/\$: has more states of its lines than are counted exactly; give fewer lines/);
    expect(table.size).toBe(1000);
    // One that is known already takes no more room.
    row[0] = 5;
    table.add(row, 0, 1n);
    expect(table.waysOf(5)).toBe(2n);
  });

  const prizes = (multiples: readonly number[]) =>
    multiples.map((multiple, index) => ({ multiple, weight: 20 - index }));
  const hold = { count: 6, respins: 3, blankWeight: 180, full: 5000 };
  const round = prizes([20, 40, 60, 80, 100, 200, 300, 400, 500, 1000, 2000, 4000, 10_000, 20_000]);
  const uneven = prizes([17, 43, 97, 151, 283, 499, 811, 1301, 2203, 3907, 5801, 7993]);
  it.each([
    ['fifteen of a few values', prizes([10, 20, 50, 100]), 15, false],
    ['fifteen of many round ones', round, 15, false],
    ['thirty of a few', prizes([10, 20, 50, 100]), 30, false],
    ['forty of many round ones', round, 40, false],
    ['twenty of many round ones', round, 20, false],
    ['a hundred of a few, whose respins are the most', prizes([1, 2, 5, 10]), 100, true],
  ])('is one whose respins are counted with %s coins, or is not', (_, values, cells, isBeyond) => {
    expect(areRespinsBeyondCounting({ ...hold, values }, cells)).toBe(isBeyond);
  });

  it('is refused for its respins by name', () => {
    const faults = faultsAfter((json) => {
      const coin = { id: 'coin', name: 'Coin', kind: 'coin' };
      const reels = (json['reels'] as string[][]).map((strip) => [...strip, ...strip, 'coin']);
      const wide = [...reels, ...reels];
      const lines = [wide.map(() => 0)];
      Object.assign(json, { symbols: [...smallSymbols, coin], reels: wide, rows: 10, lines });
      json['holdAndRespin'] = { ...hold, respins: 10, values: prizes([1, 2, 5, 10]) };
    });
    expect(faults).toEqual([
      'holdAndRespin: has more courses of respins in 60 symbols than are counted exactly; give fewer respins or a smaller window',
    ]);
  });

  it('is refused for the sums of its coins, by name and before they are there', () => {
    const coin = { id: 'coin', name: 'Coin', kind: 'coin' };
    const reel = ['ace', 'jack', 'ten', 'coin', 'bell', 'wild', 'coin', 'ace', 'jack', 'ten'];
    const game = smallGame({
      ...{ symbols: [...smallSymbols, coin], reels: [reel, reel, reel], rows: 10 },
      ...{ holdAndRespin: { ...hold, values: uneven }, freeSpins: undefined },
    });
    countWithin({ bytesLeft: () => 20e6, elsewhere: 'count it elsewhere' });
    expect(() => exactReturn(game)).toThrow(
      /\$: has more sums of coins than are counted exactly; give .*, or count it elsewhere$/,
    );
  });

  /** Coins beside lines, each of whose values is small by itself: their sums are those of one times those of the other. */
  const mixed = () => {
    const coin = { id: 'coin', name: 'Coin', kind: 'coin' };
    const reel = ['ace', 'jack', 'ten', 'coin', 'bell', 'coin', 'wild'];
    return smallGame({
      ...{ symbols: [...smallSymbols, coin], reels: [reel, reel, reel], freeSpins: undefined },
      ...{
        lines: [0, 1].flatMap((first) => [0, 1].map((then) => [first, then, first])),
        stakes: { GBP: [4] },
      },
      pays: { ace: { 2: 10_007, 3: 50_021 }, jack: { 2: 20_011, 3: 40_009 }, ten: { 1: 30_011, 3: 90_001 } },
      holdAndRespin: {
        ...{ count: 2, respins: 1, blankWeight: 20, full: 0 },
        values: prizes([1, 10, 100, 1000, 10_000, 100_000]),
      },
    });
  };
  const counted = (bytes: number) => () => {
    countWithin({ bytesLeft: () => bytes, elsewhere: 'count it elsewhere' });
    return exactReturn(mixed()).rtp;
  };

  it('is refused where what lines and coins pay together has more sums than fit, though neither has', () => {
    expect(counted(3e6)).toThrow(
      /^slot[^]*\$: has more sums of what lines, bonuses and coins pay together than are counted exactly; give .* lines, or count it elsewhere$/,
    );
    expect(counted(8e6)()).toMatch(/^\d+\.\d{8}$/);
  });

  it('is refused for the sums of its prizes', () => {
    const bonus = { id: 'box', name: 'Box', kind: 'bonus' };
    const picks = {
      ...{ trigger: 'anywhere', count: 1, picks: 20, untilBlank: false },
      prizes: uneven.map(({ multiple, weight }) => ({ multiple: multiple * 97 + 1, weight })),
    };
    const game = smallGame({
      symbols: [...smallSymbols, bonus],
      reels: [
        ['ace', 'box', 'bell', 'ten', 'wild'],
        ['jack', 'ace'],
        ['ten', 'jack'],
      ],
      bonus: picks,
    });
    countWithin({ bytesLeft: () => 4e6, elsewhere: 'count it elsewhere' });
    expect(() => exactReturn(game)).toThrow(
      /has more sums of the prizes of a bonus than are counted exactly/,
    );
  });

  it('is refused where a round of its free spins would take long numbers', () => {
    const coin = { id: 'coin', name: 'Coin', kind: 'coin' };
    const reel = ['ace', 'jack', 'ten', 'coin', 'bell', 'wild'];
    const long = (maximumTotal: number) => () =>
      exactReturn(
        smallGame({
          ...{ symbols: [...smallSymbols, coin], reels: [reel, reel, reel] },
          freeSpins: { awards: { 1: 1, 2: 2 }, multiplier: 1, retrigger: true, maximumTotal },
          holdAndRespin: {
            ...{ count: 1, respins: 10, blankWeight: 999_983, full: 0 },
            values: prizes([1, 2, 3]),
          },
        }),
      ).rtp;
    expect(long(500)).toThrow(/has more courses of a round of free spins than are counted exactly/);
    expect(long(10)()).toMatch(/^\d+\.\d{8}$/);
  });
});
