import { Money } from '@croupier/kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fingerprintOf, movementOf, transferOf } from './posting.js';

const gbp = (minor: number): Money => Money.of(minor, 'GBP');
const frame = {
  playerId: 'p',
  source: 'deposit',
  externalId: 'd',
  kind: 'deposit' as const,
  intent: {},
  fact: { subject: 's', payload: {} },
};

describe('transferOf', () => {
  it('says what each account changes by, and that sums to zero', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 0, max: 1e9 }), (amount, held) => {
        const posting = transferOf({
          ...frame,
          cash: gbp(amount - held),
          withdrawing: gbp(held),
          clearing: { provider: 'x', change: gbp(-amount) },
        });
        const { cashChange = 0, withdrawingChange = 0, clearingChange = 0, provider } = posting;
        expect(cashChange + withdrawingChange + clearingChange).toBe(0);
        expect([cashChange, withdrawingChange, provider]).toEqual([amount - held, held, 'x']);
      }),
    );
  });

  it('refuses changes that make money, and to change nothing', () => {
    expect(() => transferOf({ ...frame, cash: gbp(1) })).toThrow('not zero');
    expect(() => transferOf(frame)).toThrow('changes something');
  });
});

describe('movementOf', () => {
  it('leaves the split to the ledger and keeps the time of the player', () => {
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
    expect(posting.cashChange).toBeUndefined();
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
