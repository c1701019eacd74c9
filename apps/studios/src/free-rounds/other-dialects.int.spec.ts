import {
  cancelStudioRounds,
  giveStudioRounds,
  listPlayerStudioRounds,
  listStudioFreeRounds,
  listStudioIncidents,
  readStudioRounds,
  type StudioFreeRounds,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { service as gatewayService } from '../../../gateway/src/service.js';
import { callerKeys } from '../../test/call-keys.js';
import { Casino } from '../../test/casino.js';
import { type CasinoCall, StudioServer } from '../../test/studio-server.js';
import { dialects } from '../dialects/dialects.js';

/** HTTP in both directions: what the casino tells the studio, and what the studio plays with it. */
describe('free rounds in the dialects of others', () => {
  const server = new StudioServer();
  let casino: Casino;

  beforeAll(async () => {
    const url = await server.open();
    casino = await Casino.open({}, { rsa: `${url}hub/`, hmac: `${url}swiss/` });
    const settings = { PUBLIC_URL: 'http://127.0.0.1:3000', CORS_ORIGINS: '' };
    const gateway = await casino.stack.start(gatewayService, settings);
    for (const studio of [casino.rsa, casino.hmac]) studio.gatewayUrl = gateway.url;
  });

  afterAll(async () => {
    const faults = await casino.close();
    await server.close();
    expect(faults).toEqual([]);
  });

  async function give(gameId: string, over: object = {}) {
    const [playerId, freeRoundsId] = [await casino.player(0), newId()];
    const gift = { freeRoundsId, playerId, gameId, rounds: 2, days: 7, staffId: newId(), ...over };
    await casino.stack.bus.ask(giveStudioRounds, gift);
    const read = async (): Promise<StudioFreeRounds> => {
      const { data } = await casino.stack.bus.ask(listPlayerStudioRounds, { playerId });
      if (!data[0]) throw new Error('they are not listed');
      return data[0];
    };
    const standing = (state: StudioFreeRounds['state'], calls = 1) =>
      until(`they are ${state}`, async () => {
        const found = await read();
        return found.state === state && found.calls.filter((call) => call.state === 'done').length >= calls
          ? found
          : undefined;
      });
    const cancel = () =>
      casino.stack.bus.ask(cancelStudioRounds, {
        ...{ playerId, freeRoundsId, staffId: newId(), reason: 'given by mistake' },
      });
    const told = (): CasinoCall[] => server.calls.filter(({ body }) => body.includes(freeRoundsId));
    return { playerId, freeRoundsId, read, standing, cancel, told };
  }

  /** Two answers were none, and the third was one. A slow machine may miss others besides: whatever was sent was counted. */
  async function tookThree({ standing, told }: Awaited<ReturnType<typeof give>>): Promise<void> {
    const { calls } = await standing('issued');
    expect(calls).toMatchObject([{ state: 'done', attempts: told().length }]);
    expect(told().length).toBeGreaterThanOrEqual(3);
  }

  it('that wait to be told are figures, by studio: how many, and since when', async () => {
    const count = (studio: string) => casino.figure('casino_studio_calls_waiting_count', { studio });
    const seconds = (studio: string) => casino.figure('casino_studio_calls_waiting_seconds', { studio });
    server.answer = () => ({ status: 503, text: '' });
    const [first] = [await give('rsa.wheel'), await give('rsa.wheel')];
    await until('the studio was told', () => first.told().length > 0 || undefined);
    await casino.rows(
      `UPDATE studio_outbound_calls SET written_at = written_at - interval '1 hour' WHERE subject_id = $1`,
      [first.freeRoundsId],
    );
    expect([await count('rsa'), await count('own'), await seconds('own')]).toEqual([2, 0, 0]);
    expect(await seconds('rsa')).toBeGreaterThanOrEqual(3600);
    server.answer = ({ members }) => ({ status: 200, text: JSON.stringify(members) });
    await casino.rows(`UPDATE studio_outbound_calls SET due_at = clock_timestamp() WHERE state = 'waiting'`);
    await until('there is a last word', async () => (await count('rsa')) === 0 || undefined);
    expect(await seconds('rsa')).toBe(0);
  });

  describe('of the shape of Hub88', () => {
    const rewarded = ({ members }: CasinoCall) => ({
      ...{ status: 200, text: JSON.stringify({ ...members, user: members['user'] }) },
    });

    it('are a reward of ours from the studio’s template, played by its id and cancelled by it', async () => {
      server.answer = rewarded;
      const { playerId, freeRoundsId, standing, cancel, told, read } = await give('rsa.wheel', {
        stakeMinor: 50,
      });
      const issued = await standing('issued');
      const [call] = told();
      expect(call?.path).toBe('/hub/freebet/rewards/create');
      expect(call?.members).toEqual({
        ...{
          operator_id: '7',
          reward_uuid: freeRoundsId,
          user: playerId,
          currency: 'GBP',
          game_code: 'wheel',
        },
        ...{
          prepaid_uuid: 'template-1',
          bet_count: 2,
          bet_value: 50_000,
          end_time: issued.expiresAt.slice(0, 19),
        },
      });
      expect(dialects['hub88']?.verify(call as CasinoCall, callerKeys.rsa, new Date())).toBe(true);
      const token = new URL((await casino.launch(playerId, 'rsa.wheel')).url).searchParams.get('token');
      const bet = (): Promise<string | undefined> =>
        casino.rsa
          .call('transaction/bet', {
            ...{ request_uuid: newId(), user: playerId, token, currency: 'GBP', game_code: 'wheel' },
            ...{ round: newId(), transaction_uuid: newId(), amount: 0, reward_uuid: freeRoundsId },
          })
          .then(({ body }) => body.status);
      expect(await bet()).toBe('RS_OK');
      await cancel();
      expect(await bet()).toBe('RS_ERROR_LIMIT_REACHED');
      await standing('cancelled', 2);
      expect(told().map(({ path, members }) => [path, members])[1]).toEqual([
        '/hub/freebet/rewards/cancel',
        { operator_id: '7', reward_uuid: freeRoundsId },
      ]);
      expect(await read()).toMatchObject({ used: 1 });
    });

    it('are told again after an answer that was none, and refused by its words', async () => {
      const unclear = [
        { status: 200, text: '{"status":"RS_ERROR_TIMEOUT"}' },
        { status: 502, text: '<html>' },
      ];
      let asked = 0;
      server.answer = (call) => unclear[asked++] ?? rewarded(call);
      const again = await give('rsa.wheel');
      await tookThree(again);
      expect(new Set(again.told().map(({ body }) => body.toString())).size).toBe(1);
      server.answer = () => ({ status: 200, text: '{"status":"RS_ERROR_INVALID_GAME"}' });
      const refused = await give('rsa.wheel');
      expect(await refused.standing('refused', 0)).toMatchObject({ refusal: 'RS_ERROR_INVALID_GAME' });
    });

    it('of a game without a template are told by people; nothing is read or listed', async () => {
      server.answer = rewarded;
      const { playerId, freeRoundsId, read, told } = await give('rsa.coin');
      expect(await read()).toMatchObject({ state: 'issued', toldBy: 'people', calls: [] });
      const { telling } = await casino.stack.bus.ask(readStudioRounds, { playerId, freeRoundsId });
      const books = await casino.stack.bus.ask(listStudioFreeRounds, { studioId: 'rsa' });
      expect([telling, books.telling, told()]).toEqual(['not_offered', 'not_offered', []]);
    });
  });

  describe('of the shape of SOFTSWISS', () => {
    const empty = { status: 200, text: '' };

    it('are an issue of ours, told at a level, and used up by its total', async () => {
      server.answer = () => empty;
      const { playerId, freeRoundsId, standing, told, cancel } = await give('hmac.wheel', { stakeMinor: 50 });
      const issued = await standing('issued');
      const [call] = told();
      expect(call?.path).toBe('/swiss/freespins/issue');
      expect(call?.members).toEqual({
        ...{ casino_id: 'the-casino', issue_id: freeRoundsId, currency: 'GBP', games: ['wheel'] },
        ...{ freespins_quantity: 2, bet_level: 2, valid_until: `${issued.expiresAt.slice(0, 19)}Z` },
        user: { id: playerId },
      });
      expect(dialects['softswiss']?.verify(call as CasinoCall, callerKeys.hmac, new Date())).toBe(true);
      await casino.launch(playerId, 'hmac.wheel');
      const total = {
        user_id: playerId,
        currency: 'GBP',
        game: 'wheel',
        issue_id: freeRoundsId,
        total_amount: 70,
      };
      expect(await casino.hmac.call('freespins', total)).toMatchObject({ http: 200, body: { balance: 70 } });
      await standing('used_up');
      await expect(cancel()).rejects.toMatchObject({ code: 'free_rounds_over' });
      expect(await casino.cash(playerId)).toEqual({ cash: 70, inPlay: 0 });
    });

    it('are cancelled by their id, and a total that comes after that is paid', async () => {
      server.answer = () => empty;
      const { playerId, freeRoundsId, standing, told, cancel } = await give('hmac.wheel');
      await standing('issued');
      await casino.launch(playerId, 'hmac.wheel');
      await cancel();
      await standing('cancelled', 2);
      expect(told()[1]).toMatchObject({
        ...{ path: '/swiss/freespins/cancel', members: { casino_id: 'the-casino', issue_id: freeRoundsId } },
      });
      const total = {
        user_id: playerId,
        currency: 'GBP',
        game: 'wheel',
        issue_id: freeRoundsId,
        total_amount: 30,
      };
      expect(await casino.hmac.call('freespins', total)).toMatchObject({ http: 200, body: { balance: 30 } });
      await standing('cancelled', 2);
    });

    it('that are cancelled while they are on their way are cancelled again once they are there', async () => {
      let here = false;
      server.answer = ({ path }) => {
        if (path.endsWith('issue')) return 'hang';
        return here ? empty : { status: 400, text: '{"code":610,"message":"Invalid freespins issue"}' };
      };
      const { freeRoundsId, read, cancel, told } = await give('hmac.wheel');
      await until('the studio was told', () => told().length > 0);
      await cancel();
      const now = () =>
        casino.rows(
          `UPDATE studio_outbound_calls SET due_at = clock_timestamp() WHERE subject_id = $1 AND state = 'waiting' AND due_at > clock_timestamp() + interval '1 s'`,
          [freeRoundsId],
        );
      await now();
      await until(
        'it is refused',
        async () => (await read()).calls[1]?.trouble === '610: Invalid freespins issue',
      );
      expect((await read()).calls[1]).toMatchObject({ state: 'waiting' });
      here = true;
      await until('it is cancelled there', async () => {
        await now();
        return (await read()).calls[1]?.state === 'done';
      });
      // What nobody takes any more is the last word after a while.
      here = false;
      const other = await give('hmac.wheel');
      await until('the studio was told', () => other.told().length > 0);
      await other.cancel();
      await casino.rows(
        `UPDATE studio_outbound_calls SET written_at = written_at - interval '61 s', due_at = clock_timestamp() WHERE subject_id = $1 AND state = 'waiting'`,
        [other.freeRoundsId],
      );
      await until('it is refused for good', async () => {
        const { calls } = await other.read();
        return calls.find(({ verb }) => verb === 'cancel-free-rounds')?.state === 'refused';
      });
      const { data } = await casino.stack.bus.ask(listStudioIncidents, { studioId: 'hmac' });
      expect(data.map((one) => [one.reason, one.freeRoundsId])).toEqual([
        ['cancel_refused', other.freeRoundsId],
      ]);
    });

    it('that it never created, nor therefore cancels, want nobody', async () => {
      let asked = 0;
      server.answer = () =>
        asked++ === 0 ? 'closed' : { status: 400, text: '{"code":610,"message":"Invalid freespins issue"}' };
      const never = await give('hmac.wheel');
      await never.standing('refused', 0);
      await until('its cancel is refused for good', async () => {
        await casino.rows(
          `UPDATE studio_outbound_calls SET written_at = written_at - interval '61 s', due_at = clock_timestamp()
            WHERE subject_id = $1 AND state = 'waiting'`,
          [never.freeRoundsId],
        );
        const { calls } = await never.read();
        return calls.find(({ verb }) => verb === 'cancel-free-rounds')?.state === 'refused';
      });
      const { data } = await casino.stack.bus.ask(listStudioIncidents, { studioId: 'hmac' });
      expect(data.map((one) => one.freeRoundsId)).not.toContain(never.freeRoundsId);
    });

    it('that are refused after an answer that was lost are cancelled, so that it is true', async () => {
      let asked = 0;
      server.answer = ({ path }) => {
        if (path.endsWith('cancel')) return empty;
        return asked++ === 0 ? 'closed' : { status: 400, text: '{"code":610,"message":"is there already"}' };
      };
      const again = await give('hmac.wheel');
      const { calls, state } = await again.standing('refused', 1);
      expect([state, calls.map((call) => [call.verb, call.state])]).toEqual([
        'refused',
        [
          ['create-free-rounds', 'refused'],
          ['cancel-free-rounds', 'done'],
        ],
      ]);
    });

    it('are told again after an error of the server, and refused by a number', async () => {
      let asked = 0;
      const unclear = [{ status: 500, text: '{"code":500,"message":"Unknown error"}' }, 'closed'] as const;
      server.answer = () => unclear[asked++] ?? empty;
      const again = await give('hmac.wheel');
      await tookThree(again);
      server.answer = () => ({ status: 400, text: '{"code":601,"message":"not in this game"}' });
      const refused = await give('hmac.wheel');
      expect(await refused.standing('refused', 0)).toMatchObject({ refusal: '601: not in this game' });
    });

    it('cannot be for longer than the dialect has it; nothing is read or listed', async () => {
      await expect(give('hmac.wheel', { days: 29 })).rejects.toMatchObject({
        ...{ code: 'free_rounds_not_offered', field: 'days' },
      });
      const books = await casino.stack.bus.ask(listStudioFreeRounds, { studioId: 'hmac' });
      expect(books.telling).toBe('not_offered');
    });
  });
});
