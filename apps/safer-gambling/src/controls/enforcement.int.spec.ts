import {
  commitWithdrawal,
  creditDeposit,
  excludeSelf,
  holdWithdrawal,
  placeStake,
  readLimits,
  readWallet,
  setLimits,
  settleRound,
  settleStakes,
  type SpendingLimit,
  takeTimeOut,
} from '@croupier/contracts';
import { type AskContract, DomainError, newId } from '@croupier/kernel';
import { checkLedger, middayZone, type ServiceUnderTest, TestStack } from '@croupier/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { service as walletService } from '../../../wallet/src/service.js';
import { gbp, round, stake } from '../../../wallet/test/house.js';
import { protectionSettings } from '../../test/bench.js';
import { TestScheme } from '../../test/scheme.js';
import { service } from '../service.js';

describe('protection in the money path of the real wallet', () => {
  let stack: TestStack;
  let scheme: TestScheme;
  let wallet: ServiceUnderTest;
  let own: ServiceUnderTest;
  let playerId: string;

  beforeAll(async () => {
    [stack, scheme] = await Promise.all([TestStack.open(), TestScheme.open()]);
    wallet = await stack.start(walletService, { SANDBOX: 'true' });
    own = await stack.start(service, protectionSettings(scheme));
  });

  afterAll(async () => {
    expect(await checkLedger(wallet.database.admin)).toEqual([]);
    await stack.close();
    await scheme.close();
  });

  beforeEach(async () => {
    playerId = newId();
    await wallet.database.admin.query(`SELECT open_account($1, 'GBP', false, $2)`, [playerId, middayZone()]);
    const deposit = { playerId, depositId: newId(), provider: 'sandbox-psp', amount: gbp(1_000_000) };
    await insist(creditDeposit, deposit);
  });

  /** Asks again while nobody knows or nobody answers, as a careful client does. */
  async function insist<Request extends object, Reply extends object>(
    ask: AskContract<Request, Reply>,
    request: Request,
  ): Promise<Reply> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await stack.bus.ask(ask, request, { deadlineMs: 20_000 });
      } catch (error) {
        if (!(error instanceof DomainError && error.kind === 'unavailable' && attempt < 20)) throw error;
      }
    }
  }

  // All at one moment: the shortest game cycle is another rule, and not looked at here.
  const startedAt = new Date().toISOString();
  const bet = (amount: number) => insist(settleRound, round(playerId, amount, 0, { startedAt }));
  const limit = (kind: SpendingLimit['kind'], amount: number): SpendingLimit => ({
    kind,
    period: 'day',
    amount: gbp(amount),
  });
  const limits = (...wanted: SpendingLimit[]) =>
    insist(setLimits, { playerId, limits: wanted, expectedVersion: 1 });
  const cash = async () => (await insist(readWallet, { playerId })).cash.amount;

  it.each([
    ['stake', 'stake_limit_reached'],
    ['loss', 'loss_limit_reached'],
  ] as const)('64 parallel stakes never pass a %s limit by a penny', async (kind, code) => {
    await limits(limit(kind, 1099));
    const results = await Promise.allSettled(Array.from({ length: 64 }, () => bet(100)));
    const refused = results.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(54);
    for (const one of refused) expect(one).toMatchObject({ reason: { code } });
    expect(await cash()).toBe(999_000);
    const { limits: shown } = await insist(readLimits, { playerId });
    expect(shown).toMatchObject([{ used: gbp(1000), remaining: gbp(99) }]);
    await bet(99);
    await expect(bet(1)).rejects.toMatchObject({ code });
  });

  it('a limit lowered while stakes run holds for every stake after its answer', async () => {
    await limits(limit('stake', 100_000));
    const running = Array.from({ length: 20 }, () => bet(100).catch((error: unknown) => error));
    await insist(setLimits, { playerId, limits: [limit('stake', 500)], expectedVersion: 2 });
    const spent = 1_000_000 - (await cash());
    await Promise.all(running);
    const after = 1_000_000 - (await cash());
    expect(after).toBeLessThanOrEqual(Math.max(500, spent));
    await expect(bet(100_000)).rejects.toMatchObject({ code: 'stake_limit_reached' });
  });

  it.each([
    ['a self-exclusion', () => insist(excludeSelf, { playerId, months: 6, understood: true })],
    ['a time-out', () => insist(takeTimeOut, { playerId, hours: 24 })],
  ])(
    '%s placed while bets run leaves no stake after its answer, and owed money arrives',
    async (_, restrict) => {
      const tableRound = newId();
      await insist(placeStake, stake(playerId, tableRound, 500, { startedAt }));
      const withdrawalId = newId();
      await insist(holdWithdrawal, { playerId, withdrawalId, amount: gbp(2000) });
      let playing = true;
      let placed = 0;
      const players = Array.from({ length: 8 }, async () => {
        while (playing) {
          try {
            await bet(1);
            placed += 1;
          } catch (error) {
            if (error instanceof DomainError && error.code === 'play_blocked') return;
            throw error;
          }
        }
      });
      while (placed < 20) await new Promise((resolve) => setTimeout(resolve, 5));
      await restrict();
      const answered = await settled();
      // Every player finds the block with their next bet; none of them is told to stop.
      await Promise.all(players);
      playing = false;
      expect(await settled()).toEqual(answered);
      await expect(bet(1)).rejects.toMatchObject({ code: 'play_blocked' });
      await expect(insist(placeStake, stake(playerId, newId(), 1, { startedAt }))).rejects.toMatchObject({
        code: 'play_blocked',
      });
      const before = await cash();
      const settlement = { playerId, roundId: tableRound, payout: gbp(1500), outcome: {} };
      await insist(settleStakes, { settlements: [settlement] });
      expect(await cash()).toBe(before + 1500);
      await insist(commitWithdrawal, { playerId, withdrawalId, provider: 'sandbox-psp' });
      await insist(holdWithdrawal, { playerId, withdrawalId: newId(), amount: gbp(await cash()) });
      expect(await cash()).toBe(0);
    },
  );

  async function settled(): Promise<unknown> {
    const rows = (await wallet.database.admin.query(
      `SELECT count(*)::int AS rounds FROM transactions WHERE player_id = $1`,
      [playerId],
    )) as { rounds: number }[];
    return rows[0]?.rounds;
  }

  it('holds while safer-gambling is away, and what needs its decision is refused', async () => {
    await limits(limit('stake', 300));
    await own.close();
    await bet(100);
    await bet(200);
    await expect(bet(1)).rejects.toMatchObject({ code: 'stake_limit_reached' });
    const request = { playerId, limits: [], expectedVersion: 2 };
    await expect(stack.bus.ask(setLimits, request)).rejects.toMatchObject({ code: 'service_unavailable' });
  });
});
