import { describe, expect, it } from '@jest/globals';
import { coinScriptOf, payoutOf, toss } from './coin.js';

describe('Tide Coin', () => {
  it('pays twice the stake for the right side, and nothing for the other or the edge', () => {
    expect(payoutOf(113, 'tails', 'tails')).toBe(226);
    expect(payoutOf(100, 'heads', 'tails')).toBe(0);
    expect(payoutOf(100, 'heads', 'edge')).toBe(0);
  });

  it('lands on both sides, and now and then on its edge', () => {
    const tosses = Array.from({ length: 2000 }, toss);
    expect(new Set(tosses)).toEqual(new Set(['heads', 'tails', 'edge']));
  });

  it('goes wrong by the last two digits of the stake alone', () => {
    expect(coinScriptOf(113)).toBe(coinScriptOf(13));
    expect(coinScriptOf(100)).toEqual({ meaning: 'nothing unusual' });
  });
});
