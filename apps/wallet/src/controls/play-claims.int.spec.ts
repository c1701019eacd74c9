import {
  carryOut,
  claimPlay,
  creditPayout,
  creditWin,
  grantFreeRounds,
  openAccount,
  placeStake,
  rollBackStakes,
  settleRound,
  settleStakes,
  voidStakes,
} from '@croupier/contracts';
import { DomainError, newId } from '@croupier/kernel';
import { until } from '@croupier/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { gbp, House, round, stake } from '../../test/house.js';

/** How a service has the wallet stake and settle: what it says is `done`, or the code of the refusal. */
interface Asking {
  service: string;
  stake: (gameSessionId: string, roundId: string) => Promise<string>;
  settle: (roundId: string) => Promise<string>;
}

describe('one game at a time (RTS 14C), whoever asks', () => {
  let house: House;
  let playerId: string;

  beforeAll(async () => {
    house = await House.open();
  });

  afterAll(async () => {
    expect(await house.close()).toEqual([]);
  });

  beforeEach(async () => {
    playerId = await house.player(10_000);
  });

  const coded = (asked: Promise<unknown>): Promise<string> =>
    asked.then(
      () => 'done',
      (error: unknown) => {
        if (error instanceof DomainError) return error.code;
        throw error;
      },
    );
  const spin = (gameSessionId: string): Promise<string> =>
    coded(house.insist(settleRound, round(playerId, 10, 0, { gameSessionId })));
  const place = (gameSessionId: string, roundId: string): Promise<string> =>
    coded(house.insist(placeStake, stake(playerId, roundId, 10, { gameSessionId })));
  const settlement = (roundId: string) => ({ playerId, roundId, payout: gbp(15), outcome: {} });
  const settle = async (roundId: string): Promise<string> => {
    const { results } = await house.insist(settleStakes, { settlements: [settlement(roundId)] });
    return results[0]?.code ?? '';
  };
  const single = async (command: object): Promise<string> =>
    (await house.insist(carryOut, { commands: [command] })).results[0]?.code ?? '';

  const games: Asking = {
    service: 'games',
    stake: (gameSessionId, roundId) =>
      coded(house.insist(placeStake, stake(playerId, roundId, 10, { gameSessionId, minimumCycleMs: 0 }))),
    settle,
  };
  const live: Asking = { service: 'live', stake: place, settle };
  const studios: Asking = {
    service: 'studios',
    stake: (gameSessionId, roundId) => single({ stake: stake(playerId, roundId, 10, { gameSessionId }) }),
    settle: (roundId) => single({ settlement: settlement(roundId) }),
  };
  const services = [games, live, studios];
  const pairs = services.flatMap((before) => services.map((after) => ({ before, after })));

  it.each(pairs)(
    'holds when $before.service is left for $after.service: no round begins in what was left, or before its last one is over',
    async ({ before, after }) => {
      const [left, opened, inPlay, next] = [newId(), newId(), newId(), newId()];
      await house.launch(playerId, left);
      expect(await before.stake(left, inPlay)).toBe('done');
      await house.launch(playerId, opened);
      expect(await after.stake(opened, next)).toBe('round_in_play');
      expect(await spin(opened)).toBe('round_in_play');
      expect([await before.stake(left, newId()), await spin(left)]).toEqual([
        'session_closed',
        'session_closed',
      ]);
      // What has begun goes on and ends.
      expect(await before.stake(left, inPlay)).toBe('done');
      expect(await before.settle(inPlay)).toBe('done');
      expect(await after.stake(opened, next)).toBe('done');
      expect([await before.stake(left, newId()), await spin(left)]).toEqual([
        'session_closed',
        'session_closed',
      ]);
      expect(await spin(opened)).toBe('done');
      expect(await after.settle(next)).toBe('done');
      expect((await house.view(playerId)).cash).toBe(10_000 - 40 + 30);
    },
  );

  it('keeps no game waiting for the round of a studio that its player left a quarter of an hour ago', async () => {
    const [left, opened, third] = [newId(), newId(), newId()];
    const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
    const put = (gameSessionId: string, gameId: string, minutes: number): Promise<unknown> => {
      const over = { gameSessionId, gameId, startedAt: ago(minutes) };
      return house.insist(placeStake, stake(playerId, newId(), 10, over));
    };
    await house.launch(playerId, left);
    await put(left, 'a-studio.a-game', 16);
    await house.launch(playerId, opened);
    expect(await spin(opened)).toBe('done');
    await put(opened, 'a-studio.another', 0);
    await house.launch(playerId, third);
    expect(await spin(third)).toBe('round_in_play');
  });

  it('keeps all games waiting for a hand, however long it lasts, also once another game was played', async () => {
    const [hand, table] = [newId(), newId()];
    const dealtAt = new Date(Date.now() - 3_600_000).toISOString();
    await house.launch(playerId, hand);
    await house.insist(placeStake, stake(playerId, newId(), 10, { gameSessionId: hand, startedAt: dealtAt }));
    await house.launch(playerId, table);
    expect([await spin(table), await place(table, newId())]).toEqual(['round_in_play', 'round_in_play']);
  });

  it('never has two games in play, however launches, stakes and settlements meet', async () => {
    const sessions = [newId(), newId(), newId()];
    const turns = Array.from({ length: 60 }, (_, n) => async () => {
      const session = sessions[n % 3] ?? '';
      if (n % 5 === 0) await house.launch(playerId, session);
      const roundId = newId();
      const taken = (await services[n % 2]?.stake(session, roundId)) === 'done';
      await spin(session);
      return taken ? settle(roundId) : undefined;
    });
    const ends = await Promise.all(turns.map((turn) => turn()));
    expect(ends.filter((end) => end === 'done').length).toBeGreaterThan(0);
    const rows = (await house.wallet.database.admin.query(
      `SELECT kind, game_session_id AS session, in_play_after::int AS left FROM journal
        WHERE player_id = $1 AND game_session_id IS NOT NULL ORDER BY version`,
      [playerId],
    )) as { kind: string; session: string; left: number }[];
    let inPlay: string | undefined;
    for (const { session, left } of rows) {
      expect(inPlay ?? session).toBe(session);
      inPlay = left > 0 ? session : undefined;
    }
  });

  it('goes by the time of the launch: an older one that is told late, or again, never comes back', async () => {
    const [older, newer] = [newId(), newId()];
    const ago = (ms: number): Date => new Date(Date.now() - ms);
    const [first, second] = [ago(2000), ago(1000)];
    expect(await house.launch(playerId, newer, second)).toBe(newer);
    expect(await house.launch(playerId, older, first)).toBe(newer);
    expect(await house.launch(playerId, newer, second)).toBe(newer);
    expect([await spin(older), await spin(newer)]).toEqual(['session_closed', 'done']);
    // Launched again it is a newer one.
    expect(await house.launch(playerId, older, ago(500))).toBe(older);
    expect([await spin(newer), await spin(older)]).toEqual(['session_closed', 'done']);
  });

  it('takes a launch by a clock that is ahead for one of now, so that it shuts nobody out', async () => {
    const [ahead, next] = [newId(), newId()];
    await house.launch(playerId, ahead, new Date(Date.now() + 3_600_000));
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await house.launch(playerId, next)).toBe(next);
    expect([await spin(ahead), await spin(next)]).toEqual(['session_closed', 'done']);
  });

  it('never lets a launch by a clock that is ahead come back, told again before its time or after', async () => {
    const [ahead, next] = [newId(), newId()];
    const at = new Date(Date.now() + 300);
    expect(await house.launch(playerId, ahead, at)).toBe(ahead);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await house.launch(playerId, next)).toBe(next);
    expect(await house.launch(playerId, ahead, at)).toBe(next);
    await until('its time has come', () => Date.now() > at.getTime());
    expect(await house.launch(playerId, ahead, at)).toBe(next);
    expect([await spin(ahead), await spin(next)]).toEqual(['session_closed', 'done']);
    // Launched again it is a newer one.
    expect(await house.launch(playerId, ahead)).toBe(ahead);
  });

  it('forgets launches by a clock that was ahead a day after their time, and none before', async () => {
    const { admin } = house.wallet.database;
    const other = await house.player(0);
    const [past, recent, others] = [newId(), newId(), newId()];
    await admin.query(
      `INSERT INTO early_launches (player_id, session_id, told_at, counts_at)
       SELECT player, session, now() - age::interval, now() - age::interval - interval '1 minute'
         FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS kept(player, session, age)`,
      [
        [playerId, playerId, other],
        [past, recent, others],
        ['25 hours', '23 hours', '25 hours'],
      ],
    );
    const ahead = newId();
    await house.launch(playerId, ahead, new Date(Date.now() + 60_000));
    const kept = (await admin.query(
      `SELECT session_id FROM early_launches WHERE player_id IN ($1, $2) ORDER BY session_id`,
      [playerId, other],
    )) as { session_id: string }[];
    expect(kept.map(({ session_id: id }) => id)).toEqual([recent, others, ahead].sort());
  });

  it('lets rounds begin in any session where no launch was told, as releases of before do, but not in two at a time', async () => {
    const [first, other, roundId] = [newId(), newId(), newId()];
    expect([await spin(first), await spin(other), await place(first, roundId)]).toEqual([
      ...['done', 'done', 'done'],
    ]);
    expect([await spin(other), await spin(first)]).toEqual(['round_in_play', 'done']);
    expect(await settle(roundId)).toBe('done');
    expect(await spin(other)).toBe('done');
    await house.launch(playerId, other);
    expect([await spin(first), await spin(other)]).toEqual(['session_closed', 'done']);
  });

  it('refuses nothing that ends a round or is paid, wherever the player is by then', async () => {
    const [left, opened] = [newId(), newId()];
    const [settled, paid, voided, undone] = [newId(), newId(), newId(), newId()];
    await house.launch(playerId, left);
    for (const roundId of [settled, paid, voided]) expect(await place(left, roundId)).toBe('done');
    const taken = stake(playerId, undone, 10, { gameSessionId: left });
    await house.insist(placeStake, taken);
    await house.launch(playerId, opened);
    expect(await settle(settled)).toBe('done');
    await house.insist(creditPayout, { playerId, payoutId: newId(), roundId: paid, payout: gbp(5) });
    expect(await settle(paid)).toBe('done');
    const { results } = await house.insist(voidStakes, {
      voids: [{ playerId, roundId: voided, currency: 'GBP', reason: 'x' }],
    });
    const { stakeId } = taken;
    const rolledBack = await house.insist(rollBackStakes, {
      rollbacks: [{ playerId, stakeId, currency: 'GBP', reason: 'x' }],
    });
    expect([results[0]?.code, rolledBack.results[0]?.code]).toEqual(['done', 'done']);
    await house.insist(creditPayout, { playerId, payoutId: newId(), roundId: paid, payout: gbp(5) });
    await house.insist(creditWin, { playerId, winId: newId(), amount: gbp(5), reason: 'x' });
    expect(await spin(opened)).toBe('done');
  });

  it('takes a round of which nothing is in play any more for one that begins', async () => {
    const [left, opened, roundId] = [newId(), newId(), newId()];
    await house.launch(playerId, left);
    const taken = stake(playerId, roundId, 10, { gameSessionId: left });
    await house.insist(placeStake, taken);
    const rollbacks = [{ playerId, stakeId: taken.stakeId, currency: 'GBP' as const, reason: 'x' }];
    await house.insist(rollBackStakes, { rollbacks });
    await house.launch(playerId, opened);
    expect([await place(opened, newId()), await place(left, roundId)]).toEqual(['done', 'session_closed']);
  });

  it('holds free rounds to it, says so in a dry run, and answers an old key as it did', async () => {
    const [left, opened, awardId] = [newId(), newId(), newId()];
    const award = { gameId: 'test-game', rounds: 2, stake: gbp(10), maximumStake: gbp(100) };
    await house.insist(grantFreeRounds, { playerId, awardId, ...award });
    await house.launch(playerId, left);
    const free = (gameSessionId: string) => round(playerId, 10, 0, { gameSessionId, awardId });
    const known = free(left);
    await house.insist(settleRound, known);
    await house.launch(playerId, opened);
    expect(await coded(house.insist(settleRound, free(left)))).toBe('session_closed');
    const dry = round(playerId, 10, 0, { gameSessionId: left, dryRun: true });
    expect(await coded(house.insist(settleRound, dry))).toBe('session_closed');
    expect(await house.insist(settleRound, known)).toMatchObject({ replayed: true });
    expect(await coded(house.insist(settleRound, free(opened)))).toBe('done');
  });

  it('is of the player, in whatever currency', async () => {
    const [left, opened] = [newId(), newId()];
    await house.launch(playerId, left);
    await house.insist(openAccount, { playerId, currency: 'EUR' });
    const euro = (gameSessionId: string): Promise<string> => {
      const zero = { amount: 0, currency: 'EUR' as const };
      const bet = { stake: { amount: 10, currency: 'EUR' as const }, payout: zero, gameSessionId };
      return coded(house.insist(settleRound, round(playerId, 10, 0, bet)));
    };
    expect(await euro(opened)).toBe('session_closed');
    await house.launch(playerId, opened);
    expect([await euro(left), await euro(opened)]).toEqual(['session_closed', 'insufficient_funds']);
  });

  it('is refused to an account that is not there or is looked into, and leaves what was played', async () => {
    const nobody = house.launch(newId(), newId());
    await expect(nobody).rejects.toMatchObject({ code: 'no_account' });
    const claim = { playerId, gameSessionId: newId(), launchedAt: new Date().toISOString() };
    const foreign = house.insist(claimPlay, { ...claim, currency: 'EUR' });
    await expect(foreign).rejects.toMatchObject({ code: 'no_account' });
    const session = newId();
    await house.launch(playerId, session);
    const freeze = `UPDATE accounts SET frozen_at = $2 WHERE player_id = $1`;
    await house.wallet.database.admin.query(freeze, [playerId, new Date()]);
    await expect(house.launch(playerId, newId())).rejects.toMatchObject({ code: 'account_frozen' });
    await house.wallet.database.admin.query(freeze, [playerId, null]);
    expect(await spin(session)).toBe('done');
  });
});
