import { newId } from '@croupier/kernel';
import { until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Casino } from '../../test/casino.js';
import { OwnStudio } from '../../test/studio-client.js';

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

  /** The feed shows what was committed before every transaction that still runs on the server, other suites' too. */
  async function feed(rows: number, cursor?: string): Promise<{ ids: string[]; next: string }> {
    return until('the feed has what was committed', async () => {
      const { body } = await casino.ownTwo.call('transactions', cursor === undefined ? {} : { cursor });
      const ids = (body['data'] as { id: string }[]).map(({ id }) => id);
      return ids.length >= rows ? { ids, next: body['next'] as string } : undefined;
    });
  }
});
