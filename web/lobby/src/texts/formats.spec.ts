import { describe, expect, it } from '@jest/globals';
import { duration, minorUnitsIn, money, percent, roughMoney, shortMoney, timeSpent } from './formats.js';

const gbp = (amount: number) => ({ amount, currency: 'GBP' });

describe('money', () => {
  it.each([
    [0, '£0.00'],
    [5, '£0.05'],
    [1250, '£12.50'],
    [-350, '-£3.50'],
    [123456789, '£1,234,567.89'],
    [9007199254740991, '£90,071,992,547,409.91'],
  ])('%d', (amount, text) => {
    expect(money(gbp(amount))).toBe(text);
  });

  it('shows on which side of zero it is', () => {
    expect([money(gbp(50), true), money(gbp(0), true), money(gbp(-50), true)]).toEqual([
      '+£0.50',
      '£0.00',
      '-£0.50',
    ]);
  });

  it('is rough where others lie on a spot, and never more than there is', () => {
    expect([50, 199, 99_999, 100_000, 129_999, 12_345_678].map((amount) => roughMoney(gbp(amount)))).toEqual([
      '50p',
      '£1',
      '£999',
      '£1k',
      '£1.2k',
      '£123.4k',
    ]);
  });

  it('is short on a chip', () => {
    expect([10, 50, 100, 250].map((amount) => shortMoney(gbp(amount)))).toEqual([
      '10p',
      '50p',
      '£1',
      '£2.50',
    ]);
  });

  it.each([
    ['20', 2000],
    ['£ 12.5', 1250],
    ['0.05', 5],
    ['1,000', undefined],
    ['1.005', undefined],
    ['-3', undefined],
    ['', undefined],
  ])('reads %j', (text, amount) => {
    expect(minorUnitsIn(text)).toBe(amount);
  });
});

it('tells a time and a ratio', () => {
  expect([duration(5), duration(125), duration(3723)]).toEqual(['0:05', '2:05', '1:02:03']);
  expect([timeSpent(5.9), timeSpent(125), timeSpent(3725), timeSpent(86_400)]).toEqual([
    '0:00:05',
    '0:02:05',
    '1:02:05',
    '24:00:00',
  ]);
  expect([percent('0.95193052'), percent('0.97297297'), percent('1')]).toEqual([
    '95.19 %',
    '97.29 %',
    '100.00 %',
  ]);
});
