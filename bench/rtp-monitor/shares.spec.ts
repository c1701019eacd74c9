import { describe, expect, it } from '@jest/globals';
import { shareAtLeast, shareAtMost } from './shares.js';

describe('the interval of a share', () => {
  it.each([
    // None of n: 1 − 0.05^(1/n).
    [0, 40, 1 - 0.05 ** (1 / 40)],
    [0, 1000, 1 - 0.05 ** (1 / 1000)],
    // One of two: 1 − p² is 0.05.
    [1, 2, Math.sqrt(0.95)],
    [2, 2, 1],
  ])('of %d in %d ends at %d', (hits, all, most) => {
    expect(shareAtMost(hits, all)).toBeCloseTo(most, 9);
    expect(shareAtLeast(all - hits, all)).toBeCloseTo(1 - most, 9);
  });
});
