import { describe, expect, it } from '@jest/globals';
import { american, european, tripled } from '../../test/wheels.js';
import {
  colourOf,
  doubleZero,
  findSpot,
  pocketName,
  type RouletteBetKind,
  spotsOf,
  tripleZero,
  type Zeros,
} from './layout.js';

function counts(zeros: Zeros): Partial<Record<RouletteBetKind, number>> {
  const found: Partial<Record<RouletteBetKind, number>> = {};
  for (const { kind } of spotsOf(zeros)) found[kind] = (found[kind] ?? 0) + 1;
  return found;
}

const grid = { street: 12, corner: 22, 'six-line': 11, column: 3, dozen: 3 };
const outside = { red: 1, black: 1, odd: 1, even: 1, low: 1, high: 1 };

describe('the layout', () => {
  it('has every spot of a single zero', () => {
    expect(counts(1)).toEqual({ straight: 37, split: 60, trio: 2, 'first-four': 1, ...grid, ...outside });
  });

  it('has every spot of a double zero', () => {
    expect(counts(2)).toEqual({ straight: 38, split: 62, trio: 3, 'five-number': 1, ...grid, ...outside });
  });

  it('has every spot of a triple zero: a thirteenth row', () => {
    const rows = { straight: 39, split: 62, street: 13, corner: 24, 'six-line': 12 };
    expect(counts(3)).toEqual({ ...grid, ...rows, ...outside });
    expect(findSpot(3, 'street', [0, doubleZero, tripleZero])).toBeDefined();
    expect(findSpot(3, 'six-line', [0, 1, 2, 3, doubleZero, tripleZero])).toBeDefined();
    expect(findSpot(3, 'split', [0, doubleZero])).toBeUndefined();
  });

  it.each<[RouletteBetKind, number]>([
    ['straight', 1],
    ['split', 2],
    ['street', 3],
    ['trio', 3],
    ['corner', 4],
    ['first-four', 4],
    ['five-number', 5],
    ['six-line', 6],
    ['column', 12],
    ['dozen', 12],
    ['red', 18],
    ['high', 18],
  ])('lets a %s cover %d numbers, wherever it lies', (kind, covers) => {
    const spots = [...spotsOf(1), ...spotsOf(2), ...spotsOf(3)].filter((spot) => spot.kind === kind);
    expect(spots.length).toBeGreaterThan(0);
    for (const { numbers } of spots) expect(new Set(numbers).size).toBe(covers);
  });

  it.each<[RouletteBetKind, number[], boolean]>([
    ['split', [1, 2], true],
    ['split', [2, 1], true],
    ['split', [3, 4], false],
    ['split', [33, 36], true],
    ['split', [34, 37], false],
    ['split', [0, 3], true],
    ['split', [0, 4], false],
    ['street', [4, 5, 6], true],
    ['street', [5, 6, 7], false],
    ['trio', [0, 2, 3], true],
    ['trio', [0, 1, 3], false],
    ['corner', [1, 2, 4, 5], true],
    ['corner', [3, 4, 6, 7], false],
    ['corner', [32, 33, 35, 36], true],
    ['six-line', [31, 32, 33, 34, 35, 36], true],
    ['six-line', [2, 3, 4, 5, 6, 7], false],
    ['column', [3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 33, 36], true],
    ['dozen', [13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24], true],
    ['dozen', [1, 2, 3], false],
    ['straight', [doubleZero], false],
    ['straight', [1, 1], false],
    ['five-number', [0, 1, 2, 3, doubleZero], false],
  ])('knows whether a %s on %j lies on a single-zero layout', (kind, numbers, lies) => {
    expect(findSpot(1, kind, numbers) !== undefined).toBe(lies);
  });

  it('finds the one spot of a kind without its numbers, and not one of several', () => {
    expect(findSpot(1, 'red')?.numbers).toHaveLength(18);
    expect(findSpot(1, 'first-four')?.numbers).toEqual([0, 1, 2, 3]);
    expect(findSpot(1, 'dozen')).toBeUndefined();
    expect(findSpot(2, 'five-number')?.numbers).toContain(doubleZero);
  });

  it('colours half of the numbers red, the other half black, and alternates them round the wheel', () => {
    for (const { wheel } of [european, american, tripled]) {
      const colours = wheel.map(colourOf);
      expect(colours.filter((colour) => colour === 'red')).toHaveLength(18);
      expect(colours.filter((colour) => colour === 'black')).toHaveLength(18);
      const numbered = colours.filter((colour) => colour !== 'green');
      const neighbours = numbered.filter((colour, place) => colour === numbered[place + 1]);
      expect(neighbours.length).toBeLessThanOrEqual(1);
    }
  });

  it('names a pocket as players read it', () => {
    expect([0, 17, doubleZero, tripleZero].map(pocketName)).toEqual(['0', '17', '00', '000']);
  });
});
