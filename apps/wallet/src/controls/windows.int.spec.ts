import {
  commitWithdrawal,
  holdWithdrawal,
  placeStake,
  readSpending,
  reserveDeposit,
  rollBackStakes,
  setControls,
  settleRound,
  settleStakes,
  type WindowLimit,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { gbp, House, round, stake } from '../../test/house.js';

const hour = 3_600_000;

describe('limits of windows', () => {
  let house: House;
  let playerId: string;

  beforeAll(async () => {
    house = await House.open();
  });

  afterAll(async () => {
    expect(await house.close()).toEqual([]);
  });

  beforeEach(async () => {
    playerId = await house.player(100_000);
  });

  const limited = (...windows: [WindowLimit['kind'], WindowLimit['window'], number][]): Promise<void> =>
    house.controls(playerId, {
      windows: windows.map(([kind, window, amount]) => ({ kind, window, amount: gbp(amount) })),
    });
  const bet = (amount: number, payout = 0, over = {}): Promise<unknown> =>
    house.insist(settleRound, round(playerId, amount, payout, over));
  const ago = (ms: number): { startedAt: string } => ({ startedAt: new Date(Date.now() - ms).toISOString() });
  const reserve = (amount: number): Promise<unknown> =>
    house.insist(reserveDeposit, { playerId, depositId: newId(), amount: gbp(amount) });

  it.each([
    ['stake', 'stake_limit_reached', 1000],
    ['loss', 'loss_limit_reached', 1050],
  ] as const)(
    'never passes a rolling %s limit by a penny under 64 parallel stakes',
    async (kind, code, exact) => {
      await limited([kind, 'rolling_day', exact]);
      const results = await Promise.allSettled(Array.from({ length: 64 }, () => bet(100)));
      const refused = results.filter(({ status }) => status === 'rejected');
      expect(refused).toHaveLength(54);
      for (const one of refused) expect(one).toMatchObject({ reason: { code } });
      expect((await house.view(playerId)).cash).toBe(99_000);
      const { windows } = await house.insist(readSpending, { playerId });
      expect(windows).toEqual([
        { kind, window: 'rolling_day', amount: gbp(exact), used: gbp(1000), remaining: gbp(exact - 1000) },
      ]);
    },
  );

  it.each([
    ['rolling_day', 24],
    ['rolling_week', 7 * 24],
    ['rolling_month', 30 * 24],
  ] as const)('lets go of what is older than a %s, and not before', async (window, hours) => {
    await limited(['stake', window, 100]);
    await bet(60, 0, ago(hours * hour + 60_000));
    await bet(40, 0, ago(hours * hour - 60_000));
    await expect(bet(61)).rejects.toMatchObject({ code: 'stake_limit_reached' });
    await bet(60);
  });

  it('counts bets of before it was set', async () => {
    await bet(80);
    await limited(['loss', 'rolling_day', 100]);
    await expect(bet(21)).rejects.toMatchObject({ code: 'loss_limit_reached' });
    await bet(20);
  });

  it('counts a payout where its stake was, and a stake that was taken back nowhere', async () => {
    await limited(['loss', 'rolling_day', 100]);
    const roundId = newId();
    const back = stake(playerId, newId(), 40);
    await house.insist(placeStake, stake(playerId, roundId, 60, ago(hour)));
    await house.insist(placeStake, back);
    await expect(bet(1)).rejects.toMatchObject({ code: 'loss_limit_reached' });
    const rollbacks = [{ playerId, stakeId: back.stakeId, currency: 'GBP' as const, reason: 'x' }];
    await house.insist(rollBackStakes, { rollbacks });
    await house.insist(settleStakes, { settlements: [{ playerId, roundId, payout: gbp(50), outcome: {} }] });
    await expect(bet(91)).rejects.toMatchObject({ code: 'loss_limit_reached' });
    await bet(90);
  });

  it('holds the loss of each game session for itself', async () => {
    await limited(['loss', 'game_session', 100]);
    const [one, other] = [{ gameSessionId: newId() }, { gameSessionId: newId() }];
    await bet(70, 0, one);
    await expect(bet(31, 0, one)).rejects.toMatchObject({ code: 'loss_limit_reached' });
    await house.launch(playerId, other.gameSessionId);
    await bet(100, 0, other);
    await house.launch(playerId, one.gameSessionId);
    await bet(30, 10, one);
    await bet(10, 0, one);
    await expect(bet(1, 0, one)).rejects.toMatchObject({ code: 'loss_limit_reached' });
  });

  it.each(['day', 'rolling_week'] as const)('holds deposits less withdrawals of a %s', async (window) => {
    playerId = await house.player(0);
    await limited(['net_deposit', window, 1000]);
    await house.deposit(playerId, 600);
    await reserve(400);
    await expect(reserve(1)).rejects.toMatchObject({ code: 'deposit_limit_reached' });
    const withdrawal = { playerId, withdrawalId: newId() };
    await house.insist(holdWithdrawal, { ...withdrawal, amount: gbp(250) });
    await expect(reserve(1)).rejects.toMatchObject({ code: 'deposit_limit_reached' });
    await house.insist(commitWithdrawal, { ...withdrawal, provider: 'sandbox-psp' });
    await reserve(250);
    await expect(reserve(1)).rejects.toMatchObject({ code: 'deposit_limit_reached' });
  });

  it('never passes a rolling deposit limit by a penny under 32 parallel deposits', async () => {
    playerId = await house.player(0);
    await limited(['deposit', 'rolling_month', 1050]);
    const results = await Promise.allSettled(Array.from({ length: 32 }, () => reserve(100)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
  });

  it('blocks all: neither play nor deposits, until its hour', async () => {
    const until = new Date(Date.now() + hour).toISOString();
    await house.controls(playerId, { blocks: [{ scope: 'all', until, reason: 'time_out' }] });
    await expect(bet(1)).rejects.toMatchObject({ code: 'play_blocked' });
    await expect(reserve(1)).rejects.toMatchObject({ code: 'deposit_blocked' });
    await bet(1, 0, { startedAt: until });
  });

  it('says which window does not fit', async () => {
    const windows = [{ kind: 'deposit' as const, window: 'game_session' as const, amount: gbp(1) }];
    const wrong = house.insist(setControls, { playerId, revision: 1, limits: [], blocks: [], windows });
    await expect(wrong).rejects.toMatchObject({ code: 'invalid_request', field: 'windows.0.window' });
  });

  it('is lifted by the next revision', async () => {
    await limited(['stake', 'rolling_day', 0]);
    await expect(bet(1)).rejects.toMatchObject({ code: 'stake_limit_reached' });
    await house.controls(playerId, { revision: 2 });
    await bet(1);
  });
});
