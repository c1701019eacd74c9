import {
  type CreateDeposit,
  createDeposit,
  type Deposit,
  depositFailed,
  readDeposit,
  readSpending,
  type SetControls,
  setControls,
} from '@croupier/contracts';
import { DomainError } from '@croupier/kernel';
import { checkLedger, until } from '@croupier/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PaymentsBench } from '../../test/payments-bench.js';

describe('deposits under the limits of the player', () => {
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
    bench.access = 'allowed';
    bench.verification = 'verified';
    playerId = await bench.player();
  });

  const control = (controls: Partial<SetControls>) =>
    bench.stack.bus.ask(setControls, { playerId, revision: 1, limits: [], blocks: [], ...controls });
  const limitOf = (amount: number) =>
    control({ limits: [{ kind: 'deposit', period: 'day', amount: { amount, currency: 'GBP' } }] });

  /** Asks again, under the same key, while nobody knows or nobody answers. */
  async function insist(order: CreateDeposit): Promise<Deposit> {
    for (;;) {
      try {
        return await bench.stack.bus.ask(createDeposit, order);
      } catch (error) {
        if (!(error instanceof DomainError) || error.kind !== 'unavailable') throw error;
      }
    }
  }

  async function counted(): Promise<number | undefined> {
    const { periods } = await bench.stack.bus.ask(readSpending, { playerId });
    return periods.find(({ period }) => period === 'day')?.deposited.amount;
  }

  it('sixteen at once never pass the limit by a penny', async () => {
    await limitOf(3999);
    const orders = Array.from({ length: 16 }, () => insist(bench.order(playerId)));
    const results = await Promise.allSettled(orders);
    const taken = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(taken).toHaveLength(3);
    for (const { status, ...one } of results)
      if (status === 'rejected') expect(one).toMatchObject({ reason: { code: 'deposit_limit_reached' } });
    expect(await counted()).toBe(3000);
    const [first] = taken;
    if (first) await bench.pay(first);
    await until('it is credited', async () => (await bench.money(playerId))[0] === 1000);
    expect(await counted()).toBe(3000);
  });

  it('one that failed gives its room back', async () => {
    await limitOf(1000);
    const deposit = await insist(bench.order(playerId));
    const second = () => insist(bench.order(playerId));
    await expect(second()).rejects.toMatchObject({ code: 'deposit_limit_reached' });
    await bench.pay(deposit, { cardNumber: '4000000000000002' });
    await until('it counts no more', async () => (await counted()) === 0);
    expect(await second()).toMatchObject({ status: 'pending' });
  });

  it('one that was refused stays refused under its key, asks no provider and is told to nobody', async () => {
    await limitOf(100);
    const order = bench.order(playerId);
    for (let count = 0; count < 2; count += 1) {
      await expect(insist(order)).rejects.toMatchObject({
        code: 'deposit_limit_reached',
        field: 'amount',
      });
    }
    const rows = (await bench.payments.database.admin.query(
      `SELECT deposit_id, status, next_check_at FROM deposits WHERE player_id = $1`,
      [playerId],
    )) as { deposit_id: string; status: string; next_check_at: Date | null }[];
    expect(rows).toMatchObject([{ status: 'failed', next_check_at: null }]);
    const depositId = rows[0]?.deposit_id ?? '';
    expect((await bench.psp('GET', `/payments/${depositId}`)).status).toBe(404);
    expect(
      bench.told.filter(
        ({ subject, paymentId }) => subject === depositFailed.subject && paymentId === depositId,
      ),
    ).toEqual([]);
    const shown = await bench.stack.bus.ask(readDeposit, { playerId, depositId });
    expect(shown).toMatchObject({ status: 'failed', failureReason: 'deposit_limit_reached' });
  });

  it('a dry run answers as the deposit would, and counts nothing', async () => {
    await limitOf(1000);
    const dry = (amount: number) => insist(bench.order(playerId, amount, { dryRun: true }));
    await dry(1000);
    await expect(dry(1001)).rejects.toMatchObject({ code: 'deposit_limit_reached' });
    expect(await counted()).toBe(0);
  });

  it.each([
    ['blocked', 'deposit_blocked'],
    ['unanswered', 'deposit_limit_unanswered'],
    ['silent', 'service_unavailable'],
  ] as const)('a player whose access is %s is refused before anything is done: %s', async (access, code) => {
    bench.access = access;
    for (const dryRun of [false, true]) {
      const order = bench.order(playerId, 1000, { dryRun });
      const answer = access === 'silent' ? bench.stack.bus.ask(createDeposit, order) : insist(order);
      await expect(answer).rejects.toMatchObject({ code });
    }
    expect(await counted()).toBe(0);
    const stored = `SELECT 1 FROM deposits WHERE player_id = $1`;
    expect(await bench.payments.database.admin.query(stored, [playerId])).toEqual([]);
  });

  it('a player who has not answered yet deposits under the same key once they have', async () => {
    bench.access = 'unanswered';
    const order = bench.order(playerId);
    await expect(insist(order)).rejects.toMatchObject({ code: 'deposit_limit_unanswered' });
    bench.access = 'allowed';
    expect(await insist(order)).toMatchObject({ status: 'pending' });
  });

  it('a player who is not verified hears of that first', async () => {
    bench.access = 'unanswered';
    bench.verification = 'unverified';
    await expect(insist(bench.order(playerId))).rejects.toMatchObject({ code: 'not_verified' });
  });

  it('a block in the wallet refuses what safer-gambling let pass, and a payment under way still arrives', async () => {
    const deposit = await insist(bench.order(playerId));
    await control({ blocks: [{ scope: 'deposit', reason: 'self_exclusion' }] });
    await expect(bench.stack.bus.ask(createDeposit, bench.order(playerId))).rejects.toMatchObject({
      code: 'deposit_blocked',
    });
    await bench.pay(deposit);
    await bench.depositBecomes(playerId, deposit.depositId, 'credited');
  });
});
