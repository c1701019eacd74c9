import { Money } from '@croupier/kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accounts, fingerprintOf, movementOf, type Posting, transferOf } from './posting.js';

function deposit(amount: number, fee: number): Posting {
  const gbp = (minor: number): Money => Money.of(minor, 'GBP');
  return transferOf({
    playerId: 'p',
    source: 'deposit',
    externalId: 'd',
    kind: 'deposit',
    legs: [
      { account: accounts.pspClearing('x'), change: gbp(-amount) },
      { account: accounts.playerCash, change: gbp(amount - fee) },
      { account: 'fees', change: gbp(fee) },
    ],
    intent: {},
    fact: { subject: 's', payload: {} },
  });
}

describe('transferOf', () => {
  it('sums to zero, says what the balance changes and writes no empty leg', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 0, max: 1e9 }), (amount, fee) => {
        const { legs = [], cashChange } = deposit(amount, fee);
        expect(legs.reduce((sum, leg) => sum + leg.amount, 0)).toBe(0);
        expect(legs.every((leg) => leg.amount !== 0)).toBe(true);
        expect(cashChange).toBe(amount - fee);
      }),
    );
  });

  it('refuses legs that make money', () => {
    const legs = [{ account: accounts.playerCash, change: Money.of(1, 'GBP') }];
    const input = { playerId: 'p', source: 's', externalId: 'e', kind: 'deposit' as const, legs, intent: {} };
    expect(() => transferOf({ ...input, fact: { subject: 's', payload: {} } })).toThrow('not zero');
  });
});

describe('movementOf', () => {
  it('leaves the legs to the ledger and keeps the time of the player', () => {
    const fact = { subject: 's', payload: {} };
    const known = {
      playerId: 'p',
      source: 'stake',
      externalId: 'e',
      kind: 'stake' as const,
      intent: {},
      fact,
    };
    const posting = movementOf({
      ...known,
      currency: 'GBP',
      at: '2026-11-25T00:00:00.000Z',
      movement: { stake: 5 },
    });
    expect(posting).toMatchObject({ stake: 5, currency: 'GBP', at: '2026-11-25T00:00:00.000Z' });
    expect(posting.legs).toBeUndefined();
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
