import {
  type CreateWithdrawal,
  createWithdrawal,
  holdWithdrawal,
  listWithdrawals,
  readWithdrawal,
  type Withdrawal,
  withdrawalFailed,
  withdrawalPaid,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { checkLedger, until } from '@croupier/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PaymentsBench } from '../../test/payments-bench.js';

describe('withdrawals', () => {
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
    bench.webhooksArrive = true;
    playerId = await bench.player(10_000);
  });

  function order(amount = 2000, over: Partial<CreateWithdrawal> = {}): CreateWithdrawal {
    const idempotencyKey = `key-${newId()}`;
    return { playerId, idempotencyKey, amount: { amount, currency: 'GBP' }, method: 'bank', ...over };
  }

  const withdraw = (request: CreateWithdrawal, options?: { deadlineMs: number }): Promise<Withdrawal> =>
    bench.stack.bus.ask(createWithdrawal, request, options);

  const told = (id: string) => bench.told.filter(({ paymentId }) => paymentId === id);

  /** How many payouts the provider has of a withdrawal. */
  const payouts = async (id: string): Promise<number> =>
    Number((await bench.psp('GET', `/payouts/${id}`)).status === 200);

  /** A row as a process that died may have left it. */
  async function leftBehind(status: Withdrawal['status'], outcome: 'paid' | 'failed' | null = null) {
    const withdrawalId = newId();
    await bench.payments.database.admin.query(
      `INSERT INTO withdrawals (player_id, withdrawal_id, idempotency_key, fingerprint, provider, method, amount,
         currency, status, provider_outcome, created_at, next_check_at)
       VALUES ($1, $2, $3, '', 'sandbox-psp', 'bank', 2000, 'GBP', $4, $5, now(), now() + interval '1 s')`,
      [playerId, withdrawalId, `key-${withdrawalId}`, status, outcome],
    );
    return withdrawalId;
  }

  async function held(withdrawalId: string): Promise<void> {
    const amount = { amount: 2000, currency: 'GBP' as const };
    await bench.stack.bus.ask(holdWithdrawal, { playerId, withdrawalId, amount });
  }

  it('takes the money at once, pays it and tells it once; no verification is asked for', async () => {
    bench.verification = 'unverified';
    bench.webhooksArrive = false;
    const withdrawal = await withdraw(order());
    bench.verification = 'verified';
    expect(withdrawal).toMatchObject({ status: 'submitted', amount: { amount: 2000, currency: 'GBP' } });
    expect(await bench.money(playerId)).toEqual([8000, 2000]);
    bench.webhooksArrive = true;
    await bench.withdrawalBecomes(playerId, withdrawal.withdrawalId, 'paid');
    expect(await bench.money(playerId)).toEqual([8000, 0]);
    await until('it was told', () => told(withdrawal.withdrawalId).length);
    expect(told(withdrawal.withdrawalId)).toMatchObject([{ subject: withdrawalPaid.subject, playerId }]);
  });

  it('gives the money back when the payout fails, and tells why', async () => {
    const { withdrawalId } = await withdraw(order(2018));
    const failed = await bench.withdrawalBecomes(playerId, withdrawalId, 'failed');
    expect(failed.failureReason).toBe('account_closed');
    expect(await bench.money(playerId)).toEqual([10_000, 0]);
    await until('it was told', () => told(withdrawalId).length);
    expect(told(withdrawalId)).toMatchObject([
      { subject: withdrawalFailed.subject, reason: 'account_closed' },
    ]);
  });

  it.each([
    [2013, 'webhooks in threes', 'submitted'],
    [2014, 'a late webhook', 'submitted'],
    [2015, 'a webhook before the answer', undefined],
    [2016, 'no webhook', 'submitted'],
    [2017, 'webhooks repeated although taken', 'submitted'],
    [2019, 'a provider that is away', 'held'],
    [2020, 'a provider that hangs', undefined],
    [2021, 'a webhook of another amount', 'submitted'],
  ])('%d is paid once under %s', async (amount, _, first) => {
    const request = order(amount);
    // Else the payout may be over by the time the answer is there, as where the webhook is to overtake it.
    bench.webhooksArrive = first === undefined;
    const withdrawal = await withdraw(request, { deadlineMs: createWithdrawal.deadlineMs });
    bench.webhooksArrive = true;
    const { withdrawalId } = withdrawal;
    if (first) expect(withdrawal.status).toBe(first);
    await bench.withdrawalBecomes(playerId, withdrawalId, 'paid');
    expect(await bench.money(playerId)).toEqual([10_000 - amount, 0]);
    expect(await payouts(withdrawalId)).toBe(1);
    expect(await withdraw(request)).toMatchObject({ withdrawalId, status: 'paid' });
  });

  it('is refused beyond the balance, for ever under the same key, and takes nothing', async () => {
    const request = order(10_001);
    await expect(withdraw(request)).rejects.toMatchObject({ code: 'insufficient_funds' });
    const page = await bench.stack.bus.ask(listWithdrawals, { playerId });
    expect(page.data).toMatchObject([{ status: 'refused', failureReason: 'insufficient_funds' }]);
    await bench.pay(await bench.deposit(playerId, 5000));
    await until('the money is there', async () => (await bench.money(playerId))[0] === 15_000);
    await expect(withdraw(request)).rejects.toMatchObject({ code: 'insufficient_funds' });
    expect(await bench.money(playerId)).toEqual([15_000, 0]);
    expect(await payouts(page.data[0]?.withdrawalId ?? '')).toBe(0);
  });

  it('is refused without an account', async () => {
    await expect(withdraw(order(2000, { playerId: newId() }))).rejects.toMatchObject({ code: 'no_account' });
  });

  it('lets one of ten at once win when the balance covers one', async () => {
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => withdraw(order(9000))));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await bench.money(playerId))[0]).toBe(1000);
  });

  it('makes ten requests of one key at once one withdrawal', async () => {
    const request = order();
    const answers = await Promise.all(Array.from({ length: 10 }, () => withdraw(request)));
    expect(new Set(answers.map(({ withdrawalId }) => withdrawalId)).size).toBe(1);
    await bench.withdrawalBecomes(playerId, answers[0]?.withdrawalId ?? '', 'paid');
    expect(await bench.money(playerId)).toEqual([8000, 0]);
  });

  it('refuses a known key with another request', async () => {
    const request = order();
    await withdraw(request);
    for (const change of [
      { amount: { amount: 2100, currency: 'GBP' as const } },
      { method: 'card' as const },
    ]) {
      await expect(withdraw({ ...request, ...change })).rejects.toMatchObject({
        code: 'idempotency_key_reused',
      });
    }
  });

  it.each([
    [{ amount: { amount: 499, currency: 'GBP' } }, 'amount_out_of_range'],
    [{ amount: { amount: 1_000_001, currency: 'GBP' } }, 'amount_out_of_range'],
    [{ amount: { amount: 1000, currency: 'USD' } }, 'invalid_request'],
    [{ amount: { amount: -1000, currency: 'GBP' } }, 'invalid_request'],
    [{ method: 'cash' }, 'invalid_request'],
    [{ cancel: true }, 'invalid_request'],
  ])('%p is refused: %s', async (fault, code) => {
    await expect(withdraw({ ...order(), ...fault } as CreateWithdrawal)).rejects.toMatchObject({ code });
    expect(await bench.stack.bus.ask(listWithdrawals, { playerId })).toEqual({ data: [] });
  });

  it('says what it would do without doing it', async () => {
    expect(await withdraw(order(2000, { dryRun: true }))).toMatchObject({ status: 'requested' });
    await expect(withdraw(order(20_000, { dryRun: true }))).rejects.toMatchObject({
      code: 'insufficient_funds',
    });
    expect(await bench.money(playerId)).toEqual([10_000, 0]);
    expect(await bench.stack.bus.ask(listWithdrawals, { playerId })).toEqual({ data: [] });
  });

  describe('what stopped halfway is ended', () => {
    it('requested, nothing held', async () => {
      const id = await leftBehind('requested');
      await bench.withdrawalBecomes(playerId, id, 'paid');
      expect(await bench.money(playerId)).toEqual([8000, 0]);
    });

    it('requested, the hold was made', async () => {
      const id = await leftBehind('requested');
      await held(id);
      await bench.withdrawalBecomes(playerId, id, 'paid');
      expect(await bench.money(playerId)).toEqual([8000, 0]);
    });

    it('requested, the money is gone meanwhile', async () => {
      const id = await leftBehind('requested');
      await withdraw(order(9000));
      await bench.withdrawalBecomes(playerId, id, 'refused');
      expect((await bench.money(playerId))[0]).toBe(1000);
    });

    it.each([false, true])('held, ordered at the provider: %p', async (ordered) => {
      const id = await leftBehind('held');
      await held(id);
      const payout = { reference: id, amount: { amount: 2000, currency: 'GBP' }, method: 'bank' };
      bench.webhooksArrive = false;
      if (ordered) await bench.psp('POST', '/payouts', payout);
      await bench.withdrawalBecomes(playerId, id, 'submitted');
      bench.webhooksArrive = true;
      await bench.withdrawalBecomes(playerId, id, 'paid');
      expect(await bench.money(playerId)).toEqual([8000, 0]);
    });

    it('submitted, which the provider has forgotten', async () => {
      const id = await leftBehind('submitted');
      await held(id);
      await bench.withdrawalBecomes(playerId, id, 'paid');
      expect([await payouts(id), ...(await bench.money(playerId))]).toEqual([1, 8000, 0]);
    });

    it.each([
      ['paid', [8000, 0]],
      ['failed', [10_000, 0]],
    ] as const)('%s at the provider, the wallet not told yet', async (outcome, money) => {
      const id = await leftBehind('submitted', outcome);
      await held(id);
      await bench.withdrawalBecomes(playerId, id, outcome);
      expect(await bench.money(playerId)).toEqual(money);
    });
  });

  it('says that the outcome is unknown while the wallet is down, and pays once when it is back', async () => {
    const request = order();
    await bench.wallet.close();
    await expect(withdraw(request)).rejects.toMatchObject({ code: 'outcome_unknown', retry: true });
    await expect(withdraw(request)).rejects.toMatchObject({ code: 'outcome_unknown' });
    const { data } = await bench.stack.bus.ask(listWithdrawals, { playerId });
    expect(data).toMatchObject([{ status: 'requested' }]);
    await bench.restartWallet();
    await bench.withdrawalBecomes(playerId, data[0]?.withdrawalId ?? '', 'paid');
    expect(await bench.money(playerId)).toEqual([8000, 0]);
    expect(await withdraw(request)).toMatchObject({ status: 'paid' });
  });

  it('ends at the wallet when that comes back after the payout', async () => {
    const { withdrawalId } = await withdraw(order(2014));
    await bench.wallet.close();
    await new Promise((resolve) => setTimeout(resolve, 4000));
    const waiting = await bench.stack.bus.ask(readWithdrawal, { playerId, withdrawalId });
    expect(waiting.status).toBe('submitted');
    await bench.restartWallet();
    await bench.withdrawalBecomes(playerId, withdrawalId, 'paid');
    expect(await bench.money(playerId)).toEqual([7986, 0]);
  });

  it('lists newest first by pages, and shows a player nothing of another', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) ids.unshift((await withdraw(order(500))).withdrawalId);
    const first = await bench.stack.bus.ask(listWithdrawals, { playerId, limit: 2 });
    const rest = await bench.stack.bus.ask(listWithdrawals, { playerId, cursor: first.next as string });
    expect([...first.data, ...rest.data].map(({ withdrawalId }) => withdrawalId)).toEqual(ids);
    const theirs = { playerId: newId(), withdrawalId: ids[0] as string };
    await expect(bench.stack.bus.ask(readWithdrawal, theirs)).rejects.toMatchObject({ code: 'not_found' });
  });
});
