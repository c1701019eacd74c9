import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { currencies } from './currency.js';
import { Money } from './money.js';

const amount = fc.integer({ min: -1e12, max: 1e12 });
const currency = fc.constantFrom(...currencies);

describe('Money', () => {
  it('adds and takes away exactly', () => {
    fc.assert(
      fc.property(amount, amount, currency, (a, b, code) => {
        const sum = Money.of(a, code).plus(Money.of(b, code));
        expect(sum.minus(Money.of(b, code)).equals(Money.of(a, code))).toBe(true);
      }),
    );
  });

  it.each([1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('refuses %p as an amount', (value) => {
    expect(() => Money.of(value, 'GBP')).toThrow('not a safe integer');
  });

  it('refuses a sum outside the safe integers instead of rounding it', () => {
    const most = Money.of(Number.MAX_SAFE_INTEGER, 'GBP');
    expect(() => most.plus(Money.of(1, 'GBP'))).toThrow('not a safe integer');
  });

  it('refuses to mix currencies', () => {
    expect(() => Money.of(1, 'GBP').plus(Money.of(1, 'EUR'))).toThrow('do not mix');
  });

  it.each([
    [1250, 'GBP', '12.50 GBP'],
    [-5, 'GBP', '-0.05 GBP'],
    [1250, 'JPY', '1250 JPY'],
    [1250, 'BHD', '1.250 BHD'],
    [1, 'XBT', '0.00000001 XBT'],
  ] as const)('writes %p of %s as %s', (value, code, text) => {
    expect(Money.of(value, code).toString()).toBe(text);
  });

  it('never holds a negative zero, which JSON would show', () => {
    expect(JSON.stringify(Money.zero('GBP').times(-1))).toBe('{"amount":0,"currency":"GBP"}');
  });
});
