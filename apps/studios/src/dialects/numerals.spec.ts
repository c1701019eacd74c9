import { describe, expect, it } from '@jest/globals';
import { type MoneyForm, parseLossless, readAmount, readSignedAmount, writeAmount } from './numerals.js';

const scaled: MoneyForm = { scale: 100_000, as: 'integer' };
const text: MoneyForm = { scale: 'minor', as: 'text' };

const amountIn = (json: string, form: MoneyForm): number =>
  readAmount(parseLossless(json)['amount'], 'GBP', form);

describe('amounts of a dialect', () => {
  it('are read without losing a digit', () => {
    expect(amountIn('{"amount": 1000}', scaled)).toBe(1);
    expect(amountIn('{"amount": 9007199254740991000}', scaled)).toBe(9_007_199_254_740_991);
    expect(amountIn('{"amount": "1250"}', text)).toBe(1250);
    expect(readAmount(parseLossless('{"amount": 5}')['amount'], 'JPY', { ...scaled, scale: 1 })).toBe(5);
  });

  it.each([
    ['a part of a penny', '{"amount": 1001}', scaled],
    ['more than a number holds', '{"amount": 9007199254740992000}', scaled],
    ['an exponent', '{"amount": 1e5}', scaled],
    ['a fraction', '{"amount": 1000.0}', scaled],
    ['a text where a number is agreed', '{"amount": "1000"}', scaled],
    ['a number where a text is agreed', '{"amount": 1000}', text],
    ['a negative one', '{"amount": "-1"}', text],
    ['none', '{}', text],
  ])('T38: refuses %s', (_, json, form) => {
    expect(() => amountIn(json, form)).toThrow('malformed');
  });

  it('are read with their sign where they may have one', () => {
    const signed = (json: string, form: MoneyForm): number =>
      readSignedAmount(parseLossless(json)['amount'], 'GBP', form);
    expect(signed('{"amount": -2000}', scaled)).toBe(-2);
    expect(signed('{"amount": "-1250"}', text)).toBe(-1250);
    expect(signed('{"amount": "1250"}', text)).toBe(1250);
    for (const [json, form] of [
      ['{"amount": -1001}', scaled],
      ['{"amount": "-1000"}', scaled],
      ['{"amount": -5}', text],
      ['{"amount": "--5"}', text],
      ['{}', text],
    ] as const)
      expect(() => signed(json, form)).toThrow('malformed: amount');
  });

  it('are written as the dialect has them', () => {
    expect(writeAmount(1250, 'GBP', scaled)).toBe(1_250_000);
    expect(writeAmount(1250, 'GBP', text)).toBe('1250');
    expect([writeAmount(-5, 'GBP', text), writeAmount(-5, 'GBP', scaled)]).toEqual(['-5', -5000]);
  });

  it.each(['[]', '1', 'null', '{"a":', '{"__proto__":{}}', ''])('refuses the body %s', (body) => {
    expect(() => parseLossless(body)).toThrow('malformed');
  });
});
