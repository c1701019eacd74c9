import { type Deposit, readDeposit } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { checkLedger, until } from '@croupier/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PaymentsBench } from '../../test/payments-bench.js';

describe('deposits that stopped halfway', () => {
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
    playerId = await bench.player();
  });

  /** A row as a process that died may have left it, with its order at the provider. */
  async function leftBehind(status: Deposit['status'], over: { ageMs?: number; ordered?: boolean } = {}) {
    const depositId = newId();
    const { ageMs = 0, ordered = true } = over;
    await bench.payments.database.admin.query(
      `INSERT INTO deposits (player_id, deposit_id, idempotency_key, fingerprint, provider, method, amount,
         currency, status, created_at, next_check_at)
       VALUES ($1, $2, $3, '', 'sandbox-psp', 'card', 1000, 'GBP', $4, now() - $5 * interval '1 ms', now())`,
      [playerId, depositId, `key-${depositId}`, status, ageMs],
    );
    if (!ordered) return { depositId };
    const order = { reference: depositId, amount: { amount: 1000, currency: 'GBP' }, method: 'card' };
    const { json } = await bench.psp('POST', '/payments', order);
    return { depositId, redirectUrl: String(json['payUrl']) };
  }

  describe('what stopped halfway', () => {
    it('is credited when it was captured', async () => {
      const { depositId } = await leftBehind('captured', { ordered: false });
      await bench.depositBecomes(playerId, depositId, 'credited');
      expect(await bench.money(playerId)).toEqual([1000, 0]);
    });

    it.each(['created', 'pending'] as const)(
      'is credited when it was %s and paid meanwhile',
      async (status) => {
        bench.webhooksArrive = false;
        const left = await leftBehind(status);
        await bench.pay(left);
        await bench.payments.database.admin.query(
          `UPDATE deposits SET next_check_at = now() WHERE deposit_id = $1`,
          [left.depositId],
        );
        await bench.depositBecomes(playerId, left.depositId, 'credited');
        bench.webhooksArrive = true;
        expect(await bench.money(playerId)).toEqual([1000, 0]);
      },
    );

    it('expires an hour old, and is credited all the same when it is paid after that', async () => {
      const left = await leftBehind('pending', { ageMs: 3_601_000 });
      const orphan = await leftBehind('created', { ageMs: 3_601_000, ordered: false });
      await bench.depositBecomes(playerId, left.depositId, 'expired');
      await bench.depositBecomes(playerId, orphan.depositId, 'expired');
      await until('it was told', () => bench.told.find(({ paymentId }) => paymentId === left.depositId));
      await bench.pay(left);
      await bench.depositBecomes(playerId, left.depositId, 'credited');
      expect(await bench.money(playerId)).toEqual([1000, 0]);
    });

    it('is left open at 59 minutes', async () => {
      const { depositId } = await leftBehind('pending', { ageMs: 3_540_000 });
      await new Promise((resolve) => setTimeout(resolve, 1500));
      expect(await bench.stack.bus.ask(readDeposit, { playerId, depositId })).toMatchObject({
        status: 'pending',
      });
    });

    it('is credited once by three processes', async () => {
      const replicas = [await bench.replica(), await bench.replica()];
      const left = await Promise.all(
        Array.from({ length: 60 }, () => leftBehind('captured', { ordered: false })),
      );
      for (const { depositId } of left) await bench.depositBecomes(playerId, depositId, 'credited');
      expect(await bench.money(playerId)).toEqual([60_000, 0]);
      await Promise.all(replicas.map((replica) => replica.close()));
    });

    it('waits for a wallet that is down and is credited when it is back', async () => {
      const deposit = await bench.deposit(playerId);
      await bench.wallet.close();
      await bench.pay(deposit);
      await bench.depositBecomes(playerId, deposit.depositId, 'captured');
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await bench.restartWallet();
      await bench.depositBecomes(playerId, deposit.depositId, 'credited');
      expect(await bench.money(playerId)).toEqual([1000, 0]);
    });
  });

  it('cannot be moved out of its last state, nor rewritten, by the service itself', async () => {
    const { depositId } = await leftBehind('captured', { ordered: false });
    await bench.depositBecomes(playerId, depositId, 'credited');
    const reopen = bench.payments.database.admin.query(
      `UPDATE deposits SET status = 'captured' WHERE deposit_id = $1`,
      [depositId],
    );
    await expect(reopen).rejects.toThrow(/closed/);
    const [{ allowed }] = (await bench.payments.database.admin.query(
      `SELECT has_column_privilege(current_database(), 'deposits', 'amount', 'UPDATE')
           OR has_table_privilege(current_database(), 'webhooks', 'UPDATE')
           OR has_table_privilege(current_database(), 'deposits', 'DELETE') AS allowed`,
    )) as [{ allowed: boolean }];
    expect(allowed).toBe(false);
  });
});
