import {
  approveWithdrawal,
  createWithdrawal,
  listWithdrawalReviews,
  readWithdrawal,
  rejectWithdrawal,
  type Withdrawal,
  withdrawalFailed,
} from '@croupier/contracts';
import { DomainError, newId } from '@croupier/kernel';
import { checkLedger, until } from '@croupier/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PaymentsBench } from '../../test/payments-bench.js';

const bound = 100_000;

describe('a withdrawal above the bound', () => {
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
    playerId = await bench.player(400_000);
  });

  const patient = { deadlineMs: 15_000 };
  const withdraw = (amount: number, idempotencyKey = `key-${newId()}`): Promise<Withdrawal> =>
    bench.stack.bus.ask(
      createWithdrawal,
      { playerId, idempotencyKey, amount: { amount, currency: 'GBP' }, method: 'bank' },
      patient,
    );
  const approve = (withdrawalId: string, staffId = newId()) =>
    bench.stack.bus.ask(
      approveWithdrawal,
      { withdrawalId, staffId, reason: 'source of funds seen' },
      patient,
    );
  const reject = (withdrawalId: string, staffId = newId()) =>
    bench.stack.bus.ask(rejectWithdrawal, { withdrawalId, staffId, reason: 'another name' }, patient);
  const code = async (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'ok',
      (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
    );
  const payouts = async (id: string): Promise<number> => (await bench.psp('GET', `/payouts/${id}`)).status;

  it('waits with the money held, and nothing reaches the provider', async () => {
    const { withdrawalId, status } = await withdraw(bound + 1);
    expect(status).toBe('in_review');
    expect(await bench.money(playerId)).toEqual([400_000 - bound - 1, bound + 1]);
    await bench.payments.database.admin.query(
      `UPDATE withdrawals SET next_check_at = now() WHERE withdrawal_id = $1`,
      [withdrawalId],
    );
    await until('the process looked at it', async () => {
      const sql = `SELECT checks FROM withdrawals WHERE withdrawal_id = $1`;
      const [row] = (await bench.payments.database.admin.query(sql, [withdrawalId])) as [{ checks: number }];
      return row.checks > 0;
    });
    expect(await payouts(withdrawalId)).toBe(404);
    const now = await bench.stack.bus.ask(readWithdrawal, { playerId, withdrawalId });
    expect(now.status).toBe('in_review');
  });

  it('is not one exactly at the bound', async () => {
    expect((await withdraw(bound)).status).toBe('submitted');
  });

  it('is paid once approved, by one of many who approve at once, and a repeat changes nothing', async () => {
    const { withdrawalId } = await withdraw(bound + 1);
    const first = newId();
    const codes = await Promise.all([first, newId(), newId()].map((id) => code(approve(withdrawalId, id))));
    expect(codes.sort()).toEqual(['not_in_review', 'not_in_review', 'ok']);
    await bench.withdrawalBecomes(playerId, withdrawalId, 'paid');
    expect(await bench.money(playerId)).toEqual([400_000 - bound - 1, 0]);
    expect(await code(reject(withdrawalId))).toBe('not_in_review');
  });

  it('returns the money once rejected, tells it once, and shows the player no reason of the house', async () => {
    const key = `key-${newId()}`;
    const { withdrawalId } = await withdraw(bound + 1, key);
    const staffId = newId();
    expect(await reject(withdrawalId, staffId)).toMatchObject({
      playerId,
      reviewedBy: staffId,
      reviewReason: 'another name',
    });
    const failed = await bench.withdrawalBecomes(playerId, withdrawalId, 'failed');
    expect(failed).toMatchObject({ failureReason: 'rejected_in_review' });
    expect(JSON.stringify(failed)).not.toContain('another name');
    expect(await bench.money(playerId)).toEqual([400_000, 0]);
    expect(await payouts(withdrawalId)).toBe(404);
    const told = () => bench.told.filter(({ paymentId }) => paymentId === withdrawalId);
    await until('it was told', () => told().length);
    expect(told()).toMatchObject([{ subject: withdrawalFailed.subject, reason: 'rejected_in_review' }]);
    expect((await reject(withdrawalId, staffId)).status).toBe('failed');
    expect(await code(approve(withdrawalId))).toBe('not_in_review');
    expect((await withdraw(bound + 1, key)).status).toBe('failed');
  });

  it('gives the money back when the wallet comes back, if it was away at the rejection', async () => {
    const { withdrawalId } = await withdraw(bound + 1);
    await bench.wallet.close();
    await reject(withdrawalId);
    await bench.restartWallet();
    await bench.withdrawalBecomes(playerId, withdrawalId, 'failed');
    expect(await bench.money(playerId)).toEqual([400_000, 0]);
  });

  it('is listed until somebody decided, the oldest first', async () => {
    const made = [await withdraw(bound + 1), await withdraw(bound + 2)].map(
      ({ withdrawalId }) => withdrawalId,
    );
    const listed = async (): Promise<string[]> => {
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await bench.stack.bus.ask(listWithdrawalReviews, {
          limit: 2,
          ...(cursor ? { cursor } : {}),
        });
        ids.push(...page.data.map(({ withdrawalId }) => withdrawalId));
        cursor = page.next;
      } while (cursor);
      return ids;
    };
    expect((await listed()).slice(-2)).toEqual(made);
    await approve(made[0] as string);
    expect(await listed()).not.toContain(made[0]);
    expect(await code(approve(newId()))).toBe('not_found');
  });
});
