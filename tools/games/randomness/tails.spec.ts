import { describe, expect, it } from '@jest/globals';
import { ofChiSquare, ofCounts, ofNormal, upperGamma } from './tails.js';

describe('the tails of laws', () => {
  // Critical values as printed in M. Abramowitz, I. Stegun, "Handbook of Mathematical Functions", tables 26.1 and 26.8.
  it.each([
    [1, 3.84146, 0.05],
    [2, 9.21034, 0.01],
    [10, 18.307, 0.05],
    [30, 59.7031, 0.001],
    [100, 135.807, 0.01],
    [100, 77.9295, 0.95],
  ])('has for chi-square of %i degrees the printed value %d', (freedom, value, chance) => {
    expect(upperGamma(freedom / 2, value / 2)).toBeCloseTo(chance, 5);
  });

  it('goes over into the normal law where the degrees are many', () => {
    const freedom = 65_535;
    for (const z of [-3, -1, 0, 1, 3]) {
      // The cube root of E. Wilson and M. Hilferty, good to 1e-5 here.
      const spread = 2 / (9 * freedom);
      const value = freedom * (1 - spread + z * Math.sqrt(spread)) ** 3;
      const above = z < 0 ? 1 - ofNormal(z) / 2 : ofNormal(z) / 2;
      expect(upperGamma(freedom / 2, value / 2)).toBeCloseTo(above, 4);
    }
  });

  it('counts both sides of each law', () => {
    expect(ofNormal(1.959964)).toBeCloseTo(0.05, 6);
    expect(ofNormal(-1.959964)).toBeCloseTo(0.05, 6);
    expect(ofChiSquare(18.307, 10)).toBeCloseTo(0.1, 5);
    expect(ofChiSquare(3.9403, 10)).toBeCloseTo(0.1, 5);
  });

  it('takes counts that are too even for as wrong as those that are not even', () => {
    expect(ofCounts([1000, 1000, 1000, 1000, 1000, 1000])).toBeLessThan(1e-6);
    expect(ofCounts([1000, 1000, 1000, 1000, 1000, 1400])).toBeLessThan(1e-6);
    expect(ofCounts([980, 1030, 1010, 975, 1012, 993])).toBeGreaterThan(0.1);
    expect(ofCounts([480, 1030], [1 / 3, 2 / 3])).toBeGreaterThan(0.1);
  });
});
