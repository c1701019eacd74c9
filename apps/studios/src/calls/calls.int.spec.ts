import { claimPlay } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Casino } from '../../test/casino.js';
import { OwnStudio, type Said } from '../../test/studio-client.js';

describe('calls of a studio', () => {
  let casino: Casino;

  beforeAll(async () => {
    casino = await Casino.open();
  });

  afterAll(async () => expect(await casino.close()).toEqual([]));

  it('a launch’s token opens its session once, in the studio it is of alone', async () => {
    const playerId = await casino.player(1000);
    const { url, replaced } = await casino.launch(playerId);
    const address = new URL(url);
    expect(`${address.origin}${address.pathname}`).toBe('http://127.0.0.1:9/own/play');
    expect(replaced).toBe(false);
    const launchToken = address.searchParams.get('token');
    expect((await casino.ownTwo.call('open-session', { launchToken })).body.status).toBe('bad_token');
    const opened = await casino.own.call('open-session', { launchToken });
    expect(opened.body).toMatchObject({ status: 'ok', playerId, game: 'coin', balance: { total: '1000' } });
    expect((await casino.own.call('open-session', { launchToken })).body.status).toBe('bad_token');
    const session = opened.body['session'];
    expect((await casino.own.call('balance', { session: launchToken })).body.status).toBe('bad_token');
    expect((await casino.own.call('balance', { session })).body).toMatchObject({
      balance: { total: '1000' },
    });
    expect((await casino.ownTwo.call('balance', { session })).body.status).toBe('bad_token');
  });

  it('keeps no token that would open anything', async () => {
    const at = await casino.sitting();
    const rows = await casino.rows<object>(`SELECT * FROM studio_sessions WHERE player_id = $1`, [
      at.playerId,
    ]);
    expect(JSON.stringify(rows)).not.toContain(at.session);
  });

  it('a player who is not verified plays no game of a studio', async () => {
    const playerId = await casino.player();
    casino.unverified.add(playerId);
    await expect(casino.launch(playerId)).rejects.toMatchObject({ code: 'not_verified' });
    await expect(casino.launch(playerId, 'elsewhere.coin')).rejects.toMatchObject({
      code: 'unknown_studio_game',
    });
  });

  it('nobody who is excluded, not known to be let in, without an account or looked into opens a game', async () => {
    const playerId = await casino.player();
    casino.access.set(playerId, { allowed: false, reasons: ['time_out'] });
    await expect(casino.launch(playerId)).rejects.toMatchObject({ code: 'play_blocked', kind: 'forbidden' });
    casino.access.set(playerId, 'silent');
    await expect(casino.launch(playerId)).rejects.toMatchObject({ kind: 'unavailable' });
    const opened = await casino.rows(`SELECT 1 FROM studio_sessions WHERE player_id = $1`, [playerId]);
    expect(opened).toEqual([]);
    casino.access.delete(playerId);
    await casino.wallet.database.admin.query(`UPDATE accounts SET frozen_at = now() WHERE player_id = $1`, [
      playerId,
    ]);
    await expect(casino.launch(playerId)).rejects.toMatchObject({ code: 'account_frozen' });
    await expect(casino.launch(newId())).rejects.toMatchObject({ code: 'no_account', retry: true });
  });

  it('comes of no launch that is earlier than that of another game (RTS 14C)', async () => {
    const playerId = await casino.player();
    const claim = { currency: 'GBP' as const, launchedAt: new Date().toISOString() };
    await casino.stack.bus.ask(claimPlay, { playerId, gameSessionId: newId(), ...claim });
    const launchedAt = `UPDATE accounts SET play_launched_at = now() + $2::interval WHERE player_id = $1`;
    await casino.wallet.database.admin.query(launchedAt, [playerId, '1 hour']);
    await expect(casino.launch(playerId)).rejects.toMatchObject({ code: 'session_closed' });
    await casino.wallet.database.admin.query(launchedAt, [playerId, '-1 hour']);
    expect(await casino.launch(playerId)).toMatchObject({ gameId: 'own.coin' });
  });

  describe('that is not signed as agreed', () => {
    const bet = (over: object = {}) => ({
      currency: 'GBP',
      game: 'coin',
      round: 'r',
      id: newId(),
      amount: '10',
      ...over,
    });

    it.each([
      ['one byte is changed', (body: string) => body.replace('"10"', '"11"')],
      ['blanks are added', (body: string) => body.replace(',', ', ')],
      [
        'members stand in another order',
        (body: string) =>
          JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(body) as object).reverse())),
      ],
    ])('is refused and moves nothing: %s', async (_, change) => {
      const at = await casino.sitting();
      const body = JSON.stringify(bet(at.own));
      expect(await casino.own.send('bet', change(body), body)).toMatchObject({
        http: 401,
        body: { status: 'bad_signature' },
      });
      expect(await at.money()).toEqual({ cash: 1000, inPlay: 0 });
    });

    it('is refused: no signature, another path, another key, an old one', async () => {
      const at = await casino.sitting();
      const body = JSON.stringify(bet(at.own));
      const refused = { http: 401, body: { status: 'bad_signature' } };
      expect(await casino.own.sendRaw('bet', body, [])).toEqual(refused);
      const stranger = new OwnStudio(casino.stack.bus, 'own');
      expect(await stranger.send('bet', body)).toEqual(refused);
      const known = new OwnStudio(casino.stack.bus, 'own');
      known.skewSeconds = -400;
      expect(await known.send('bet', body)).toEqual(refused);
      casino.own.skewSeconds = -301;
      expect(await casino.own.send('bet', body)).toEqual(refused);
      casino.own.skewSeconds = -200;
      casino.own.keyId = 'unknown';
      expect(await casino.own.send('bet', body)).toEqual(refused);
      casino.own.keyId = '1';
      expect((await casino.own.send('bet', body)).body.status).toBe('ok');
      casino.own.skewSeconds = 0;
    });

    it('is answered for no studio that is unknown here', async () => {
      const elsewhere = new OwnStudio(casino.stack.bus, 'elsewhere');
      await expect(elsewhere.call('balance', {})).rejects.toMatchObject({ code: 'unknown_studio' });
    });
  });

  it('the feed has every transaction once, in pages that stay as they are', async () => {
    const at = await casino.sit(await casino.player(1000), 'own-two.coin');
    for (let index = 0; index < 3; index += 1) await at.bet(`feed-${index}`, 10);
    await at.rollback('feed-back', 'feed-never');
    const { ids, next } = await feed(5);
    expect(ids.slice(0, 3)).toEqual(['feed-0', 'feed-1', 'feed-2']);
    expect(ids.slice(3).sort()).toEqual(['feed-back', 'feed-never']);
    await at.bet('feed-3', 10);
    expect((await feed(1, next)).ids).toEqual(['feed-3']);
    const longest = 'feed-'.padEnd(255, '4');
    await at.bet(longest, 10);
    const end = await feed(2, next);
    expect(end.ids).toEqual(['feed-3', longest]);
    expect((await feed(0, end.next)).ids).toEqual([]);
    const open = await casino.ownTwo.call('open-rounds', {});
    expect(open.body['data']).toMatchObject([{ round: 'r1', playerId: at.playerId, game: 'own-two.coin' }]);
  });

  describe('of a player who has gone to another game (RTS 14C)', () => {
    const status = async (said: Promise<Said>): Promise<string | undefined> => (await said).body.status;

    it.each(['own.coin', 'own-two.coin'])(
      'of a studio, %s: takes no bet, and whatever ends one',
      async (gameId) => {
        const left = await casino.sitting(1000);
        const [bet, win] = [newId(), newId()];
        expect(await status(left.bet(bet, 100))).toBe('ok');
        const opened = await casino.sit(left.playerId, gameId);
        expect(await status(left.bet(newId(), 100))).toBe('bad_token');
        const next = { round: 'next' };
        expect(await status(opened.bet(newId(), 100, next))).toBe('limit');
        expect(await status(left.win(win, bet, 250, { roundClosed: true }))).toBe('ok');
        expect(await status(opened.bet(newId(), 100, next))).toBe('ok');
        expect(await status(left.bet(newId(), 100, { round: 'r2' }))).toBe('bad_token');
        expect(await left.money()).toEqual({ cash: 1050, inPlay: 100 });
      },
    );

    it('of another service: takes no bet until this one is opened again, and whatever ends one', async () => {
      const at = await casino.sitting(1000);
      const [bet, more] = [newId(), newId()];
      expect(await status(at.bet(bet, 100))).toBe('ok');
      const launched = { currency: 'GBP' as const, launchedAt: new Date().toISOString() };
      const claim = { playerId: at.playerId, gameSessionId: newId(), ...launched };
      await casino.stack.bus.ask(claimPlay, claim);
      expect(await status(at.bet(newId(), 100, { round: 'r2' }))).toBe('bad_token');
      expect(await status(at.bet(more, 50))).toBe('ok');
      expect(await status(at.rollback(newId(), more))).toBe('ok');
      expect(await status(at.win(newId(), bet, 250, { roundClosed: true }))).toBe('ok');
      const again = await casino.sit(at.playerId);
      expect(await status(again.bet(newId(), 100, { round: 'r3' }))).toBe('ok');
      expect(await again.money()).toEqual({ cash: 1050, inPlay: 100 });
    });
  });

  /** The feed shows what was committed before every transaction that still runs on the server, other suites' too. */
  async function feed(rows: number, cursor?: string): Promise<{ ids: string[]; next: string }> {
    return until('the feed has what was committed', async () => {
      const { body } = await casino.ownTwo.call('transactions', cursor === undefined ? {} : { cursor });
      const ids = (body['data'] as { id: string }[]).map(({ id }) => id);
      return ids.length >= rows ? { ids, next: body['next'] as string } : undefined;
    });
  }
});
