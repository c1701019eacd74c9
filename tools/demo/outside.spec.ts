import { expect, it } from '@jest/globals';
import { formOf } from './outside.js';

it('finds target and fields of the form on a page', () => {
  const page = `<html><form method="post" action="/psp/pay/1?a=1&amp;b=2" novalidate>
    <input id="cardNumber" name="cardNumber" required /><input
      id="cvc" name="cvc" /><button type="submit" name="bank" value="approve">Pay</button></form></html>`;
  expect(formOf(page)).toEqual({ action: '/psp/pay/1?a=1&b=2', inputs: ['cardNumber', 'cvc'] });
});

it('refuses a page without a form', () => {
  expect(() => formOf('<p>Paid</p>')).toThrow('no form');
});
