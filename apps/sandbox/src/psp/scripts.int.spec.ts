import { newId } from '@croupier/kernel';
import { until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PspBench } from '../../test/psp-bench.js';

describe('the scripts of the payment provider', () => {
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

  async function payout(amount: number) {
    const order = { reference: newId(), amount: { amount, currency: 'GBP' }, method: 'bank' };
    const startedAt = Date.now();
    const answer = await call('POST', '/psp/payouts', order);
    return { order, reference: order.reference, answer, startedAt };
  }

  async function pay(amount: number) {
    const opened = await open(amount);
    const startedAt = Date.now();
    await call('POST', opened.page, { cardNumber: '4242424242424242' });
    return { ...opened, startedAt };
  }

  it('.13 sends one event three times', async () => {
    const { reference } = await pay(1013);
    await until('three came', () => of(reference).length === 3);
    expect(new Set(of(reference).map(({ event }) => event.id)).size).toBe(1);
  });

  it('.14 is 3 s late', async () => {
    const { reference, startedAt } = await payout(1014);
    await until('it came', () => of(reference).length === 1);
    expect((of(reference)[0]?.at ?? 0) - startedAt).toBeGreaterThanOrEqual(3000);
  });

  it('.15 tells of an older failure after the capture, and of a payout before it is answered', async () => {
    const { reference } = await pay(1015);
    await until('both came', () => of(reference).length === 2);
    const [first, second] = of(reference).map(({ event }) => event);
    expect([first?.type, second?.type]).toEqual(['payment.captured', 'payment.failed']);
    expect(Date.parse(second?.createdAt ?? '')).toBeLessThan(Date.parse(first?.createdAt ?? ''));
    const paid = await payout(1015);
    expect(of(paid.reference)).toHaveLength(1);
  });

  it('.16 tells nothing, its state does', async () => {
    const [{ reference }, out] = [await pay(1016), await payout(1016)];
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect([...of(reference), ...of(out.reference)]).toEqual([]);
    expect((await call('GET', `/psp/payments/${reference}`)).json).toMatchObject({ status: 'captured' });
    expect((await call('GET', `/psp/payouts/${out.reference}`)).json).toMatchObject({ status: 'paid' });
  });

  it('.17 repeats twice what was taken', async () => {
    const { reference } = await pay(1017);
    await until('three came', () => of(reference).length === 3);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(of(reference)).toHaveLength(3);
  });

  it('.18 fails a payout', async () => {
    const { reference, answer } = await payout(1018);
    expect(answer.json).toMatchObject({ status: 'accepted' });
    await until('it came', () => of(reference).length === 1);
    expect(of(reference)[0]?.event).toMatchObject({
      type: 'payout.failed',
      data: { reason: 'account_closed' },
    });
  });

  it('.19 is unavailable once and leaves nothing', async () => {
    const { order, answer, reference } = await payout(1019);
    expect(answer).toMatchObject({ status: 503, json: { code: 'service_unavailable' } });
    expect((await call('GET', `/psp/payouts/${reference}`)).status).toBe(404);
    expect((await call('POST', '/psp/payouts', order)).status).toBe(200);
  });

  it('.20 hangs for 3 s but makes the payment', async () => {
    const order = { reference: newId(), amount: { amount: 1020, currency: 'GBP' }, method: 'card' };
    let ended = false;
    const hanging = call('POST', '/psp/payments', order).finally(() => (ended = true));
    await until(
      'it is made',
      async () => (await call('GET', `/psp/payments/${order.reference}`)).status === 200,
    );
    expect((await call('POST', '/psp/payments', order)).status).toBe(200);
    expect(ended).toBe(false);
    expect((await hanging).status).toBe(200);
  });

  it('.21 says another amount', async () => {
    const { reference } = await pay(1021);
    await until('it came', () => of(reference).length === 1);
    expect(of(reference)[0]?.event.data.amount.amount).toBe(1121);
  });
});
