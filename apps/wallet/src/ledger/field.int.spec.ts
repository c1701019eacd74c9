import {
  adjustBalance,
  carryOut,
  commitWithdrawal,
  grantBonus,
  holdWithdrawal,
  openAccount,
  placeStake,
  readTrialBalance,
  releaseWithdrawal,
  reserveDeposit,
  rollBackStakes,
  settleRound,
  settleStakes,
} from '@croupier/contracts';
import { DomainError, newId } from '@croupier/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { gbp, House, round, stake } from '../../test/house.js';

/** What went wrong in other ledgers and wallets, by the public thread that tells of it. */
describe('what other ledgers stumbled over', () => {
  let house: House;
  let playerId: string;

  beforeAll(async () => {
    house = await House.open();
  });

  afterAll(async () => {
    expect(await house.close()).toEqual([]);
  });

  beforeEach(async () => {
    playerId = await house.player(1000);
  });

  /** Codes of those that were refused, and how many passed. */
  async function outcomes(asks: Promise<unknown>[]): Promise<{ passed: number; codes: Set<string> }> {
    const results = await Promise.allSettled(asks);
    const codes = new Set<string>();
    for (const result of results) {
      if (result.status === 'fulfilled') continue;
      if (!(result.reason instanceof DomainError)) throw result.reason;
      codes.add(result.reason.code);
    }
    return { passed: results.filter(({ status }) => status === 'fulfilled').length, codes };
  }

  const times = <Made>(count: number, make: (n: number) => Made): Made[] =>
    Array.from({ length: count }, (_, n) => make(n));
  const hold = (amount: number, withdrawalId: string = newId()): Promise<unknown> =>
    house.insist(holdWithdrawal, { playerId, withdrawalId, amount: gbp(amount) });
  const bet = (amount: number, payout = 0): Promise<unknown> =>
    house.insist(settleRound, round(playerId, amount, payout, { startedAt: '2026-11-29T12:00:00.000Z' }));

  it('formancehq/ledger#364: the same key at once gets the same full answer, never an empty one', async () => {
    const once = round(playerId, 100, 40);
    const answers = await Promise.all(times(32, () => house.insist(settleRound, once)));
    const [first] = answers;
    for (const answer of answers) expect({ ...answer, replayed: true }).toEqual({ ...first, replayed: true });
  });

  it('formancehq/ledger#764, #767: mixed commands of crossing players wait for one another and never lock up', async () => {
    const players = await Promise.all(times(5, () => house.player(100_000)));
    const one = (n: number): object => {
      const [who = '', other = ''] = [players[n % 5], players[(n * 3 + 1) % 5]];
      const at = { startedAt: '2026-11-29T12:00:00.000Z' };
      return {
        commands: [
          { round: round(who, 5, 5, at) },
          { round: round(other, 7, 7, at) },
          { stake: stake(n % 2 ? who : other, newId(), 3, at) },
        ],
      };
    };
    const batches = await Promise.all(times(120, (n) => house.insist(carryOut, one(n) as never)));
    const codes = batches.flatMap(({ results }) => results.map(({ code }) => code));
    expect(new Set(codes)).toEqual(new Set(['done']));
  });

  it('blnkfinance/blnk#181, #90: what is held is not there to bet with, and what is bet not to hold', async () => {
    const { passed, codes } = await outcomes(times(20, (n) => (n % 2 ? hold(100) : bet(100))));
    expect(passed).toBe(10);
    expect(codes).toEqual(new Set(['insufficient_funds']));
    expect((await house.view(playerId)).cash).toBe(0);
  });

  it('blnkfinance/blnk#171: a hold is committed once, however many do it at once, or released', async () => {
    const withdrawalId = newId();
    await hold(400, withdrawalId);
    const end = { playerId, withdrawalId, provider: 'sandbox-psp' };
    const both = times(16, (n) => house.insist(n % 2 ? commitWithdrawal : releaseWithdrawal, end));
    const { codes } = await outcomes(both);
    expect(codes).toEqual(new Set(['hold_not_open']));
    const [cash, paid] = [
      (await house.view(playerId)).cash,
      await house.account(playerId, 'psp_clearing:sandbox-psp'),
    ];
    expect([
      [1000, -1000],
      [600, -600],
    ]).toContainEqual([cash, paid]);
  });

  it('blnkfinance/blnk#183: a batch is in one commit, and what of it is refused takes nothing with it', async () => {
    const commands = times(50, (n) => ({ stake: stake(playerId, newId(), n === 25 ? 5000 : 1) }));
    const { results } = await house.insist(carryOut, { commands });
    expect(results.map(({ code }) => code).filter((code) => code !== 'done')).toEqual(['insufficient_funds']);
    const written = (await house.wallet.database.admin.query(
      `SELECT DISTINCT xmin FROM journal WHERE player_id = $1 AND kind = 'stake'`,
      [playerId],
    )) as unknown[];
    expect(written).toHaveLength(1);
  });

  it('LerianStudio/midaz#2429, flash-oss/medici#119: funds for exactly ten bets pay for exactly ten', async () => {
    const { passed, codes } = await outcomes(times(64, () => bet(100)));
    expect([passed, [...codes], (await house.view(playerId)).cash]).toEqual([10, ['insufficient_funds'], 0]);
  });

  it('tigerbeetle#2955, #3382: balance and limits of day and month hold in the one transaction of the bet', async () => {
    const limits = [
      { kind: 'stake' as const, period: 'day' as const, amount: gbp(700) },
      { kind: 'stake' as const, period: 'month' as const, amount: gbp(650) },
    ];
    await house.controls(playerId, { limits });
    const { passed, codes } = await outcomes(times(40, () => bet(50)));
    expect([passed, [...codes]]).toEqual([13, ['stake_limit_reached']]);
  });

  it('runvendo/vendo#1297: a key is taken in the transaction itself, not looked up before it', async () => {
    const keys = times(8, () => round(playerId, 1, 0, { startedAt: '2026-11-29T12:00:00.000Z' }));
    await Promise.all(keys.flatMap((one) => times(12, () => house.insist(settleRound, one))));
    expect(await house.view(playerId)).toMatchObject({ cash: 992, version: 9 });
  });

  it('tiana-code/fincore-engine#44, #57: of fifty bodies under one key one passes, the others conflict', async () => {
    const stakeId = newId();
    const { passed, codes } = await outcomes(
      times(50, (n) => house.insist(placeStake, stake(playerId, newId(), n + 1, { stakeId }))),
    );
    expect([passed, [...codes]]).toEqual([1, ['idempotency_key_reused']]);
  });

  it('envato/double_entry#114: no transaction is out of balance, whatever a caller says', async () => {
    const { sums } = await house.insist(readTrialBalance, {});
    expect(sums.every(({ amount }) => amount === 0)).toBe(true);
    const crooked = `UPDATE journal SET cash_in = cash_in + 1 WHERE player_id = $1`;
    await expect(house.wallet.database.admin.query(crooked, [playerId])).rejects.toMatchObject({
      code: '23001',
    });
  });

  it('bavix/laravel-wallet#1039: debits at once are all there, and a refund is what its stake was', async () => {
    const stakes = times(30, (n) => stake(playerId, newId(), n + 1));
    await Promise.all(stakes.map((one) => house.insist(placeStake, one)));
    expect((await house.view(playerId)).cash).toBe(1000 - 465);
    const rollbacks = stakes.map(({ stakeId }) => ({
      playerId,
      stakeId,
      currency: 'GBP' as const,
      reason: 'x',
    }));
    const { results } = await house.insist(rollBackStakes, { rollbacks });
    expect(results.map(({ refund }) => refund?.amount)).toEqual(times(30, (n) => n + 1));
    expect((await house.view(playerId)).cash).toBe(1000);
  });

  it('simstudioai/sim#7187: new rows of an account do not lock up with changes of the account', async () => {
    const fresh = times(12, () => newId());
    const asks = fresh.flatMap((id, n) => [
      house.insist(openAccount, { playerId: id, currency: 'GBP' }),
      house.controls(id, { revision: n + 1, limits: [] }),
      house.insist(openAccount, { playerId: id, currency: 'EUR' }),
      house
        .insist(reserveDeposit, { playerId: id, depositId: newId(), amount: gbp(1) })
        .catch((error: unknown) => {
          expect(error).toMatchObject({ code: 'no_account' });
        }),
    ]);
    expect((await outcomes(asks)).passed).toBe(asks.length);
  });

  it('JiRaska/open-bank-oss#541: a payout that is told twice is paid once', async () => {
    const roundId = newId();
    await house.insist(placeStake, stake(playerId, roundId, 100));
    const settlements = [{ playerId, roundId, payout: gbp(250), outcome: {} }];
    const ends = await Promise.all(times(10, () => house.insist(settleStakes, { settlements })));
    const codes = ends.flatMap(({ results }) => results.map(({ code }) => code)).sort();
    expect(codes).toEqual(['done', ...times(9, () => 'replayed')]);
    expect((await house.view(playerId)).cash).toBe(1150);
  });

  it('blurifycom/openora#136: what adds up over commands is not added again by a replay', async () => {
    await house.controls(playerId, { limits: [{ kind: 'loss', period: 'day', amount: gbp(300) }] });
    const once = round(playerId, 100, 0, { startedAt: '2026-11-29T12:00:00.000Z' });
    for (let n = 0; n < 5; n += 1) await house.insist(settleRound, once);
    await bet(200);
    await expect(bet(1)).rejects.toMatchObject({ code: 'loss_limit_reached' });
  });

  it('stellarBank#32: an approval or an award that is carried out twice at once is carried out once', async () => {
    const adjustment = { playerId, approvalId: newId(), amount: gbp(5), reason: 'goodwill' };
    const award = { playerId, awardId: newId(), amount: gbp(50), maximumStake: gbp(10) };
    await Promise.all(times(10, () => house.insist(adjustBalance, adjustment)));
    await Promise.all(times(10, () => house.insist(grantBonus, award)));
    expect(await house.view(playerId)).toMatchObject({ cash: 1005, bonus: 50, version: 3 });
  });
});
