import { openTableSession, placeBets, placeStake, tableSessionOpened } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { toldOnce, until } from '@croupier/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { House, red, strangerId, tableId } from '../../test/house.js';

const gbp = (amount: number) => ({ amount, currency: 'GBP' as const });

describe('place-bets', () => {
  let house: House;

  const seatsOf = async (playerId: string): Promise<string[]> => {
    const rows = await house.rows<{ game_session_id: string }>(
      `SELECT game_session_id FROM table_sessions WHERE player_id = $1 AND closed_at IS NULL`,
      [playerId],
    );
    return rows.map((row) => row.game_session_id);
  };

  beforeAll(async () => {
    house = await House.open({ TABLE_BETTING_MS: '3000', TABLE_SPINNING_MS: '1000' });
  });

  afterEach(() => {
    house.wallet.faults = {};
  });

  afterAll(() => house.close());

  it('answers with the round, the bets and the money after them', async () => {
    const playerId = await house.player(1000);
    const { roundId } = await house.phase('betting', 2000);
    const receipt = await house.place(playerId, [red, { kind: 'split', numbers: [20, 17], amount: 50 }]);
    expect(receipt).toMatchObject({ tableId, roundId, stake: gbp(150), balance: gbp(850), bonus: gbp(0) });
    expect(receipt.bets[1]).toEqual({ kind: 'split', numbers: [17, 20], amount: 50 });
    expect(house.wallet.partOf(playerId, roundId)?.stakes.get(receipt.betId)).toBe(150);
  });

  it('answers a repeat as it answered first, also after the round, and refuses the key for other bets', async () => {
    const playerId = await house.player(1000);
    const { roundId } = await house.phase('betting', 2000);
    const idempotencyKey = newId();
    const first = await house.place(playerId, [red], { idempotencyKey });
    expect(await house.place(playerId, [red], { idempotencyKey })).toEqual(first);
    const other = house.place(playerId, [{ kind: 'black', amount: 100 }], { idempotencyKey });
    await expect(other).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    await house.ended(roundId);
    expect(await house.place(playerId, [red], { idempotencyKey })).toEqual(first);
    expect(house.wallet.partOf(playerId, roundId)?.stakes.size).toBe(1);
  });

  it('refuses bets outside of the window with the stake untouched', async () => {
    const playerId = await house.player(1000);
    const { roundId } = await house.phase('closed');
    await expect(house.place(playerId)).rejects.toMatchObject({ code: 'bets_closed' });
    const next = await house.phase('betting', 2000);
    await expect(house.place(playerId, [red], { roundId })).rejects.toMatchObject({ code: 'bets_closed' });
    expect(house.wallet.cash.get(playerId)).toBe(1000);
    await house.place(playerId, [red], { roundId: next.roundId });
  });

  it('has every bet either in the round or refused, however close to its end they come', async () => {
    const players = await Promise.all(Array.from({ length: 40 }, () => house.player(1000)));
    const { roundId, betsCloseAt } = await house.phase('betting', 2000);
    const end = Date.parse(betsCloseAt);
    const answers = await Promise.all(
      players.map(async (playerId, index) => {
        const at = end - 1500 + index * 45;
        await new Promise((resolve) => setTimeout(resolve, at - Date.now()));
        return house.place(playerId, [red], { roundId }).then(
          () => 'taken',
          (error: { code: string }) => error.code,
        );
      }),
    );
    await house.ended(roundId);
    expect(new Set(answers)).toEqual(new Set(['taken', 'bets_closed']));
    for (const [index, playerId] of players.entries()) {
      const part = house.wallet.partOf(playerId, roundId);
      if (answers[index] === 'taken') expect(part?.ended?.how).toBe('settled');
      else expect(part).toBeUndefined();
      expect(house.wallet.inPlay(playerId)).toBe(0);
    }
  });

  it('takes many bets of a player, up to the limits of the spot and of the round together', async () => {
    const playerId = await house.player();
    const { roundId } = await house.phase('betting', 2000);
    const straight = { kind: 'straight' as const, numbers: [7], amount: 600 };
    await house.place(playerId, [straight], { roundId });
    await expect(house.place(playerId, [straight], { roundId })).rejects.toMatchObject({
      code: 'bets_not_accepted',
      field: 'bets.0',
    });
    await house.place(playerId, [{ kind: 'low', amount: 9000 }], { roundId });
    await expect(house.place(playerId, [{ kind: 'odd', amount: 500 }], { roundId })).rejects.toMatchObject({
      code: 'bets_not_accepted',
      field: 'bets',
    });
    expect(house.wallet.partOf(playerId, roundId)?.stakes.size).toBe(2);
  });

  it('lets 16 requests at once not pass the limit of the round', async () => {
    const playerId = await house.player();
    const { roundId } = await house.phase('betting', 2000);
    const answers = await Promise.allSettled(
      Array.from({ length: 16 }, () => house.place(playerId, [{ kind: 'red', amount: 3000 }], { roundId })),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(house.wallet.partOf(playerId, roundId)?.stakes.size).toBe(3);
  });

  it.each<[string, object, string]>([
    ['another sum', { stake: gbp(200) }, 'bets_not_accepted'],
    ['an unknown table', { tableId: 'kitchen-table' }, 'unknown_table'],
    ['no bets', { bets: [] }, 'bets_not_accepted'],
    ['numbers apart', { bets: [{ kind: 'split', numbers: [1, 9], amount: 100 }] }, 'bets_not_accepted'],
    ['a float', { bets: [{ kind: 'red', amount: 99.5 }] }, 'invalid_request'],
    [
      'a number that is none',
      { bets: [{ kind: 'straight', numbers: ['x'], amount: 100 }] },
      'invalid_request',
    ],
    ['an unknown bet', { bets: [{ kind: 'neighbours', amount: 100 }] }, 'invalid_request'],
  ])('refuses %s', async (_, changes, code) => {
    const playerId = await house.player(1000);
    await expect(house.place(playerId, [red], changes)).rejects.toMatchObject({ code });
    expect(house.wallet.cash.get(playerId)).toBe(1000);
  });

  it('refuses a player who has no seat, and seats only whom profile has verified', async () => {
    const playerId = newId();
    house.wallet.cash.set(playerId, 1000);
    await house.phase('betting', 2000);
    await expect(house.place(playerId)).rejects.toMatchObject({ code: 'not_seated' });
    house.unverified.add(playerId);
    const { bus } = house.stack;
    for (const refused of [playerId, strangerId]) {
      const request = { playerId: refused, tableId };
      await expect(bus.ask(openTableSession, request)).rejects.toMatchObject({ code: 'not_verified' });
    }
    const lost = { playerId, tableId: 'kitchen-table' };
    await expect(bus.ask(openTableSession, lost)).rejects.toMatchObject({ code: 'unknown_table' });
  });

  it('seats nobody who is excluded, not known to be let in, without an account or looked into', async () => {
    const { bus } = house.stack;
    const seat = (playerId: string) => bus.ask(openTableSession, { playerId, tableId });
    const playerId = newId();
    await expect(seat(playerId)).rejects.toMatchObject({ code: 'no_account', retry: true });
    house.wallet.cash.set(playerId, 1000);
    house.access.set(playerId, { allowed: false, reasons: ['self_exclusion'] });
    await expect(seat(playerId)).rejects.toMatchObject({ code: 'play_blocked', kind: 'forbidden' });
    house.access.set(playerId, 'silent');
    await expect(seat(playerId)).rejects.toMatchObject({ kind: 'unavailable' });
    house.access.delete(playerId);
    house.wallet.frozen.add(playerId);
    await expect(seat(playerId)).rejects.toMatchObject({ code: 'account_frozen' });
    // Those that were refused before anything was opened told the wallet of nothing.
    expect(house.wallet.claims.get(playerId)).toBeUndefined();
  });

  it('seats nobody whom another game, launched later, would keep from every bet (RTS 14C)', async () => {
    const playerId = await house.player();
    house.wallet.launchedLater.set(playerId, newId());
    const seat = () => house.stack.bus.ask(openTableSession, { playerId, tableId });
    await expect(seat()).rejects.toMatchObject({ code: 'session_closed' });
    house.wallet.launchedLater.delete(playerId);
    expect(await seat()).toMatchObject({ tableId });
  });

  it('tells the wallet of each seat, and leaves the one before, at whatever table (RTS 14C)', async () => {
    const playerId = await house.player();
    const [first] = await seatsOf(playerId);
    // A seat at a table that is kept no more.
    const lost = newId();
    await house.rows(`INSERT INTO live_tables (table_id) VALUES ('former-table') ON CONFLICT DO NOTHING`);
    await house.rows(
      `INSERT INTO table_sessions (player_id, game_session_id, table_id) VALUES ($1, $2, $3)`,
      [...[playerId, lost, 'former-table']],
    );
    const again = await house.stack.bus.ask(openTableSession, { playerId, tableId });
    expect(await seatsOf(playerId)).toEqual([again.gameSessionId]);
    const claims = house.wallet.claims.get(playerId) ?? [];
    expect(claims.map(({ gameSessionId }) => gameSessionId)).toEqual([first, again.gameSessionId]);
    expect(claims[1]).toEqual({
      playerId,
      currency: 'GBP',
      gameSessionId: again.gameSessionId,
      launchedAt: again.openedAt,
    });
  });

  it.each(['session_closed', 'round_in_play'] as const)(
    'keeps bets out that the wallet refuses as %s, for another game is played',
    async (code) => {
      const playerId = await house.player();
      await house.phase('betting', 1500);
      house.wallet.elsewhere.set(playerId, code);
      const key = newId();
      await expect(house.place(playerId, [red], { idempotencyKey: key })).rejects.toMatchObject({ code });
      house.wallet.elsewhere.delete(playerId);
      expect((await house.place(playerId, [red], { idempotencyKey: key })).stake).toEqual(gbp(100));
    },
  );

  it('tells each seat once, and keeps one a player and table', async () => {
    const told = await toldOnce(house.stack.broker, tableSessionOpened.subject);
    const playerId = await house.player();
    const again = await house.stack.bus.ask(openTableSession, { playerId, tableId });
    await until('both are told', () => told.facts().length === 2);
    expect(told.facts()[1]).toEqual({
      playerId,
      gameSessionId: again.gameSessionId,
      gameId: tableId,
      openedAt: again.openedAt,
    });
    expect((await house.table(playerId)).gameSessionId).toBe(again.gameSessionId);
  });

  it("passes the wallet's refusal on, keeps the bets out, and takes the same request when it would pass", async () => {
    const playerId = await house.player(50);
    const { roundId } = await house.phase('betting', 2000);
    const idempotencyKey = newId();
    const refused = house.place(playerId, [red], { idempotencyKey });
    await expect(refused).rejects.toMatchObject({ code: 'insufficient_funds' });
    expect((await house.table(playerId)).bets).toEqual([]);
    house.wallet.cash.set(playerId, 500);
    expect(await house.place(playerId, [red], { idempotencyKey })).toMatchObject({
      roundId,
      balance: gbp(400),
    });
  });

  it('only says whether bets would pass', async () => {
    const playerId = await house.player(1000);
    await house.phase('betting', 2000);
    expect(await house.place(playerId, [red], { dryRun: true })).toMatchObject({ stake: gbp(100) });
    expect(house.wallet.cash.get(playerId)).toBe(1000);
    expect((await house.table(playerId)).bets).toEqual([]);
    const poor = await house.player(50);
    await expect(house.place(poor, [red], { dryRun: true })).rejects.toMatchObject({
      code: 'insufficient_funds',
    });
  });

  it('has bets whose answer was lost in the round, and answers their repeat', async () => {
    const playerId = await house.player(1000);
    const { roundId } = await house.phase('betting', 2000);
    house.wallet.faults = {
      after: (subject) =>
        subject === placeStake.subject ? new Promise((go) => setTimeout(go, 1800)) : undefined,
    };
    const idempotencyKey = newId();
    const { bus } = house.stack;
    const request = { playerId, tableId, idempotencyKey, stake: gbp(100), bets: [red] };
    const lost = bus.ask(placeBets, request, { deadlineMs: 1000 });
    await expect(lost).rejects.toMatchObject({ code: 'outcome_unknown' });
    house.wallet.faults = {};
    await house.ended(roundId);
    expect(house.wallet.partOf(playerId, roundId)?.ended?.how).toBe('settled');
    expect(await house.place(playerId, [red], { idempotencyKey })).toMatchObject({ roundId });
  });

  it('drops bets of which the wallet never heard, and goes on without them', async () => {
    const [playerId, other] = [await house.player(1000), await house.player(1000)];
    const { roundId } = await house.phase('betting', 2000);
    await house.place(other, [red], { roundId });
    house.wallet.faults = {
      before: async (subject) => {
        if (subject === placeStake.subject) await new Promise(() => undefined);
      },
    };
    const silent = house.stack.bus.ask(
      placeBets,
      { playerId, tableId, idempotencyKey: newId(), stake: gbp(100), bets: [red] },
      { deadlineMs: 1000 },
    );
    await expect(silent).rejects.toMatchObject({ code: 'outcome_unknown' });
    house.wallet.faults = {};
    expect(await house.ended(roundId)).toMatchObject({ phase: 'settled' });
    expect(house.wallet.cash.get(playerId)).toBe(1000);
    // Closed to the player for ever: the stake would be refused if it came now.
    expect(house.wallet.partOf(playerId, roundId)?.ended?.how).toBe('voided');
    expect(house.wallet.partOf(other, roundId)?.ended?.how).toBe('settled');
  });

  it('gives its role no right to change what was decided', async () => {
    const own = new DataSource({ type: 'postgres', url: house.live.database.url, poolSize: 1 });
    await own.initialize();
    for (const sql of [
      'UPDATE table_bets SET bets = bets',
      'UPDATE table_bets SET stake = 1',
      'UPDATE round_parts SET payout = 1',
      'DELETE FROM table_rounds',
      'DELETE FROM table_bets',
    ]) {
      await expect(own.query(sql)).rejects.toMatchObject({ code: '42501' });
    }
    await own.destroy();
  });
});
