import { newId } from '@croupier/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Casino, type Sitting } from '../../test/casino.js';
import type { Said } from '../../test/studio-client.js';

/** What settles a bet names its player, and no session: whatever is played meanwhile, the same call again is the same call. */
describe('a call without a session, sent again after its player has opened another game', () => {
  let casino: Casino;

  beforeAll(async () => {
    casino = await Casino.open();
  });

  afterAll(async () => expect(await casino.close()).toEqual([]));

  describe('of our own dialect', () => {
    const own = (at: Sitting) => ({ playerId: at.playerId, currency: 'GBP' });
    const replayed = { http: 200, body: { status: 'ok', transactions: [{ status: 'ok', replayed: true }] } };

    /** Of a round of one bet of £1, called after its id. */
    const calls: Record<string, (at: Sitting, id: string) => Promise<Said>> = {
      win: (at, id) =>
        at.studio.call('win', { ...own(at), round: id, id: `${id}-x`, betId: id, amount: '30' }),
      'win that ends its round': (at, id) =>
        at.studio.call('win', {
          ...{ ...own(at), round: id, id: `${id}-x`, betId: id, amount: '30', roundClosed: true },
        }),
      rollback: (at, id) =>
        at.studio.call('rollback', { playerId: at.playerId, round: id, id: `${id}-x`, betId: id }),
      'promo-win': (at, id) => at.studio.call('promo-win', { ...own(at), id: `${id}-x`, amount: '30' }),
      'jackpot-win': (at, id) =>
        at.studio.call('jackpot-win', { ...own(at), id: `${id}-x`, amount: '30', jackpotId: 'deep-sea' }),
      adjustment: (at, id) =>
        at.studio.call('adjustment', { ...own(at), round: id, id: `${id}-x`, amount: '30' }),
    };

    async function placed(id: string): Promise<Sitting> {
      const at = await casino.sitting(1000, 'own.table');
      await at.bet(id, 100, { game: 'table', round: id });
      return at;
    }

    it.each(Object.keys(calls))('is answered as the first time, and moves nothing: %s', async (name) => {
      const call = calls[name] ?? (() => Promise.reject(new Error(name)));
      const id = `gone-on-${name}`;
      const at = await placed(id);
      const first = await call(at, id);
      expect(first.body.status).toBe('ok');
      const before = await at.money();
      for (const game of ['own.reels', 'own.wheel', 'own-two.coin']) {
        await casino.sit(at.playerId, game);
        const again = await call(at, id);
        expect(again).toMatchObject(replayed);
        expect(again.body.transactions?.[0]).toEqual({ ...first.body.transactions?.[0], replayed: true });
      }
      expect(await at.money()).toEqual(before);
    });

    it('is so too where the other game was open at the first time, or its session was shown then', async () => {
      const at = await placed('elsewhere');
      const reels = await casino.sit(at.playerId, 'own.reels');
      const win = (id: string, over = {}) =>
        at.studio.call('win', {
          ...{ ...own(at), round: 'elsewhere', id, betId: 'elsewhere', amount: '30' },
          ...over,
        });
      const others = { bare: {}, before: { session: at.session }, after: { session: reels.session } };
      for (const [name, over] of Object.entries(others)) expect((await win(name, over)).http).toBe(200);
      await casino.sit(at.playerId, 'own.wheel');
      for (const name of Object.keys(others))
        for (const over of Object.values(others)) expect(await win(name, over)).toMatchObject(replayed);
      expect(await at.money()).toEqual({ cash: 990, inPlay: 100 });
    });

    it('T2: another game that it names is something else, and so is that of a bet’s session', async () => {
      const at = await placed('named');
      const win = (over: object) =>
        at.studio.call('win', {
          ...{ ...own(at), round: 'named', id: 'named-win', betId: 'named', amount: '30' },
          ...over,
        });
      await win({});
      expect((await win({ game: 'table' })).body.status).toBe('ok');
      expect((await win({ game: 'reels' })).body.status).toBe('conflict');
      const reels = await casino.sit(at.playerId, 'own.reels');
      const bet = { ...reels.own, round: 'named', id: 'named', amount: '100' };
      expect((await at.studio.call('bet', bet)).body.status).toBe('conflict');
      expect(await at.money()).toEqual({ cash: 930, inPlay: 100 });
    });
  });

  it('is answered as the first time in the shape of Hub88', async () => {
    const user = await casino.player(1000);
    const token = new URL((await casino.launch(user, 'rsa.coin')).url).searchParams.get('token');
    const call = (path: string, over: object) =>
      casino.rsa
        .call(path, { request_uuid: newId(), user, currency: 'GBP', round: 'r', ...over })
        .then(({ body }) => body.status);
    const [won, back] = [newId(), newId()];
    for (const [id, round] of [[won, 'hub-won'] as const, [back, 'hub-back'] as const])
      await call('transaction/bet', {
        ...{ token, game_code: 'coin', round, transaction_uuid: id, amount: 100_000 },
      });
    const win = {
      round: 'hub-won',
      transaction_uuid: newId(),
      reference_transaction_uuid: won,
      amount: 30_000,
    };
    const rollback = { round: 'hub-back', transaction_uuid: newId(), reference_transaction_uuid: back };
    for (const game of ['rsa.reels', 'rsa.wheel', undefined]) {
      expect(await call('transaction/win', win)).toBe('RS_OK');
      expect(await call('transaction/rollback', rollback)).toBe('RS_OK');
      if (game) await casino.launch(user, game);
    }
    expect(await casino.cash(user)).toEqual({ cash: 930, inPlay: 100 });
  });

  it('is answered as the first time in the shape of SOFTSWISS, whose calls know no session', async () => {
    const user = await casino.player(1000);
    await casino.launch(user, 'hmac.coin');
    const own = { user_id: user, currency: 'GBP' };
    const act = (path: string, game_id: string, actions: object[]) =>
      casino.hmac.call(path, { ...own, game_id, actions });
    const [won, back] = [newId(), newId()];
    const win = [
      { action: 'bet', amount: 100, action_id: won },
      { action: 'win', amount: 30, action_id: newId() },
    ];
    const bet = [{ action: 'bet', amount: 100, action_id: back }];
    const rollback = [{ action: 'rollback', action_id: newId(), original_action_id: back }];
    const issue = { ...own, issue_id: newId(), total_amount: 70 };
    expect((await act('play', 'swiss-back', bet)).http).toBe(200);
    const said: unknown[] = [];
    for (const game of ['hmac.reels', 'hmac.wheel', undefined]) {
      for (const answer of [
        await act('play', 'swiss-won', win),
        await act('rollback', 'swiss-back', rollback),
        await casino.hmac.call('freespins', issue),
      ])
        said.push([answer.http, answer.body['balance']]);
      if (game) await casino.launch(user, game);
    }
    expect(said.map((one) => (one as [number])[0])).toEqual(said.map(() => 200));
    expect(new Set(said.slice(2).map((one) => (one as [number, number])[1]))).toEqual(new Set([1000]));
    expect(await casino.cash(user)).toEqual({ cash: 1000, inPlay: 100 });
  });
});
