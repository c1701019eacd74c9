import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { add, compare, fraction, fromDecimal, multiply, toDecimal } from './fraction.js';

const anyFraction = fc
  .tuple(fc.bigInt({ min: -1000n, max: 1000n }), fc.bigInt({ min: 1n, max: 1000n }))
  .map(([numerator, denominator]) => fraction(numerator, denominator));

describe('fraction', () => {
  it('is kept in lowest terms', () => {
    expect(fraction(6n, 8n)).toEqual({ numerator: 3n, denominator: 4n });
    expect(fraction(0n, 8n)).toEqual({ numerator: 0n, denominator: 1n });
    expect(fraction(-6n, 8n)).toEqual({ numerator: -3n, denominator: 4n });
  });

  it('has a denominator above zero', () => {
    expect(() => fraction(1n, 0n)).toThrow('denominator 0 is not above zero');
    expect(() => fraction(1n, -2n)).toThrow('denominator -2 is not above zero');
  });

  it('adds and multiplies exactly', () => {
    expect(add(fraction(1n, 6n), fraction(1n, 3n))).toEqual(fraction(1n, 2n));
    expect(multiply(fraction(2n, 3n), fraction(3n, 4n))).toEqual(fraction(1n, 2n));
  });

  it('distributes, and orders as its difference', () => {
    fc.assert(
      fc.property(anyFraction, anyFraction, anyFraction, (a, b, c) => {
        expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
        const difference = add(a, multiply(b, fraction(-1n))).numerator;
        expect(Math.sign(compare(a, b))).toBe(difference === 0n ? 0 : difference > 0n ? 1 : -1);
      }),
    );
  });
});

describe('toDecimal', () => {
  it.each([
    [fraction(1n, 3n), 8, '0.33333333'],
    [fraction(2n, 3n), 8, '0.66666667'],
    [fraction(1n, 8n), 2, '0.13'],
    [fraction(-1n, 8n), 2, '-0.13'],
    [fraction(-1n, 1000n), 2, '0.00'],
    [fraction(7n), 1, '7.0'],
    [fraction(1999999999n, 2000000000n), 8, '1.00000000'],
  ])('%o to %i places is %s', (value, places, text) => {
    expect(toDecimal(value, places)).toBe(text);
  });
});

describe('fromDecimal', () => {
  it('reads what toDecimal writes', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), (units) => {
        const value = fraction(units, 10n ** 8n);
        expect(fromDecimal(toDecimal(value, 8))).toEqual(value);
      }),
    );
  });

  it.each(['', '.5', '1.', '-0.5', '1e3', ' 0.5', '0,5', 'NaN'])('refuses %j', (text) => {
    expect(fromDecimal(text)).toBeUndefined();
  });
});
