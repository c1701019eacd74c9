import { newId } from '@croupier/kernel';
import { until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Delivery, PspBench, pspSecret } from '../../test/psp-bench.js';
import { signatureOf } from './signature.js';

describe('the payment provider', () => {
  let bench: PspBench;

  beforeAll(async () => {
    bench = await PspBench.open();
  });

  afterAll(async () => {
    await bench.close();
  });

  const call: PspBench['call'] = (...request) => bench.call(...request);
  const of = (reference: string) => bench.of(reference);
  const open: PspBench['order'] = (...order) => bench.order(...order);
  const form: PspBench['form'] = (...request) => bench.form(...request);

  describe('its merchant API', () => {
    it('opens a payment once per reference', async () => {
      const { order, view } = await open();
      expect(view).toMatchObject({
        status: 'pending',
        payUrl: expect.stringMatching(/^http:\/\/sandbox\.test\/psp\/pay\//),
      });
      const again = await call('POST', '/psp/payments', order);
      expect(again.json).toEqual(view);
      const other = await call('POST', '/psp/payments', {
        ...order,
        amount: { amount: 1001, currency: 'GBP' },
      });
      expect(other).toMatchObject({ status: 422, json: { code: 'idempotency_key_reused' } });
    });

    it.each([
      ['no key', { authorization: '' }],
      ['another key', { authorization: 'Bearer psp-test-kez' }],
    ])('refuses %s', async (_, headers) => {
      const refused = await call('POST', '/psp/payments', {}, headers);
      expect(refused).toMatchObject({ status: 401, json: { code: 'unauthenticated' } });
      expect(refused.headers.get('content-type')).toContain('application/problem+json');
    });

    it.each([
      ['a float', { amount: { amount: 1.5, currency: 'GBP' } }],
      ['nothing', { amount: { amount: 0, currency: 'GBP' } }],
      ['a script as the way back', { returnUrl: 'javascript:alert(1)' }],
      ['another method', { method: 'cheque' }],
      ['an unknown member', { tip: 1 }],
    ])('refuses %s', async (_, fault) => {
      const order = {
        reference: newId(),
        amount: { amount: 1000, currency: 'GBP' },
        method: 'card',
        ...fault,
      };
      expect(await call('POST', '/psp/payments', order)).toMatchObject({
        status: 400,
        json: { code: 'invalid_request' },
      });
    });

    it('knows no payment or payout by a reference it never saw', async () => {
      for (const path of [`/psp/payments/${newId()}`, `/psp/payouts/${newId()}`, '/psp/payments/x']) {
        expect(await call('GET', path)).toMatchObject({ status: 404, json: { code: 'not_found' } });
      }
    });
  });

  describe('its hosted page', () => {
    it('takes a card, sends the payer back and tells the merchant', async () => {
      const { page, reference } = await open(2500, { returnUrl: 'http://lobby.test/cashier?a=1&b=2' });
      const shown = await call('GET', page);
      expect(shown.text).toContain('25.00 GBP');
      expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'");
      const paid = await form(page, { cardNumber: '4242 4242 4242 4242', expiry: '12/39', cvc: '123' });
      expect([paid.status, paid.headers.get('location')]).toEqual([303, 'http://lobby.test/cashier?a=1&b=2']);
      const [delivery] = await until('the webhook is there', () =>
        of(reference).length ? of(reference) : undefined,
      );
      const { event, body, signature } = delivery as Delivery;
      expect(event).toMatchObject({
        type: 'payment.captured',
        data: { reference, amount: { amount: 2500, currency: 'GBP' } },
      });
      expect(signature).toBe(signatureOf(pspSecret, Number(/t=(\d+)/.exec(signature)?.[1]), body));
      const finished = await call('GET', page);
      expect(finished.status).toBe(410);
      expect(finished.text).toContain('href="http://lobby.test/cashier?a=1&amp;b=2"');
      expect((await form(page, { cardNumber: '4242 4242 4242 4242' })).status).toBe(410);
      expect((await call('POST', page, { cardNumber: '4242424242424242' })).status).toBe(409);
    });

    it('shows what is wrong at its field and leaves the payment open', async () => {
      const { page, reference } = await open();
      const wrong = await form(page, { cardNumber: '"><script>alert(1)</script>', expiry: '', cvc: '' });
      expect(wrong.status).toBe(422);
      expect(wrong.text).toContain('aria-invalid="true"');
      expect(wrong.text).not.toContain('<script');
      expect((await call('GET', `/psp/payments/${reference}`)).json).toMatchObject({ status: 'pending' });
    });

    it.each([
      ['4000000000000002', 'card_declined'],
      ['4000000000009995', 'insufficient_funds'],
      ['4000000000000069', 'expired_card'],
      ['5555555555554444', 'credit_card_not_allowed'],
    ])('refuses card %s: %s', async (cardNumber, reason) => {
      const { page, reference } = await open();
      const refused = await form(page, { cardNumber, expiry: '12/39', cvc: '123' });
      expect(refused.status).toBe(200);
      expect(refused.text).toContain(reason);
      expect((await call('GET', `/psp/payments/${reference}`)).json).toMatchObject({
        status: 'failed',
        reason,
      });
    });

    it.each([
      ['approve', 'captured', undefined],
      ['refuse', 'failed', 'challenge_refused'],
    ])('asks the cardholder, who may %s', async (challenge, status, reason) => {
      const { page, reference } = await open();
      const asked = await form(page, { cardNumber: '4000000000003220', expiry: '12/39', cvc: '123' });
      expect([asked.status, asked.headers.get('location')]).toEqual([303, page]);
      expect((await call('GET', page)).text).toContain('3-D Secure');
      expect((await call('POST', page, { cardNumber: '4242424242424242' })).status).toBe(400);
      const decided = await call('POST', page, { challenge });
      expect(decided.json).toMatchObject({ status, ...(reason ? { reason } : {}) });
      expect((await call('GET', `/psp/payments/${reference}`)).json).toMatchObject({ status });
    });

    it('takes a bank payment by script', async () => {
      const { page } = await open(1000, { method: 'bank' });
      expect((await call('GET', page)).text).toContain('Approve');
      expect((await call('POST', page, { bank: 'refuse' })).json).toMatchObject({
        status: 'failed',
        reason: 'refused_by_payer',
      });
    });

    it('decides once when it is sent twice at once', async () => {
      const { page, reference } = await open();
      const both = await Promise.all([
        call('POST', page, { cardNumber: '4242424242424242' }),
        call('POST', page, { cardNumber: '4000000000000002' }),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
      await until('the webhook is there', () => of(reference).length);
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(of(reference)).toHaveLength(1);
    });

    it.each(['/psp/pay/nonsense', `/psp/pay/${newId()}`])('has no page at %s', async (path) => {
      expect((await call('GET', path)).status).toBe(404);
      expect((await form(path, { bank: 'approve' })).status).toBe(404);
      expect((await call('POST', path, { bank: 'approve' })).json).toMatchObject({ code: 'not_found' });
    });
  });

  it('repeats a webhook until it is taken, and takes up what a killed process left behind', async () => {
    bench.answers.push(500, 302);
    const { page, reference } = await open();
    await call('POST', page, { cardNumber: '4242424242424242' });
    await until('it was taken', () => of(reference).length === 3);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(of(reference)).toHaveLength(3);
    const orphan = newId();
    await bench.sandbox.database.admin.query(
      `INSERT INTO psp_webhooks (delivery_id, event_id, body, created_at, due_at, attempts)
       VALUES ($1, $1, $2, now(), now() - interval '1 s', 4)`,
      [orphan, JSON.stringify({ id: orphan, type: 'payment.captured', data: { reference: orphan } })],
    );
    await until('the orphan was delivered', () => of(orphan).length === 1);
  });

  it('lets the service change no more than it must', async () => {
    const [row] = (await bench.sandbox.database.admin.query(
      `SELECT has_table_privilege(current_database(), 'psp_payouts', 'UPDATE')
           OR has_table_privilege(current_database(), 'psp_payments', 'DELETE') AS too_much`,
    )) as [{ too_much: boolean }];
    expect(row.too_much).toBe(false);
  });
});
