import { describe, expect, it } from '@jest/globals';
import { atLeast, atMost, inWords, quantile, ratioTo, told } from './figures.js';

describe('figures', () => {
  it('hold a value to its bound', () => {
    expect(atMost('live', 'x', { value: 299.96, unit: 'ms', most: 300 })).toMatchObject({
      value: 300,
      met: true,
    });
    expect(atMost('live', 'x', { value: 300.06, unit: 'ms', most: 300 })).toMatchObject({
      value: 300.1,
      met: false,
    });
    expect(atLeast('maths', 'x', { value: 4.96, unit: 'M/s', least: 5 })).toMatchObject({
      value: 5,
      goal: '>= 5 M/s',
      met: true,
    });
    expect(atLeast('maths', 'x', { value: 4.94, unit: 'M/s', least: 5 }).met).toBe(false);
    expect(told('live', 'x', 5, 'clients').met).toBeNull();
  });

  it('hold a value to a share of a peer’s', () => {
    const figure = { value: 100, baseline: 25, unit: '/s' };
    expect(ratioTo('wallet', 'x', { ...figure, least: 4 })).toMatchObject({ ratio: 4, met: true });
    expect(ratioTo('wallet', 'x', { ...figure, least: 4.01 }).met).toBe(false);
    expect(ratioTo('wallet', 'x', { ...figure, most: 4 }).met).toBe(true);
    expect(ratioTo('wallet', 'x', { ...figure, most: 3.99 })).toMatchObject({
      goal: '<= 3.99 x',
      met: false,
    });
    expect(inWords(ratioTo('wallet', 'x', figure))).toMatch(/ {2}wallet\/x +100 \/s {3}4 x of 25 \/s$/);
  });

  it('are printed with their goal', () => {
    const line = inWords(atMost('live', 'x', { value: 12, unit: 'ms', most: 10 }));
    expect(line).toMatch(/✗ live\/x +12 ms {3}goal <= 10 ms/);
    expect(inWords(told('live', 'x', 5, 'clients'))).not.toContain('goal');
  });

  it.each([
    [[1, 2, 3, 4], 0.5, 2],
    [[4, 3, 2, 1], 1, 4],
    [Array.from({ length: 100 }, (_, index) => index + 1), 0.99, 99],
    [[7], 0.99, 7],
  ])('take a quantile of %j', (values, share, value) => {
    expect(quantile(values, share)).toBe(value);
  });
});
