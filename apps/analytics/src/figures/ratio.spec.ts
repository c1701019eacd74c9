import { describe, expect, it } from '@jest/globals';
import { cutRatio } from './ratio.js';

describe('cutRatio', () => {
  it.each([
    [1n, 3n, 8, '0.33333333'],
    [2n, 3n, 4, '0.6666'],
    [5n, 4n, 2, '1.25'],
    [-1n, 3n, 2, '-0.33'],
    [0n, 7n, 2, '0.00'],
    [10n ** 30n, 10n ** 30n - 1n, 8, '1.00000000'],
  ])('%s by %s, cut to %s digits, is %s', (numerator, denominator, digits, text) => {
    expect(cutRatio(numerator, denominator, digits)).toBe(text);
  });

  it('has no ratio to nothing', () => {
    expect(cutRatio(1n, 0n, 8)).toBeUndefined();
  });
});
