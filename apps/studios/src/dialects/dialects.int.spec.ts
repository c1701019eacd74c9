import { newId } from '@croupier/kernel';
import { until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Casino } from '../../test/casino.js';
import { type Said } from '../../test/studio-client.js';

describe('the dialects of others', () => {
  let casino: Casino;

  beforeAll(async () => {
    casino = await Casino.open();
  });

  afterAll(async () => expect(await casino.close()).toEqual([]));

  /** All of a player's in the feed, once it has so many: it is behind whatever runs on the server. */
  function fed(
    count: number,
    player: string,
    member: string,
    page: (cursor: object) => Promise<Said>,
  ): Promise<Record<string, unknown>[]> {
    return until('the feed has what was committed', async () => {
      const rows: Record<string, unknown>[] = [];
      let cursor: unknown;
      for (;;) {
        const { body } = await page(cursor === undefined ? {} : { cursor });
        const data = body['data'] as Record<string, unknown>[];
        if (data.length === 0) break;
        rows.push(...data.filter((row) => row[member] === player));
        cursor = body['next'];
      }
      return rows.length >= count ? rows : undefined;
    });
  }

  describe('of the shape of Hub88', () => {
    const per = 1000;

    async function seat(cash = 1000) {
      const user = await casino.player(cash);
      const token = new URL((await casino.launch(user, 'rsa.coin')).url).searchParams.get('token');
      const own = { user, token, currency: 'GBP', game_code: 'coin', round: newId(), round_closed: false };
      const call = (path: string, over: object) =>
        casino.rsa.call(path, { request_uuid: newId(), ...own, ...over });
      return { user, call };
    }

    it('plays a round in units of 100000, and says again what it said', async () => {
      const { user, call } = await seat();
      const [bet, win] = [newId(), newId()];
      const first = await call('transaction/bet', { transaction_uuid: bet, amount: 200 * per });
      expect(first).toMatchObject({
        http: 200,
        body: { user, status: 'RS_OK', currency: 'GBP', balance: 800 * per },
      });
      expect((await call('transaction/bet', { transaction_uuid: bet, amount: 200 * per })).body.status).toBe(
        'RS_OK',
      );
      const paid = await call('transaction/win', {
        ...{ transaction_uuid: win, reference_transaction_uuid: bet, amount: 300 * per, round_closed: true },
      });
      expect(paid.body).toMatchObject({ status: 'RS_OK', balance: 1100 * per });
      expect((await call('user/balance', {})).body).toMatchObject({ balance: 1100 * per });
    });

    it('refuses in its own words, all with HTTP 200', async () => {
      const { call } = await seat(100);
      const id = newId();
      const said = async (path: string, over: object) => {
        const { http, body } = await call(path, over);
        expect(http).toBe(200);
        return body.status;
      };
      expect(await said('transaction/bet', { transaction_uuid: id, amount: 200 * per })).toBe(
        'RS_ERROR_NOT_ENOUGH_MONEY',
      );
      expect(await said('transaction/bet', { transaction_uuid: id, amount: 50 * per })).toBe(
        'RS_ERROR_DUPLICATE_TRANSACTION',
      );
      const [bet, back] = [newId(), newId()];
      const rollback = { transaction_uuid: back, reference_transaction_uuid: bet };
      expect(await said('transaction/rollback', rollback)).toBe('RS_OK');
      expect(await said('transaction/bet', { transaction_uuid: bet, amount: 50 * per })).toBe(
        'RS_ERROR_TRANSACTION_ROLLED_BACK',
      );
      expect(await said('transaction/win', { ...rollback, transaction_uuid: newId(), amount: 1 * per })).toBe(
        'RS_ERROR_TRANSACTION_ROLLED_BACK',
      );
      expect(
        await said('transaction/win', {
          transaction_uuid: newId(),
          reference_transaction_uuid: newId(),
          amount: per,
        }),
      ).toBe('RS_ERROR_TRANSACTION_DOES_NOT_EXIST');
      expect(await said('transaction/bet', { transaction_uuid: newId(), amount: 1 })).toBe(
        'RS_ERROR_WRONG_SYNTAX',
      );
      expect(await said('transaction/bet', { transaction_uuid: newId(), amount: per, token: 'x' })).toBe(
        'RS_ERROR_INVALID_TOKEN',
      );
    });

    it('lets the game change within a session, as a live lobby does', async () => {
      const { call } = await seat();
      const id = newId();
      await call('transaction/bet', { transaction_uuid: id, amount: per });
      const again = await call('transaction/bet', { transaction_uuid: id, amount: per, game_code: 'reels' });
      expect(again.body.status).toBe('RS_OK');
    });

    it('tells its feed and its open rounds in its own names, units and words', async () => {
      const { user, call } = await seat(500);
      const [bet, refused, open] = [newId(), newId(), newId()];
      await call('transaction/bet', { transaction_uuid: bet, amount: 200 * per });
      await call('transaction/bet', { transaction_uuid: refused, amount: 900 * per });
      await call('transaction/bet', { transaction_uuid: newId(), amount: 10 * per, round: open });
      const rows = await fed(3, user, 'user', (cursor) => casino.rsa.call('transactions', cursor));
      expect(rows).toHaveLength(3);
      expect(rows.find(({ transaction_uuid }) => transaction_uuid === bet)).toMatchObject({
        ...{
          kind: 'bet',
          state: 'accepted',
          amount: 200 * per,
          currency: 'GBP',
          reference_transaction_uuid: null,
        },
        ...{ croupier_id: expect.any(String), rolled_back_at: null },
      });
      expect(rows.find(({ transaction_uuid }) => transaction_uuid === refused)).toMatchObject({
        ...{ state: 'refused', refusal: 'RS_ERROR_NOT_ENOUGH_MONEY', amount: 900 * per },
      });
      const { body } = await casino.rsa.call('open-rounds', { request_uuid: 'q' });
      expect(body).toMatchObject({ status: 'RS_OK', request_uuid: 'q' });
      expect((body['data'] as object[]).filter((row) => 'round' in row && row.round === open)).toMatchObject([
        { user, game_code: 'coin', opened_at: expect.any(String), due_at: expect.any(String) },
      ]);
    });

    it('refuses what is signed with another key', async () => {
      const { body } = await casino.rsa.send('user/balance', '{"a":1}', '{"a":2}');
      expect(body).toEqual({ status: 'RS_ERROR_INVALID_SIGNATURE' });
    });
  });

  describe('of the shape of SOFTSWISS', () => {
    async function seat(cash = 1000) {
      const user = await casino.player(cash);
      await casino.launch(user, 'hmac.coin');
      const play = (gameId: string, actions: object[], over: object = {}) =>
        casino.hmac.call('play', {
          user_id: user,
          currency: 'GBP',
          game: 'coin',
          game_id: gameId,
          actions,
          ...over,
        });
      return { user, play };
    }

    it('plays bet and win in one call, and tells the balance where there is no action', async () => {
      const { play } = await seat();
      const actions = [
        { action: 'bet', amount: 100, action_id: newId() },
        { action: 'win', amount: 250, action_id: newId() },
      ];
      const round = newId();
      const { http, body } = await play(round, actions, { finished: true });
      expect(http).toBe(200);
      expect(body).toMatchObject({ balance: 1150, game_id: round });
      expect(body.transactions).toMatchObject(actions.map(({ action_id }) => ({ action_id })));
      expect((await play(round, actions, { finished: true })).body).toMatchObject({ balance: 1150 });
      expect((await play(newId(), [])).body).toMatchObject({ balance: 1150 });
    });

    it('T23: several actions are all carried out or none', async () => {
      const { play, user } = await seat(250);
      const bets = [1, 2, 3].map(() => ({ action: 'bet', amount: 100, action_id: newId() }));
      const refused = await play(newId(), [...bets, { action: 'win', amount: 900, action_id: newId() }]);
      expect(refused).toMatchObject({ http: 412, body: { code: 100, balance: 250 } });
      expect(await casino.cash(user)).toEqual({ cash: 250, inPlay: 0 });
    });

    it('a win in a round without a bet is refused; a rollback names its actions', async () => {
      const { play, user } = await seat();
      expect((await play(newId(), [{ action: 'win', amount: 5, action_id: newId() }])).http).toBe(500);
      const [id, unknown] = [newId(), newId()];
      await play('round', [{ action: 'bet', amount: 100, action_id: id }]);
      const actions = [id, unknown].map((original_action_id) => ({
        ...{ action: 'rollback', action_id: newId(), original_action_id },
      }));
      const own = { user_id: user, currency: 'GBP', game: 'coin', game_id: 'round' };
      expect((await casino.hmac.call('rollback', { ...own, actions })).body).toMatchObject({ balance: 1000 });
      expect((await play('round', [{ action: 'bet', amount: 1, action_id: unknown }])).http).toBe(500);
    });

    it('a win that names a jackpot is paid out of that one, once, whatever the round is', async () => {
      const { play, user } = await seat(100);
      const round = newId();
      const bet = { action: 'bet', amount: 100, action_id: newId() };
      const win = { action: 'win', amount: 30, action_id: newId() };
      const jackpot = { action: 'win', amount: 5000, action_id: newId(), jackpot_id: 'deep-sea' };
      const { body } = await play(round, [bet, win, jackpot], { finished: true });
      expect(body).toMatchObject({ balance: 5030, transactions: [{}, {}, { action_id: jackpot.action_id }] });
      expect((await play(round, [bet, win, jackpot], { finished: true })).body).toMatchObject({
        balance: 5030,
      });
      const { jackpot_id: _, ...plain } = jackpot;
      expect((await play(round, [plain])).http).toBe(500);
      const alone = { ...jackpot, action_id: newId(), amount: 7 };
      expect((await play(newId(), [alone])).body).toMatchObject({ balance: 5037 });
      const owed = await casino.wallet.database.admin.query<{ paid: string }[]>(
        `SELECT sum(amount)::text AS paid FROM entries WHERE account = 'jackpot_liability:deep-sea'`,
      );
      expect(owed).toEqual([{ paid: '-5007' }]);
      expect(await casino.cash(user)).toEqual({ cash: 5037, inPlay: 0 });
    });

    it('a round that a jackpot was won in has paid: its bet stays, whoever ends it', async () => {
      const { play, user } = await seat(200);
      const round = newId();
      const bet = { action: 'bet', amount: 100, action_id: newId() };
      const jackpot = { action: 'win', amount: 5000, action_id: newId(), jackpot_id: 'deep-sea' };
      const nothing = { action: 'win', amount: 0, action_id: newId(), jackpot_id: 'deep-sea' };
      expect((await play(round, [bet, jackpot, nothing])).body).toMatchObject({ balance: 5100 });
      const actions = [{ action: 'rollback', action_id: newId(), original_action_id: bet.action_id }];
      const back = await casino.hmac.call('rollback', {
        user_id: user,
        currency: 'GBP',
        game: 'coin',
        actions,
      });
      expect(back).toMatchObject({ http: 500, body: { balance: 5100 } });
      await casino.rows(`UPDATE studio_rounds SET due_at = clock_timestamp() WHERE round_id = $1`, [round]);
      await until('the round is ended', async () => {
        const [row] = await casino.rows<{ closed_at: Date | null }>(
          `SELECT closed_at FROM studio_rounds WHERE round_id = $1`,
          [round],
        );
        return row?.closed_at ?? undefined;
      });
      expect(await casino.cash(user)).toEqual({ cash: 5100, inPlay: 0 });
      expect((await play(round, [bet, jackpot, nothing])).body).toMatchObject({ balance: 5100 });
    });

    it('a jackpot of nothing keeps no stake, and one that is on its way only for as long', async () => {
      const { play, user } = await seat(200);
      const [round, bet] = [newId(), newId()];
      const nothing = { action: 'win', amount: 0, action_id: newId(), jackpot_id: 'deep-sea' };
      await play(round, [{ action: 'bet', amount: 100, action_id: bet }, nothing]);
      const pending = newId();
      await casino.rows(
        `INSERT INTO studio_transactions (studio_id, transaction_id, kind, state, fingerprint, our_id, player_id, game_session_id,
           game_id, round_id, currency, amount, claimed_until)
         SELECT studio_id, $1, kind, 'pending', fingerprint, $2, player_id, game_session_id, game_id, round_id, currency, 50,
           clock_timestamp() + interval '1 minute' FROM studio_transactions WHERE transaction_id = $3`,
        [pending, newId(), nothing.action_id],
      );
      const back = { action: 'rollback', action_id: newId(), original_action_id: bet };
      const call = { user_id: user, currency: 'GBP', game: 'coin', actions: [back] };
      expect((await casino.hmac.call('rollback', call)).http).not.toBe(200);
      await casino.rows(
        `UPDATE studio_transactions SET claimed_until = clock_timestamp() WHERE transaction_id = $1`,
        [pending],
      );
      expect(await casino.hmac.call('rollback', call)).toMatchObject({ http: 200, body: { balance: 200 } });
    });

    it('tells its feed and its open rounds in its own names and words', async () => {
      const { play, user } = await seat(100);
      const [round, bet, refused] = [newId(), newId(), newId()];
      await play(round, [{ action: 'bet', amount: 40, action_id: bet }]);
      await play(newId(), [{ action: 'bet', amount: 400, action_id: refused }]);
      const rows = await fed(2, user, 'user_id', (cursor) => casino.hmac.call('transactions', cursor));
      expect(rows).toHaveLength(2);
      expect(rows.find(({ action_id }) => action_id === bet)).toMatchObject({ game_id: round, amount: 40 });
      expect(rows.find(({ action_id }) => action_id === refused)).toMatchObject({ refusal: 100 });
      const { http, body } = await casino.hmac.call('open-rounds', {});
      expect(http).toBe(200);
      expect(
        (body['data'] as object[]).filter((row) => 'game_id' in row && row.game_id === round),
      ).toMatchObject([{ user_id: user, game: 'coin' }]);
    });

    it('free spins are paid by their total, once; what is signed otherwise is refused', async () => {
      const { user } = await seat(0);
      const own = { user_id: user, currency: 'GBP', game: 'coin', issue_id: newId(), total_amount: 70 };
      for (let turn = 0; turn < 2; turn += 1)
        expect((await casino.hmac.call('freespins', own)).body).toMatchObject({ balance: 70 });
      expect((await casino.hmac.send('play', '{"a":1}', '{"a":2}')).http).toBe(403);
    });
  });
});
