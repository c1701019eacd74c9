import { describe, expect, it } from '@jest/globals';
import { rankScore } from './rank-score.js';

const samples = (lost: readonly number[], won: readonly number[]) => [
  ...lost.map((seen) => ({ seen, won: false })),
  ...won.map((seen) => ({ seen, won: true })),
];

describe('what a figure tells of an outcome', () => {
  it('is everything where it is always more, or always less', () => {
    expect(rankScore(samples([1, 2, 3], [4, 5]))?.auc).toBe(1);
    expect(rankScore(samples([4, 5], [1, 2, 3]))?.auc).toBe(0);
  });

  it('is nothing where it is always the same', () => {
    expect(rankScore(samples([7, 7, 7], [7, 7]))?.auc).toBe(0.5);
  });

  it('is the share of pairs that it puts right, ties by half', () => {
    // Of six pairs: 1 before 2, 1 before 3, 2 with 2, 2 before 3 are right, one of them by half; 5 is after both.
    expect(rankScore(samples([1, 2, 5], [2, 3]))?.auc).toBeCloseTo(3.5 / 6, 12);
  });

  it('strays by what Mann and Whitney say', () => {
    expect(
      rankScore(samples(Array(100).fill(1) as number[], Array(100).fill(1) as number[]))?.error,
    ).toBeCloseTo(Math.sqrt(201 / 120_000), 12);
  });

  it('is not to be said where nobody won', () => {
    expect(rankScore(samples([1, 2], []))).toBeUndefined();
  });
});
