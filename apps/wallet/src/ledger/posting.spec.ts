import { Money } from '@croupier/kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fingerprintOf, inOneCurrency, jackpotOf, movementOf, transferOf } from './posting.js';

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

  it('leaves what it does not name as it is', () => {
    const clearing = { provider: 'x', change: gbp(-5) };
    const { playerId, source, externalId, kind, fact } = frame;
    const framed = { playerId, source, externalId, kind, fact, currency: 'GBP' };
    const ends = { cashChange: 0, withdrawingChange: 0, clearingChange: 0 };
    const paidIn = transferOf({ ...frame, cash: gbp(5), clearing });
    expect(paidIn).toMatchObject({ ...framed, ...ends, cashChange: 5, clearingChange: -5, provider: 'x' });
    const paidOut = transferOf({ ...frame, withdrawing: gbp(5), clearing });
    expect(paidOut).toMatchObject({ ...framed, ...ends, withdrawingChange: 5, clearingChange: -5 });
    const held = transferOf({ ...frame, cash: gbp(-5), withdrawing: gbp(5) });
    expect(held).toMatchObject({ ...framed, ...ends, cashChange: -5, withdrawingChange: 5 });
    expect(held.provider).toBeUndefined();
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

describe('jackpotOf', () => {
  it('names the jackpot and its share, and nothing where there is none', () => {
    const share = { jackpotId: 'grand', amount: { amount: 3, currency: 'GBP' as const } };
    expect(jackpotOf(share)).toEqual({ jackpotId: 'grand', jackpotContribution: 3 });
    expect(jackpotOf(undefined)).toEqual({});
  });
});

describe('inOneCurrency', () => {
  const [pounds, euros] = [{ currency: 'GBP' }, { currency: 'EUR' }];

  it('names the first that is in another currency than the first of all', () => {
    expect(() => inOneCurrency({ stake: pounds, payout: pounds, jackpot: undefined })).not.toThrow();
    const mixed = { none: undefined, stake: pounds, payout: euros, jackpot: euros };
    expect(() => inOneCurrency(mixed)).toThrow(
      expect.objectContaining({ code: 'invalid_request', field: 'payout.currency' }),
    );
  });
});

describe('fingerprintOf', () => {
  it('does not depend on the order of keys', () => {
    const [one, other] = [
      { e: 3, f: 4 },
      { f: 4, e: 3 },
    ];
    expect(fingerprintOf({ a: 1, b: { c: 2, d: [one] } })).toBe(
      fingerprintOf({ b: { d: [other], c: 2 }, a: 1 }),
    );
  });

  it('is what it always was: those that are stored must stay comparable', () => {
    // The first half of: printf '{"a":1,"b":{"c":[2,null]}}' | sha256sum
    const known = '91e9fdec67ba7a98e1c0cd6dc30a15ec';
    expect(fingerprintOf({ b: { c: [2, null] }, a: 1 })).toBe(known);
  });

  it('differs when any value differs', () => {
    expect(fingerprintOf({ a: [1, 2] })).not.toBe(fingerprintOf({ a: [2, 1] }));
  });
});
