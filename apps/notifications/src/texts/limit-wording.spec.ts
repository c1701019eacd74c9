import { type LimitChanged, limitSteps } from '@croupier/contracts';
import { describe, expect, it } from '@jest/globals';
import { limitWording } from './limit-wording.js';

const amount = { amount: 5000, currency: 'GBP' as const };
const wanted = { amount: 9000, currency: 'GBP' as const };
const change = (over: Partial<LimitChanged>): LimitChanged => ({
  playerId: 'p',
  kind: 'deposit',
  period: 'week',
  step: 'set',
  changedAt: '2026-11-23T21:03:00.000Z',
  ...over,
});

describe('limitWording', () => {
  it.each(limitSteps)('has words for %s', (step) => {
    const { kind } = limitWording(change({ step, amount }));
    expect(kind).toBe(step === 'asked' ? 'limit.removal_asked' : `limit.${step}`);
  });

  it('tells of the limit that is wanted, not of the present one', () => {
    expect(limitWording(change({ step: 'asked', amount, wanted }))).toEqual({
      kind: 'limit.raise_asked',
      values: { limit: 'deposit', limited: 'deposit', period: 'week', amount: wanted },
    });
  });

  it('does not make up an amount', () => {
    expect(() => limitWording(change({ step: 'lowered' }))).toThrow('has an amount');
  });
});
