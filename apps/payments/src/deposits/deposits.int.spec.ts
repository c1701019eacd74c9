import {
  createDeposit,
  depositFailed,
  listDeposits,
  listPaymentMethods,
  readDeposit,
} from '@croupier/contracts';
import { checkLedger, until } from '@croupier/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PaymentsBench } from '../../test/payments-bench.js';

describe('deposits', () => {
  let bench: PaymentsBench;
  let playerId: string;

  beforeAll(async () => {
    bench = await PaymentsBench.open();
  });

  afterAll(async () => {
    expect(await checkLedger(bench.wallet.database.admin)).toEqual([]);
    await bench.close();
  });

  beforeEach(async () => {
    bench.verification = 'verified';
    playerId = await bench.player();
  });

  async function rows(): Promise<number> {
    const [row] = (await bench.payments.database.admin.query(
      `SELECT count(*)::int AS count FROM deposits WHERE player_id = $1`,
      [playerId],
    )) as [{ count: number }];
    return row.count;
  }

  it('sends the player to the provider and credits what was paid', async () => {
    const deposit = await bench.deposit(playerId);
    expect(deposit).toMatchObject({ status: 'pending', amount: { amount: 1000, currency: 'GBP' } });
    expect(deposit.redirectUrl).toMatch(/^http:\/\/sandbox\.test\/psp\/pay\//);
    expect(await bench.money(playerId)).toEqual([0, 0]);
    await bench.pay(deposit);
    const credited = await bench.depositBecomes(playerId, deposit.depositId, 'credited');
    expect(credited.redirectUrl).toBeUndefined();
    expect(await bench.money(playerId)).toEqual([1000, 0]);
  });

  it.each([
    ['4000000000000002', 'card_declined'],
    ['4000000000009995', 'insufficient_funds'],
    ['4000000000000069', 'expired_card'],
    ['5555555555554444', 'credit_card_not_allowed'],
  ])('ends with card %s: %s, and tells it once', async (cardNumber, reason) => {
    const deposit = await bench.deposit(playerId);
    await bench.pay(deposit, { cardNumber });
    const failed = await bench.depositBecomes(playerId, deposit.depositId, 'failed');
    expect(failed.failureReason).toBe(reason);
    const told = () => bench.told.filter(({ paymentId }) => paymentId === deposit.depositId);
    await until('it was told', () => told().length);
    expect(told()).toMatchObject([{ subject: depositFailed.subject, reason }]);
    expect(await bench.money(playerId)).toEqual([0, 0]);
  });

  it('credits after the challenge of 3-D Secure, and a bank payment', async () => {
    const card = await bench.deposit(playerId);
    await bench.pay(card, { cardNumber: '4000000000003220' });
    await bench.pay(card, { challenge: 'approve' });
    const bank = await bench.stack.bus.ask(createDeposit, bench.order(playerId, 700, { method: 'bank' }));
    await bench.pay(bank, { bank: 'approve' });
    await bench.depositBecomes(playerId, card.depositId, 'credited');
    await bench.depositBecomes(playerId, bank.depositId, 'credited');
    expect(await bench.money(playerId)).toEqual([1700, 0]);
  });

  describe('under the scripts of the provider', () => {
    it.each([
      [1013, 'webhooks in threes'],
      [1014, 'a late webhook'],
      [1015, 'a failure after the capture'],
      [1017, 'webhooks repeated although taken'],
    ])('%d credits once: %s', async (amount) => {
      const deposit = await bench.deposit(playerId, amount);
      await bench.pay(deposit);
      await bench.depositBecomes(playerId, deposit.depositId, 'credited');
      await new Promise((resolve) => setTimeout(resolve, 1200));
      expect(
        await bench.stack.bus.ask(readDeposit, { playerId, depositId: deposit.depositId }),
      ).toMatchObject({
        status: 'credited',
      });
      expect(await bench.money(playerId)).toEqual([amount, 0]);
      expect(bench.told.filter(({ paymentId }) => paymentId === deposit.depositId)).toEqual([]);
    });

    it('1016 credits without a webhook, by asking', async () => {
      const deposit = await bench.deposit(playerId, 1016);
      await bench.pay(deposit);
      await bench.depositBecomes(playerId, deposit.depositId, 'credited');
      expect(await bench.money(playerId)).toEqual([1016, 0]);
    });

    it.each([
      [1019, 'is away'],
      [1020, 'hangs'],
    ])('%d: the provider %s, and the same key resumes', async (amount) => {
      const order = bench.order(playerId, amount);
      // Within the time of whoever asks: else this would be an unknown outcome.
      const inTime = { deadlineMs: createDeposit.deadlineMs };
      await expect(bench.stack.bus.ask(createDeposit, order, inTime)).rejects.toMatchObject({
        code: 'provider_unavailable',
        retry: true,
      });
      const page = await bench.stack.bus.ask(listDeposits, { playerId });
      expect(page.data.map(({ status }) => status)).toEqual(['created']);
      const deposit = await bench.stack.bus.ask(createDeposit, order);
      expect(deposit).toMatchObject({ status: 'pending', depositId: page.data[0]?.depositId });
      await bench.pay(deposit);
      await bench.depositBecomes(playerId, deposit.depositId, 'credited');
      expect(await bench.money(playerId)).toEqual([amount, 0]);
    });

    it('1021 is put aside when another amount arrived', async () => {
      const deposit = await bench.deposit(playerId, 1021);
      await bench.pay(deposit);
      await bench.depositBecomes(playerId, deposit.depositId, 'in_review');
      await new Promise((resolve) => setTimeout(resolve, 1200));
      expect(await bench.money(playerId)).toEqual([0, 0]);
    });
  });

  describe('before anything is done', () => {
    it.each([
      ['unverified', 'not_verified'],
      ['unknown_player', 'not_verified'],
      ['broken', 'service_unavailable'],
      ['silent', 'service_unavailable'],
    ] as const)('a player who is %s is refused: %s', async (verification, code) => {
      bench.verification = verification;
      const refused = bench.stack.bus.ask(createDeposit, bench.order(playerId));
      await expect(refused).rejects.toMatchObject({ code });
      expect(await rows()).toBe(0);
    });

    it.each([
      [{ amount: { amount: 499, currency: 'GBP' } }, 'amount_out_of_range', 'amount.amount'],
      [{ amount: { amount: 1_000_001, currency: 'GBP' } }, 'amount_out_of_range', 'amount.amount'],
      [{ amount: { amount: 1000, currency: 'EUR' } }, 'invalid_request', 'amount.currency'],
      [{ amount: { amount: 1000, currency: 'gbp' } }, 'invalid_request', 'amount.currency'],
      [{ amount: { amount: 10.5, currency: 'GBP' } }, 'invalid_request', 'amount.amount'],
      [{ amount: { amount: '1000', currency: 'GBP' } }, 'invalid_request', 'amount.amount'],
      [{ method: 'cheque' }, 'invalid_request', 'method'],
      [{ returnUrl: 'javascript:alert(1)' }, 'invalid_request', 'returnUrl'],
      [{ idempotencyKey: 'short' }, 'invalid_request', 'idempotencyKey'],
      [{ status: 'credited' }, 'invalid_request', 'status'],
    ])('%p is refused: %s', async (fault, code, field) => {
      const request = { ...bench.order(playerId), ...fault } as never;
      await expect(bench.stack.bus.ask(createDeposit, request)).rejects.toMatchObject({ code, field });
      expect(await rows()).toBe(0);
    });

    it('a dry run makes the same checks and leaves nothing', async () => {
      const passing = await bench.stack.bus.ask(createDeposit, bench.order(playerId, 1000, { dryRun: true }));
      expect(passing.status).toBe('created');
      const tooSmall = bench.order(playerId, 1, { dryRun: true });
      await expect(bench.stack.bus.ask(createDeposit, tooSmall)).rejects.toMatchObject({
        code: 'amount_out_of_range',
      });
      bench.verification = 'unverified';
      const unverified = bench.order(playerId, 1000, { dryRun: true });
      await expect(bench.stack.bus.ask(createDeposit, unverified)).rejects.toMatchObject({
        code: 'not_verified',
      });
      expect(await rows()).toBe(0);
      expect((await bench.psp('GET', `/payments/${passing.depositId}`)).status).toBe(404);
    });
  });

  describe('its key', () => {
    it('makes sixteen requests at once one deposit', async () => {
      const order = bench.order(playerId);
      const answers = await Promise.all(
        Array.from({ length: 16 }, () => bench.stack.bus.ask(createDeposit, order)),
      );
      expect(
        new Set(answers.map(({ depositId, redirectUrl }) => `${depositId} ${redirectUrl ?? ''}`)).size,
      ).toBe(1);
      expect(await rows()).toBe(1);
    });

    it('answers a repeat with the present state, even of a player who lost the verification', async () => {
      const order = bench.order(playerId);
      const deposit = await bench.stack.bus.ask(createDeposit, order);
      await bench.pay(deposit);
      await bench.depositBecomes(playerId, deposit.depositId, 'credited');
      bench.verification = 'unverified';
      expect(await bench.stack.bus.ask(createDeposit, order)).toMatchObject({
        depositId: deposit.depositId,
        status: 'credited',
      });
    });

    it.each([
      ['another amount', { amount: { amount: 1001, currency: 'GBP' as const } }],
      ['another method', { method: 'bank' as const }],
      ['another way back', { returnUrl: 'https://elsewhere.test/' }],
    ])('is refused for %s', async (_, change) => {
      const order = bench.order(playerId);
      await bench.stack.bus.ask(createDeposit, order);
      await expect(bench.stack.bus.ask(createDeposit, { ...order, ...change })).rejects.toMatchObject({
        code: 'idempotency_key_reused',
      });
      expect(await rows()).toBe(1);
    });

    it('belongs to its player', async () => {
      const order = bench.order(playerId);
      const other = {
        ...order,
        playerId: await bench.player(),
        amount: { amount: 2000, currency: 'GBP' as const },
      };
      const [one, two] = [
        await bench.stack.bus.ask(createDeposit, order),
        await bench.stack.bus.ask(createDeposit, other),
      ];
      expect(one.depositId).not.toBe(two.depositId);
    });
  });

  it('lists newest first by pages, and shows a player nothing of another', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.unshift((await bench.deposit(playerId)).depositId);
    const first = await bench.stack.bus.ask(listDeposits, { playerId, limit: 3 });
    const rest = await bench.stack.bus.ask(listDeposits, {
      playerId,
      limit: 3,
      cursor: first.next as string,
    });
    expect([...first.data, ...rest.data].map(({ depositId }) => depositId)).toEqual(ids);
    expect(rest.next).toBeUndefined();
    const stranger = await bench.player();
    expect(await bench.stack.bus.ask(listDeposits, { playerId: stranger })).toEqual({ data: [] });
    const theirs = { playerId: stranger, depositId: ids[0] as string };
    await expect(bench.stack.bus.ask(readDeposit, theirs)).rejects.toMatchObject({ code: 'not_found' });
    for (const place of [['2026-01-01', 'abc'], 'x']) {
      const cursor = Buffer.from(JSON.stringify(place)).toString('base64url');
      await expect(bench.stack.bus.ask(listDeposits, { playerId, cursor })).rejects.toMatchObject({
        code: 'invalid_request',
        field: 'cursor',
      });
    }
  });

  it('offers card and bank from £5 to £10,000', async () => {
    const { data } = await bench.stack.bus.ask(listPaymentMethods, { playerId });
    expect(data.map(({ id, minimum, maximum }) => [id, minimum.amount, maximum.amount])).toEqual([
      ['card', 500, 1_000_000],
      ['bank', 500, 1_000_000],
    ]);
  });
});
