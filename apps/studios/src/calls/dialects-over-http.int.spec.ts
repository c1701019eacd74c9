import { createHmac } from 'node:crypto';
import { giveStudioRounds } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { service as gatewayService } from '../../../gateway/src/service.js';
import { Casino } from '../../test/casino.js';
import { type Said } from '../../test/studio-client.js';

/** What says nothing of what was done: the dialect's own, and that of an edge that waits no longer. */
const notKnown = [500, 503];

/** As their studios find them: HTTP, behind the gateway, each by its own paths and signature. */
describe('the dialects of others, behind the gateway', () => {
  let casino: Casino;

  beforeAll(async () => {
    casino = await Casino.open();
    const settings = { PUBLIC_URL: 'http://127.0.0.1:3000', CORS_ORIGINS: '' };
    const { url } = await casino.stack.start(gatewayService, settings);
    for (const studio of [casino.rsa, casino.hmac]) studio.gatewayUrl = url;
  });

  afterAll(async () => expect(await casino.close()).toEqual([]));

  /** As a studio does: what is not known is asked for again, under the same ids. */
  function insist(attempt: () => Promise<Said>): Promise<Said> {
    return until('there is a clear answer', async () => {
      const said = await attempt();
      const unknown = notKnown.includes(said.http) || said.body.status === 'RS_ERROR_TIMEOUT';
      return unknown ? undefined : said;
    });
  }

  describe('of the shape of Hub88, whose paths have two parts', () => {
    const per = 1000;
    const ok = { http: 200, body: { status: 'RS_OK' } };
    const error = (name: string) => ({ http: 200, body: { status: `RS_ERROR_${name}` } });

    async function seat(cash = 1000) {
      const user = await casino.player(cash);
      const token = new URL((await casino.launch(user, 'rsa.coin')).url).searchParams.get('token');
      const own = { user, token, currency: 'GBP', game_code: 'coin', round: newId(), round_closed: false };
      const bodyOf = (over: object) => ({ request_uuid: newId(), ...own, ...over });
      const call = (path: string, over: object) => casino.rsa.call(path, bodyOf(over));
      const bet = (id: string, amount: number, over: object = {}) =>
        call('transaction/bet', { transaction_uuid: id, amount: amount * per, ...over });
      const after = (kind: string, id: string, betId: string, over: object = {}) =>
        call(`transaction/${kind}`, { transaction_uuid: id, reference_transaction_uuid: betId, ...over });
      return { user, bodyOf, call, bet, after, money: () => casino.cash(user) };
    }

    it('a bet and a win reach the ledger, and whoever plays is named by no more than the country', async () => {
      const { user, call, bet, after, money } = await seat();
      const info = await call('user/info', {});
      expect(info).toMatchObject({ http: 200, body: { user, status: 'RS_OK', country: 'GB' } });
      expect(Object.keys(info.body).sort()).toEqual(['country', 'request_uuid', 'status', 'user']);
      const id = newId();
      expect(await bet(id, 200)).toMatchObject({ http: 200, body: { user, balance: 800 * per } });
      const won = { amount: 300 * per, round_closed: true };
      expect(await after('win', newId(), id, won)).toMatchObject({ body: { balance: 1100 * per } });
      expect(await money()).toEqual({ cash: 1100, inPlay: 0 });
    });

    it('the signature is over the bytes as they are sent, blanks and all', async () => {
      const { bodyOf, money } = await seat();
      const amount = 100 * per;
      const spaced = JSON.stringify(bodyOf({ transaction_uuid: newId(), amount, note: 'ünïcode' }), null, 3);
      expect(await casino.rsa.send('transaction/bet', spaced)).toMatchObject(ok);
      const body = JSON.stringify(bodyOf({ transaction_uuid: newId(), amount }));
      const altered = {
        'another amount': body.replace(String(amount), String(amount + per)),
        'written anew': JSON.stringify(JSON.parse(body), null, 1),
        'a byte more': `${body} `,
      };
      for (const [what, sent] of Object.entries(altered)) {
        const said = await casino.rsa.send('transaction/bet', sent, body);
        expect([what, said]).toEqual([what, error('INVALID_SIGNATURE')]);
      }
      expect(await casino.rsa.sendRaw('transaction/bet', body, [])).toEqual(error('INVALID_SIGNATURE'));
      expect(await money()).toEqual({ cash: 900, inPlay: 100 });
    });

    it('copies at once are one bet; the id with something else is refused', async () => {
      const { bet, money } = await seat();
      const id = newId();
      const copies = await Promise.all(Array.from({ length: 10 }, () => bet(id, 100)));
      const clear = copies.filter(({ http, body }) => http === 200 && body.status !== 'RS_ERROR_TIMEOUT');
      for (const copy of clear) expect(copy).toMatchObject(ok);
      expect(await insist(() => bet(id, 100))).toMatchObject(ok);
      expect(await bet(id, 101)).toMatchObject(error('DUPLICATE_TRANSACTION'));
      expect(await bet(id, 100, { round: newId() })).toMatchObject(error('DUPLICATE_TRANSACTION'));
      expect(await money()).toEqual({ cash: 900, inPlay: 100 });
    });

    it('a rollback gives the bet back once, and not one that has won', async () => {
      const { bet, after, money } = await seat();
      const [back, won, rollback] = [newId(), newId(), newId()];
      await bet(back, 100);
      for (let turn = 0; turn < 2; turn += 1)
        expect(await after('rollback', rollback, back)).toMatchObject(ok);
      expect(await bet(back, 100)).toMatchObject(error('TRANSACTION_ROLLED_BACK'));
      await bet(won, 100, { round: 'won' });
      await after('win', newId(), won, { amount: 50 * per, round: 'won' });
      const settled = await after('rollback', newId(), won, { round: 'won' });
      expect(settled).toMatchObject(error('TRANSACTION_ROLLED_BACK'));
      expect(await money()).toMatchObject({ cash: 950 });
    });

    it('free rounds are named by their reward, cost nothing and end', async () => {
      const { user, bet, after, money } = await seat(0);
      const reward_uuid = newId();
      const gift = { freeRoundsId: reward_uuid, playerId: user, gameId: 'rsa.coin' };
      await casino.stack.bus.ask(giveStudioRounds, { ...gift, rounds: 1, days: 1, staffId: newId() });
      const [first, second] = [newId(), newId()];
      expect(await bet(first, 0, { reward_uuid })).toMatchObject(ok);
      expect(await bet(first, 0, { reward_uuid })).toMatchObject(ok);
      expect(await bet(second, 0, { reward_uuid, round: newId() })).toMatchObject(error('LIMIT_REACHED'));
      const won = { amount: 70 * per, reward_uuid, round_closed: true };
      expect(await after('win', newId(), first, won)).toMatchObject(ok);
      expect(await money()).toEqual({ cash: 70, inPlay: 0 });
    });
  });

  describe('of the shape of SOFTSWISS', () => {
    async function seat(cash = 1000) {
      const user = await casino.player(cash);
      await casino.launch(user, 'hmac.coin');
      const own = { user_id: user, currency: 'GBP', game: 'coin' };
      const bodyOf = (gameId: string, actions: object[], over: object = {}) => ({
        ...{ ...own, game_id: gameId, actions },
        ...over,
      });
      const play = (gameId: string, actions: object[], over: object = {}) =>
        casino.hmac.call('play', bodyOf(gameId, actions, over));
      return { own, bodyOf, play, money: () => casino.cash(user) };
    }
    const bet = (id: string, amount: number) => ({ action: 'bet', action_id: id, amount });

    it('bet and win in one call reach the ledger, and copies of it at once are one', async () => {
      const { play, money } = await seat();
      const actions = [bet(newId(), 100), { action: 'win', action_id: newId(), amount: 250 }];
      const round = newId();
      const finished = { finished: true };
      const copies = await Promise.all(Array.from({ length: 10 }, () => play(round, actions, finished)));
      for (const { http } of copies) expect([200, ...notKnown]).toContain(http);
      const again = await insist(() => play(round, actions, finished));
      expect(again).toMatchObject({ http: 200, body: { balance: 1150, game_id: round } });
      expect(await money()).toEqual({ cash: 1150, inPlay: 0 });
    });

    it('the signature is over the bytes as they are sent, blanks and all', async () => {
      const { bodyOf, money } = await seat();
      const spaced = JSON.stringify(bodyOf(newId(), [bet(newId(), 100)], { note: 'ünïcode' }), null, 3);
      expect((await casino.hmac.send('play', spaced)).http).toBe(200);
      const body = JSON.stringify(bodyOf(newId(), [bet(newId(), 100)]));
      const altered = [body.replace(':100', ':1'), JSON.stringify(JSON.parse(body), null, 1), `${body} `];
      for (const sent of altered)
        expect(await casino.hmac.send('play', sent, body)).toMatchObject({ http: 403, body: { code: 403 } });
      const stranger = createHmac('sha256', 'another secret').update(body).digest('hex');
      const signed = [{ name: 'x-request-sign', value: stranger }];
      expect((await casino.hmac.sendRaw('play', body, signed)).http).toBe(403);
      expect(await money()).toEqual({ cash: 900, inPlay: 100 });
    });

    it('the id of an action with another amount is refused', async () => {
      const { play, money } = await seat();
      const [id, round] = [newId(), newId()];
      await play(round, [bet(id, 100)]);
      expect(await play(round, [bet(id, 101)])).toMatchObject({
        http: 500,
        body: { code: 500, message: 'conflict' },
      });
      expect(await money()).toEqual({ cash: 900, inPlay: 100 });
    });

    it('a rollback gives a bet back once, and not one of a round that has paid', async () => {
      const { own, play, money } = await seat();
      const [back, won, [open, paid]] = [newId(), newId(), [newId(), newId()]];
      const rollback = (game_id: string, id: string, original_action_id: string) =>
        casino.hmac.call('rollback', {
          ...{ ...own, game_id, actions: [{ action: 'rollback', action_id: id, original_action_id }] },
        });
      await play(open, [bet(back, 100)]);
      const id = newId();
      for (let turn = 0; turn < 2; turn += 1)
        expect(await rollback(open, id, back)).toMatchObject({ http: 200, body: { balance: 1000 } });
      expect((await play(open, [bet(back, 100)])).body).toMatchObject({ message: 'rolled back' });
      await play(paid, [bet(won, 100), { action: 'win', action_id: newId(), amount: 30 }]);
      expect(await rollback(paid, newId(), won)).toMatchObject({ http: 500, body: { message: 'settled' } });
      expect(await money()).toMatchObject({ cash: 930 });
    });

    it('free spins are paid by their total under the id of their issue, once, and no other total', async () => {
      const { own, money } = await seat(0);
      const issue = { ...own, issue_id: newId(), total_amount: 70 };
      const said = await Promise.all(Array.from({ length: 4 }, () => casino.hmac.call('freespins', issue)));
      for (const { http } of said) expect([200, ...notKnown]).toContain(http);
      const again = await insist(() => casino.hmac.call('freespins', issue));
      expect(again.body).toMatchObject({ balance: 70 });
      const more = await casino.hmac.call('freespins', { ...issue, total_amount: 71 });
      expect(more).toMatchObject({ http: 500, body: { message: 'conflict' } });
      expect(await money()).toEqual({ cash: 70, inPlay: 0 });
    });
  });
});
