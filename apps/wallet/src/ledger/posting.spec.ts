import { Money } from '@croupier/kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accounts, fingerprintOf, type Posting, postingOf } from './posting.js';

function round(stake: number, payout: number): Posting {
  const gbp = (amount: number): Money => Money.of(amount, 'GBP');
  return postingOf({
    playerId: 'p',
    source: 'round',
    externalId: 'r',
    kind: 'round',
    legs: [
      { account: accounts.playerCash, change: gbp(-stake) },
      { account: accounts.gameRevenue, change: gbp(stake) },
      { account: accounts.gameRevenue, change: gbp(-payout) },
      { account: accounts.playerCash, change: gbp(payout) },
    ],
    intent: {},
    fact: { subject: 's', payload: {} },
  });
}

describe('postingOf', () => {
  it('sums to zero, needs the whole stake and writes no empty leg', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 0, max: 1e9 }), (stake, payout) => {
        const posting = round(stake, payout);
        expect(posting.legs.reduce((sum, leg) => sum + leg.amount, 0)).toBe(0);
        expect(posting.legs.every((leg) => leg.amount !== 0)).toBe(true);
        expect(posting.cashNeeded).toBe(stake);
        expect(posting.cashChange).toBe(payout - stake);
      }),
    );
  });

  it('refuses legs that make money', () => {
    const legs = [{ account: accounts.playerCash, change: Money.of(1, 'GBP') }];
    const input = { playerId: 'p', source: 's', externalId: 'e', kind: 'deposit' as const, legs, intent: {} };
    expect(() => postingOf({ ...input, fact: { subject: 's', payload: {} } })).toThrow('not zero');
  });
});

describe('fingerprintOf', () => {
  it('does not depend on the order of keys', () => {
    expect(fingerprintOf({ a: 1, b: { c: 2, d: [3] } })).toBe(fingerprintOf({ b: { d: [3], c: 2 }, a: 1 }));
  });

  it('differs when any value differs', () => {
    expect(fingerprintOf({ a: [1, 2] })).not.toBe(fingerprintOf({ a: [2, 1] }));
  });
});
