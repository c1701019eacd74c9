import { type WithdrawalStatus } from '@croupier/contracts';
import { describe, expect, it } from '@jest/globals';
import { movePayout, type PayoutNews, type WithdrawalState } from './withdrawal-states.js';

const asked = { amount: 1000, currency: 'GBP' };
const paid: PayoutNews = { kind: 'paid', amount: asked };
const failed: PayoutNews = { kind: 'failed', reason: 'account_closed' };
const at = (status: WithdrawalStatus, providerOutcome: 'paid' | 'failed' | null = null): WithdrawalState => ({
  ...asked,
  status,
  providerOutcome,
});

describe('a withdrawal', () => {
  it.each([
    [at('requested'), 'contradicts', 'contradicts'],
    [at('held'), 'applied', 'applied'],
    [at('submitted'), 'applied', 'applied'],
    [at('submitted', 'paid'), 'ignored', 'contradicts'],
    [at('submitted', 'failed'), 'contradicts', 'ignored'],
    [at('paid'), 'ignored', 'contradicts'],
    [at('failed'), 'contradicts', 'ignored'],
    [at('refused'), 'contradicts', 'contradicts'],
  ])('that is %p: paid is %s, failed is %s', (state, whenPaid, whenFailed) => {
    expect([paid, failed].map((news) => movePayout(state, news).effect)).toEqual([whenPaid, whenFailed]);
  });

  it.each([
    { amount: 1001, currency: 'GBP' },
    { amount: 1000, currency: 'EUR' },
  ])('is not ended by news of %p', (amount) => {
    expect(movePayout(at('submitted'), { kind: 'paid', amount })).toEqual({ effect: 'amount_differs' });
  });
});
