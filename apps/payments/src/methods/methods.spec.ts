import { type PaymentMethodId } from '@croupier/contracts';
import { describe, expect, it } from '@jest/globals';
import { methodFault } from './methods.js';

describe('a payment method', () => {
  it.each([
    [499, 'amount_out_of_range'],
    [500, undefined],
    [1_000_000, undefined],
    [1_000_001, 'amount_out_of_range'],
  ])('judges %d pence: %s', (amount, fault) => {
    for (const id of ['card', 'bank'] as const)
      expect(methodFault(id, { amount, currency: 'GBP' })).toBe(fault);
  });

  it('takes pounds only, and only under its name', () => {
    expect(methodFault('card', { amount: 1000, currency: 'EUR' })).toBe('unknown_currency');
    expect(methodFault('cheque' as PaymentMethodId, { amount: 1000, currency: 'GBP' })).toBe(
      'unknown_method',
    );
  });
});
