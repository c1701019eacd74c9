import {
  createWithdrawal,
  type Deposit,
  readDeposit,
  readWithdrawal,
  receiveWebhook,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { checkLedger } from '@croupier/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PaymentsBench } from '../../test/payments-bench.js';

describe('receive-webhook', () => {
  let bench: PaymentsBench;
  let playerId: string;
  let deposit: Deposit;

  beforeAll(async () => {
    bench = await PaymentsBench.open();
  });

  afterAll(async () => {
    expect(await checkLedger(bench.wallet.database.admin)).toEqual([]);
    await bench.close();
  });

  beforeEach(async () => {
    playerId = await bench.player();
    deposit = await bench.deposit(playerId);
  });

  async function stored(reference: string): Promise<{ effect: string; body: Buffer }[]> {
    return bench.payments.database.admin.query(
      `SELECT effect, body FROM webhooks WHERE reference = $1 ORDER BY received_at`,
      [reference],
    );
  }

  const status = async (): Promise<string> =>
    (await bench.stack.bus.ask(readDeposit, { playerId, depositId: deposit.depositId })).status;

  it('stores the raw bytes with their effect and credits once, however often the event comes', async () => {
    const event = bench.event('payment.captured', deposit.depositId);
    const text = `${JSON.stringify(event, undefined, 1)}\n`;
    const receipts = await Promise.all(Array.from({ length: 12 }, () => bench.webhook(text)));
    expect(receipts.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    await bench.depositBecomes(playerId, deposit.depositId, 'credited');
    expect(await bench.webhook(text)).toEqual({ duplicate: true });
    expect(await bench.money(playerId)).toEqual([1000, 0]);
    const rows = await stored(deposit.depositId);
    expect(rows.map(({ effect, body }) => [effect, body.toString()])).toEqual([['captured', text]]);
  });

  it('credits once when different events tell of the same capture', async () => {
    const events = Array.from({ length: 8 }, () => bench.event('payment.captured', deposit.depositId));
    await Promise.all(events.map((event) => bench.webhook(event)));
    await bench.depositBecomes(playerId, deposit.depositId, 'credited');
    expect(await bench.money(playerId)).toEqual([1000, 0]);
    expect((await stored(deposit.depositId)).filter(({ effect }) => effect === 'captured')).toHaveLength(1);
  });

  it('takes a signature up to five minutes old, or early', async () => {
    for (const ms of [-280_000, 295_000]) {
      const event = bench.event('payment.failed', newId());
      await expect(bench.webhook(event, { at: Date.now() + ms })).rejects.toMatchObject({
        code: 'not_found',
      });
    }
  });

  it.each([
    ['signed with another secret', 0, { secret: 'another-secret' }],
    ['signed six minutes ago', -360_000, {}],
    ['signed in the future', 360_000, {}],
  ])('refuses what is %s', async (_, ms, over) => {
    const event = bench.event('payment.captured', deposit.depositId);
    await expect(bench.webhook(event, { at: Date.now() + ms, ...over })).rejects.toMatchObject({
      code: 'webhook_refused',
    });
    expect([await status(), await stored(deposit.depositId)]).toEqual(['pending', []]);
  });

  it('refuses a body that was altered, were it by a space', async () => {
    const text = JSON.stringify(bench.event('payment.captured', deposit.depositId));
    for (const body of [text.replace('1000', '9000'), text.replace(',', ', '), `${text} `, '{}', '\0']) {
      await expect(bench.webhook(text, { body })).rejects.toMatchObject({ code: 'webhook_refused' });
    }
    expect([await status(), await stored(deposit.depositId)]).toEqual(['pending', []]);
  });

  it.each(['', 't=1', 'v1=00', 'nonsense', `t=1,v1=${'0'.repeat(64)}`])(
    'refuses the signature %p',
    async (signature) => {
      const body = Buffer.from(JSON.stringify(bench.event('payment.captured', deposit.depositId)));
      const request = { provider: 'sandbox-psp', body: body.toString('base64'), signature };
      const code = signature === '' ? 'invalid_request' : 'webhook_refused';
      await expect(bench.stack.bus.ask(receiveWebhook, request)).rejects.toMatchObject({ code });
    },
  );

  it.each([
    ['no JSON', 'hello'],
    ['null', 'null'],
    ['no id', { id: undefined }],
    ['an unknown type', { type: 'payment.dreamt' }],
    ['a reference that is none', { data: { reference: 'x', amount: { amount: 1, currency: 'GBP' } } }],
    ['no amount', { data: { reference: newId() } }],
    ['a float', { data: { reference: newId(), amount: { amount: 1.5, currency: 'GBP' } } }],
  ])('refuses %s although it is signed', async (_, fault) => {
    const event =
      typeof fault === 'string' ? fault : { ...bench.event('payment.captured', deposit.depositId), ...fault };
    await expect(bench.webhook(event)).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('does not know an unheard-of payment or provider, and stores nothing of it', async () => {
    const reference = newId();
    for (const type of ['payment.captured', 'payment.failed', 'payout.paid', 'payout.failed']) {
      await expect(bench.webhook(bench.event(type, reference))).rejects.toMatchObject({ code: 'not_found' });
    }
    expect(await stored(reference)).toEqual([]);
    const request = { provider: 'other-psp', body: 'e30=', signature: 't=1,v1=0' };
    await expect(bench.stack.bus.ask(receiveWebhook, request)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('does not take a payout event for a deposit', async () => {
    const event = bench.event('payout.paid', deposit.depositId);
    await expect(bench.webhook(event)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('credits money that arrives after a failure, and ignores a failure after the money', async () => {
    await bench.webhook(bench.event('payment.failed', deposit.depositId));
    expect(await status()).toBe('failed');
    await bench.webhook(bench.event('payment.captured', deposit.depositId));
    await bench.depositBecomes(playerId, deposit.depositId, 'credited');
    await bench.webhook(bench.event('payment.failed', deposit.depositId));
    expect(await status()).toBe('credited');
    expect(await bench.money(playerId)).toEqual([1000, 0]);
    expect((await stored(deposit.depositId)).map(({ effect }) => effect)).toEqual([
      'failed',
      'captured',
      'ignored',
    ]);
  });

  it.each([
    ['more', { amount: 1001, currency: 'GBP' }],
    ['less', { amount: 1, currency: 'GBP' }],
    ['another currency', { amount: 1000, currency: 'EUR' }],
    ['a currency nobody knows', { amount: 1000, currency: 'ZZZ' }],
  ])('puts aside a deposit of which %s arrived, and leaves it there', async (_, amount) => {
    const wrong = { data: { reference: deposit.depositId, amount } };
    await bench.webhook(bench.event('payment.captured', deposit.depositId, 1000, wrong));
    await bench.webhook(bench.event('payment.captured', deposit.depositId));
    expect(await status()).toBe('in_review');
    expect(await bench.money(playerId)).toEqual([0, 0]);
  });

  it('gives money back for a failed payout only once the provider confirms it', async () => {
    const rich = await bench.player(5000);
    bench.webhooksArrive = false;
    const { withdrawalId } = await bench.stack.bus.ask(createWithdrawal, {
      playerId: rich,
      idempotencyKey: `key-${newId()}`,
      amount: { amount: 2000, currency: 'GBP' },
      method: 'bank',
    });
    await bench.webhook(bench.event('payout.failed', withdrawalId, 2000));
    const end = await bench.withdrawalBecomes(rich, withdrawalId, 'paid');
    bench.webhooksArrive = true;
    expect(end.failureReason).toBeUndefined();
    expect(await bench.money(rich)).toEqual([3000, 0]);
    await bench.webhook(bench.event('payout.failed', withdrawalId, 2000));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await bench.stack.bus.ask(readWithdrawal, { playerId: rich, withdrawalId })).toMatchObject({
      status: 'paid',
    });
    expect(await bench.money(rich)).toEqual([3000, 0]);
    const effects = (await stored(withdrawalId)).map(({ effect }) => effect);
    expect([effects[0], effects.includes('contradicts')]).toEqual(['to_confirm', true]);
  });
});
