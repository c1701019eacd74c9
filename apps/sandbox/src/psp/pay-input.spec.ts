import { describe, expect, it } from '@jest/globals';
import { type OpenPayment, readDecision } from './pay-input.js';

const now = new Date('2026-11-23T12:00:00Z');
const card: OpenPayment = { method: 'card', status: 'pending' };
const bank: OpenPayment = { method: 'bank', status: 'pending' };
const filled = { cardNumber: '4242 4242 4242 4242', expiry: '12/30', cvc: '123' };

describe('a submission to the hosted page', () => {
  it.each([
    ['4242424242424242', { status: 'captured' }],
    ['4000000000000002', { status: 'failed', reason: 'card_declined' }],
    ['4000000000009995', { status: 'failed', reason: 'insufficient_funds' }],
    ['4000000000000069', { status: 'failed', reason: 'expired_card' }],
    ['4000000000003220', { status: 'challenged' }],
    ['5555555555554444', { status: 'failed', reason: 'credit_card_not_allowed' }],
  ])('card %s decides', (cardNumber, decision) => {
    expect(readDecision(card, { ...filled, cardNumber }, now, true)).toEqual({ decision });
  });

  it.each([
    ['cardNumber', { cardNumber: '' }],
    ['cardNumber', { cardNumber: '4111 1111 1111 1111' }],
    ['cardNumber', { cardNumber: 4242424242424242 }],
    ['expiry', { expiry: '' }],
    ['expiry', { expiry: '13/30' }],
    ['expiry', { expiry: '10/26' }],
    ['cvc', { cvc: '12' }],
    ['cvc', { cvc: '12a' }],
  ])('names %s when it is wrong', (field, fault) => {
    expect(readDecision(card, { ...filled, ...fault }, now, true)).toMatchObject({ field });
  });

  it('takes a card in the month it expires', () => {
    expect(readDecision(card, { ...filled, expiry: '11/26' }, now, true)).toHaveProperty('decision');
  });

  it('lets a script leave out what a person must fill in', () => {
    expect(readDecision(card, { cardNumber: '4242424242424242' }, now, false)).toHaveProperty('decision');
    expect(readDecision(card, { cardNumber: '4242424242424242', cvc: 'x' }, now, false)).toMatchObject({
      field: 'cvc',
    });
  });

  it('reads only the choice that is open', () => {
    const challenged: OpenPayment = { method: 'card', status: 'challenged' };
    expect(readDecision(challenged, { challenge: 'approve' }, now, true)).toEqual({
      decision: { status: 'captured' },
    });
    expect(readDecision(challenged, filled, now, true)).toMatchObject({ field: 'challenge' });
    expect(readDecision(card, { bank: 'approve' }, now, false)).toMatchObject({ field: 'cardNumber' });
    expect(readDecision(bank, { bank: 'refuse' }, now, true)).toEqual({
      decision: { status: 'failed', reason: 'refused_by_payer' },
    });
    expect(readDecision(bank, { bank: 'yes' }, now, true)).toMatchObject({ field: 'bank' });
  });
});
