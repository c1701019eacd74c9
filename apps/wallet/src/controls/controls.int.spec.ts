import {
  cancelDeposit,
  commitWithdrawal,
  holdWithdrawal,
  type LimitKind,
  type LimitPeriod,
  openAccount,
  placeStake,
  readSpending,
  reserveDeposit,
  setControls,
  settleRound,
  settleStakes,
  type SpendingLimit,
  voidStakes,
} from '@croupier/contracts';
import { legalZone, newId } from '@croupier/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { gbp, House, round, stake } from '../../test/house.js';

const limit = (kind: LimitKind, amount: number, period: LimitPeriod = 'day'): SpendingLimit => ({
  kind,
  period,
  amount: gbp(amount),
});

describe('limits and blocks in the money path', () => {
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

  const bet = (amount: number, payout = 0, over = {}): Promise<unknown> =>
    house.insist(settleRound, round(playerId, amount, payout, over));
  const reserve = (amount: number, depositId: string = newId()): Promise<unknown> =>
    house.insist(reserveDeposit, { playerId, depositId, amount: gbp(amount) });
  const used = async (): Promise<number[]> => {
    const { limits } = await house.insist(readSpending, { playerId });
    return limits.map((row) => row.used.amount);
  };

  it.each([
    ['stake', 'stake_limit_reached', 1000],
    ['loss', 'loss_limit_reached', 1050],
  ] as const)('never passes a %s limit by a penny under 64 parallel stakes', async (kind, code, exact) => {
    await house.controls(playerId, { limits: [limit(kind, exact)] });
    const startedAt = new Date().toISOString();
    const bets = Array.from({ length: 64 }, () => bet(100, 0, { startedAt }));
    const results = await Promise.allSettled(bets);
    const refused = results.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(54);
    for (const one of refused) expect(one).toMatchObject({ reason: { code } });
    expect((await house.view(playerId)).cash).toBe(99_000);
    expect(await used()).toEqual([1000]);
  });

  it('counts what was won against losses, and stakes only once', async () => {
    await house.controls(playerId, { limits: [limit('loss', 300), limit('stake', 10_000)] });
    await bet(300, 200);
    await bet(200);
    await expect(bet(1)).rejects.toMatchObject({ code: 'loss_limit_reached' });
    expect(await used()).toEqual([300, 500]);
  });

  it('holds day, week and month each for itself, on the calendar of London', async () => {
    playerId = await house.player(100_000, legalZone);
    await house.controls(playerId, { limits: [limit('stake', 100, 'day'), limit('stake', 250, 'month')] });
    const at = (startedAt: string): Promise<unknown> => bet(100, 0, { startedAt });
    await at('2038-03-28T00:30:00.000Z');
    await expect(at('2038-03-28T22:59:59.999Z')).rejects.toMatchObject({ code: 'stake_limit_reached' });
    // British Summer Time began that morning: the 29th starts at 23:00 UTC.
    await at('2038-03-28T23:00:00.000Z');
    await expect(at('2038-03-29T23:00:00.000Z')).rejects.toMatchObject({ code: 'stake_limit_reached' });
    await at('2038-03-31T23:00:00.000Z');
  });

  it('counts a bet or a deposit whose clock is behind in the periods that are present', async () => {
    playerId = await house.player(100_000, legalZone);
    await house.controls(playerId, { limits: [limit('stake', 100), limit('deposit', 150)] });
    const at = (startedAt: string, amount: number): Promise<unknown> =>
      house.insist(placeStake, stake(playerId, newId(), amount, { startedAt }));
    const [before, after] = ['2038-02-09T23:59:59.990Z', '2038-02-10T00:00:00.010Z'];
    await at(after, 60);
    await expect(at(before, 41)).rejects.toMatchObject({ code: 'stake_limit_reached' });
    await at(before, 40);
    await expect(at(after, 1)).rejects.toMatchObject({ code: 'stake_limit_reached' });
    await reserve(100);
    await expect(reserve(51)).rejects.toMatchObject({ code: 'deposit_limit_reached' });
  });

  it('counts a stake on the day it is placed, however old its round is', async () => {
    playerId = await house.player(100_000, legalZone);
    await house.controls(playerId, { limits: [limit('stake', 100)] });
    const roundId = newId();
    const at = (startedAt: string, amount: number): Promise<unknown> =>
      house.insist(placeStake, stake(playerId, roundId, amount, { startedAt }));
    await at('2038-02-09T23:59:00.000Z', 100);
    await at('2038-02-10T00:01:00.000Z', 60);
    await expect(at('2038-02-10T00:02:00.000Z', 41)).rejects.toMatchObject({ code: 'stake_limit_reached' });
    await at('2038-02-10T00:03:00.000Z', 40);
  });

  it("begins the day at the midnight of the account's own zone", async () => {
    playerId = newId();
    const open = `SELECT open_account($1, 'GBP', false, 'America/New_York')`;
    await house.wallet.database.admin.query(open, [playerId]);
    await house.deposit(playerId, 1000);
    await house.controls(playerId, { limits: [limit('stake', 100)] });
    const at = (startedAt: string): Promise<unknown> => bet(100, 0, { startedAt });
    await at('2038-02-10T04:59:59.000Z');
    await at('2038-02-10T05:00:00.000Z');
    await expect(at('2038-02-11T04:59:59.999Z')).rejects.toMatchObject({ code: 'stake_limit_reached' });
    const { limits } = await house.insist(readSpending, { playerId });
    expect(limits[0]?.resetsAt).toMatch(/T0[45]:00:00\.000Z$/);
  });

  it('starts the week on Monday', async () => {
    playerId = await house.player(100_000, legalZone);
    await house.controls(playerId, { limits: [limit('stake', 100, 'week')] });
    const at = (startedAt: string): Promise<unknown> => bet(100, 0, { startedAt });
    await at('2038-01-10T12:00:00.000Z');
    await expect(at('2038-01-10T23:59:59.000Z')).rejects.toMatchObject({ code: 'stake_limit_reached' });
    await at('2038-01-11T00:00:00.000Z');
  });

  it.each(
    (['stake', 'loss'] as const).flatMap((kind) =>
      (['day', 'week', 'month'] as const).map((period) => [kind, period] as const),
    ),
  )('holds a %s limit of the %s to the penny', async (kind, period) => {
    await house.controls(playerId, { limits: [limit(kind, 100, period)] });
    await bet(60);
    await expect(bet(41)).rejects.toMatchObject({ code: `${kind}_limit_reached` });
    await bet(40);
    await expect(bet(1)).rejects.toMatchObject({ code: `${kind}_limit_reached` });
  });

  it('counts a payout in no day but that of its stake', async () => {
    await house.controls(playerId, { limits: [limit('loss', 100)] });
    const roundId = newId();
    const [first, next] = ['2038-02-09T12:00:00.000Z', '2038-02-10T12:00:00.000Z'];
    await house.insist(placeStake, stake(playerId, roundId, 100, { startedAt: first }));
    await bet(10, 0, { startedAt: next });
    const settlements = [{ playerId, roundId, payout: gbp(50), outcome: {} }];
    await house.insist(settleStakes, { settlements });
    await expect(bet(91, 0, { startedAt: next })).rejects.toMatchObject({ code: 'loss_limit_reached' });
    await bet(90, 0, { startedAt: next });
  });

  it('counts a table stake when it is placed, and takes it back when the round is voided', async () => {
    await house.controls(playerId, { limits: [limit('loss', 100)] });
    const roundId = newId();
    await house.insist(placeStake, stake(playerId, roundId, 100));
    await expect(bet(1)).rejects.toMatchObject({ code: 'loss_limit_reached' });
    await house.insist(voidStakes, { voids: [{ playerId, roundId, currency: 'GBP', reason: 'x' }] });
    expect(await used()).toEqual([0]);
    await bet(100);
  });

  it('pays what a stake won although it is blocked, and over, by then', async () => {
    const roundId = newId();
    await house.insist(placeStake, stake(playerId, roundId, 100));
    await house.controls(playerId, {
      limits: [limit('loss', 0), limit('stake', 0)],
      blocks: [
        { scope: 'play', reason: 'self_exclusion' },
        { scope: 'deposit', reason: 'self_exclusion' },
      ],
    });
    const settlements = [{ playerId, roundId, payout: gbp(900), outcome: {} }];
    const { results } = await house.insist(settleStakes, { settlements });
    expect(results[0]?.code).toBe('done');
    expect((await house.view(playerId)).cash).toBe(100_800);
    await expect(bet(1)).rejects.toMatchObject({ code: 'play_blocked' });
    await expect(reserve(1)).rejects.toMatchObject({ code: 'deposit_blocked' });
    await house.deposit(playerId, 50);
    expect((await house.view(playerId)).cash).toBe(100_850);
  });

  it('ends a block at its hour', async () => {
    const until = '2038-01-01T00:00:00.000Z';
    await house.controls(playerId, { blocks: [{ scope: 'play', until, reason: 'time_out' }] });
    const early = bet(1, 0, { startedAt: '2037-12-31T23:59:59.999Z' });
    await expect(early).rejects.toMatchObject({ code: 'play_blocked' });
    await bet(1, 0, { startedAt: until });
  });

  it('records no stake after a block was acknowledged', async () => {
    const startedAt = new Date().toISOString();
    let blocked = false;
    const after: string[] = [];
    const players = Array.from({ length: 8 }, async () => {
      for (let n = 0; n < 25; n += 1) {
        const one = round(playerId, 1, 0, { startedAt });
        const startedAfter = blocked;
        const passed = await house.insist(settleRound, one).then(
          () => true,
          () => false,
        );
        if (passed && startedAfter) after.push(one.roundId);
      }
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await house.controls(playerId, { blocks: [{ scope: 'play', reason: 'self_exclusion' }] });
    blocked = true;
    const { version } = await house.view(playerId);
    await Promise.all(players);
    expect(after).toEqual([]);
    expect((await house.view(playerId)).version).toBe(version);
  });

  it('holds limits and blocks that were set before the account was opened, or in the same moment', async () => {
    for (let n = 0; n < 10; n += 1) {
      const fresh = newId();
      const set = house.controls(fresh, { limits: [limit('stake', 50)] });
      if (n === 0) await set;
      await Promise.all([
        set,
        house.wallet.database.admin.query('SELECT open_account($1, $2)', [fresh, 'GBP']),
      ]);
      await house.deposit(fresh, 100);
      await expect(house.insist(settleRound, round(fresh, 51))).rejects.toMatchObject({
        code: 'stake_limit_reached',
      });
      await house.controls(fresh, { revision: 2, blocks: [{ scope: 'play', reason: 'time_out' }] });
      await expect(house.insist(settleRound, round(fresh, 1))).rejects.toMatchObject({
        code: 'play_blocked',
      });
    }
  });

  it('lets the newest revision win, whatever the order of arrival', async () => {
    await house.controls(playerId, { revision: 2, limits: [limit('stake', 50)] });
    const late = { playerId, revision: 1, limits: [], blocks: [] };
    expect(await house.insist(setControls, late)).toEqual({ revision: 2, applied: false });
    await expect(bet(51)).rejects.toMatchObject({ code: 'stake_limit_reached' });
    expect(await house.insist(setControls, { ...late, revision: 3 })).toEqual({
      revision: 3,
      applied: true,
    });
    await bet(51);
  });

  it('never passes a deposit limit by a penny under 64 parallel deposits, and counts each once', async () => {
    playerId = await house.player(0);
    await house.controls(playerId, { limits: [limit('deposit', 1050)] });
    const ids = Array.from({ length: 64 }, () => newId());
    const results = await Promise.allSettled(ids.map((id) => reserve(100, id)));
    const passed = ids.filter((_, n) => results[n]?.status === 'fulfilled');
    expect(passed).toHaveLength(10);
    const [first = '', second = ''] = passed;
    await reserve(100, first);
    await expect(reserve(101, first)).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    expect(await used()).toEqual([1000]);
    await house.deposit(playerId, 100, first);
    expect(await used()).toEqual([1000]);
    const cancel = { playerId, depositId: second };
    await house.insist(cancelDeposit, cancel);
    await house.insist(cancelDeposit, cancel);
    await house.insist(cancelDeposit, { playerId, depositId: first });
    expect(await used()).toEqual([900]);
    await reserve(150);
    await expect(reserve(1)).rejects.toMatchObject({ code: 'deposit_limit_reached' });
  });

  it.each(['day', 'week', 'month'] as const)(
    'holds a deposit limit of the %s to the penny',
    async (period) => {
      playerId = await house.player(0);
      await house.controls(playerId, { limits: [limit('deposit', 100, period)] });
      await reserve(60);
      await expect(reserve(41)).rejects.toMatchObject({ code: 'deposit_limit_reached' });
      await reserve(40);
      await expect(reserve(1)).rejects.toMatchObject({ code: 'deposit_limit_reached' });
    },
  );

  it('gives a deposit limit no room back for what is taken out: it is gross (RTS 12B)', async () => {
    playerId = await house.player(0);
    await house.controls(playerId, { limits: [limit('deposit', 100)] });
    const depositId = newId();
    await reserve(100, depositId);
    await house.deposit(playerId, 100, depositId);
    const withdrawal = { playerId, withdrawalId: newId() };
    await house.insist(holdWithdrawal, { ...withdrawal, amount: gbp(80) });
    await house.insist(commitWithdrawal, { ...withdrawal, provider: 'sandbox-psp' });
    expect(await used()).toEqual([100]);
    await expect(reserve(1)).rejects.toMatchObject({ code: 'deposit_limit_reached' });
  });

  it.each(['day', 'week', 'month'] as const)(
    'leaves what was staked and won in the %s as it is when a deposit is counted',
    async (period) => {
      await house.controls(playerId, { limits: [limit('loss', 100, period)] });
      await bet(100, 50);
      await reserve(10);
      await expect(bet(51)).rejects.toMatchObject({ code: 'loss_limit_reached' });
      await bet(50);
    },
  );

  it('counts a deposit in its own account and in no other', async () => {
    const other = await house.player(10);
    await house.insist(openAccount, { playerId, currency: 'EUR' });
    const others = (): Promise<unknown> =>
      house.wallet.database.admin.query(
        `SELECT to_jsonb(a) FROM accounts a WHERE player_id = $1 OR player_id = $2 AND currency = 'EUR' ORDER BY 1`,
        [other, playerId],
      );
    const before = await others();
    const depositId = newId();
    await reserve(10, depositId);
    await house.insist(cancelDeposit, { playerId, depositId });
    expect(await others()).toEqual(before);
  });

  it('credits money that arrives without a reservation, or late, and counts it', async () => {
    playerId = await house.player(0);
    await house.controls(playerId, { limits: [limit('deposit', 100)] });
    const depositId = newId();
    await reserve(80, depositId);
    await house.insist(cancelDeposit, { playerId, depositId });
    await house.deposit(playerId, 80, depositId);
    await house.deposit(playerId, 500);
    expect((await house.view(playerId)).cash).toBe(580);
    expect(await used()).toEqual([580]);
    const { limits, periods } = await house.insist(readSpending, { playerId });
    expect(limits[0]?.remaining.amount).toBe(0);
    expect(periods.map(({ deposited }) => deposited.amount)).toEqual([580, 580, 580]);
  });

  it('says what would happen without counting it', async () => {
    playerId = await house.player(0);
    await house.controls(playerId, { limits: [limit('deposit', 100)] });
    const ask = (amount: number): Promise<unknown> =>
      house.insist(reserveDeposit, {
        playerId,
        depositId: newId(),
        amount: gbp(amount),
        dryRun: true,
      });
    await ask(100);
    await ask(100);
    await expect(ask(101)).rejects.toMatchObject({ code: 'deposit_limit_reached', field: 'amount' });
    expect(await used()).toEqual([0]);
  });
});
