import {
  cancelStudioRounds,
  type GiveStudioRounds,
  giveStudioRounds,
  listPlayerStudioRounds,
  readStudioRounds,
  type StudioFreeRounds,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import type { RunningService } from '@croupier/runtime';
import { until } from '@croupier/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Casino } from '../../test/casino.js';
import { type CasinoCall, StudioServer } from '../../test/studio-server.js';

const staffId = newId();
const ok = { status: 200, text: '{"status":"ok"}' };

describe('free rounds that the books have from before', () => {
  const server = new StudioServer();
  let casino: Casino;
  let running: RunningService | undefined;

  beforeAll(async () => {
    const url = await server.open();
    casino = await Casino.open({}, { own: `${url}own/`, hmac: `${url}swiss/` });
  });

  beforeEach(() => {
    server.answer = () => ok;
  });

  afterAll(async () => {
    const faults = await casino.close();
    await server.close();
    expect(faults).toEqual([]);
  });

  /** Another process of studios, in place of the one before. */
  async function restart(settings: Record<string, string> = {}): Promise<void> {
    await (running ? running.close() : casino.stopStudios());
    running = await casino.replica(settings);
  }

  async function give(playerId: string, gameId: string): Promise<GiveStudioRounds> {
    const gift = { freeRoundsId: newId(), playerId, gameId, rounds: 2, days: 7, staffId };
    await casino.stack.bus.ask(giveStudioRounds, gift);
    return gift;
  }
  const cancel = ({ playerId, freeRoundsId }: GiveStudioRounds): Promise<StudioFreeRounds> =>
    casino.stack.bus.ask(cancelStudioRounds, { playerId, freeRoundsId, staffId, reason: 'given by mistake' });
  const callsOf = ({ freeRoundsId }: GiveStudioRounds): CasinoCall[] =>
    server.calls.filter(({ body }) => body.includes(freeRoundsId));

  async function listed({ playerId, gameId }: GiveStudioRounds): Promise<StudioFreeRounds> {
    const { data } = await casino.stack.bus.ask(listPlayerStudioRounds, { playerId });
    const found = data.find((one) => one.gameId === gameId);
    if (!found) throw new Error('they are not listed');
    return found;
  }

  /** Until they stand so; a call that waits for its next attempt is due now. */
  const when = (of: GiveStudioRounds, is: (found: StudioFreeRounds) => boolean): Promise<StudioFreeRounds> =>
    until('they stand so', async () => {
      await casino.rows(
        `UPDATE studio_outbound_calls SET due_at = clock_timestamp() WHERE subject_id = $1 AND trouble IS NOT NULL
            AND due_at > clock_timestamp()`,
        [of.freeRoundsId],
      );
      const found = await listed(of);
      return is(found) ? found : undefined;
    });
  const issued = (of: GiveStudioRounds) => when(of, ({ state }) => state === 'issued');

  describe('of a studio that is not in the settings any more', () => {
    const swiss = (of: GiveStudioRounds) =>
      casino.hmac.call('freespins', {
        ...{ user_id: of.playerId, currency: 'GBP', game: 'wheel' },
        ...{ issue_id: of.freeRoundsId, total_amount: 70 },
      });

    it('are cancelled, and it is told once it is there again, by the name it knows us by', async () => {
      const at = await casino.sitting(0, 'own.wheel');
      const own = await give(at.playerId, 'own.wheel');
      const issue = await give(await casino.player(0), 'hmac.wheel');
      const played = await give(await casino.player(0), 'hmac.wheel');
      await Promise.all([own, issue, played].map(issued));
      await casino.launch(played.playerId, 'hmac.wheel');
      expect((await swiss(played)).http).toBe(200);

      await restart({ STUDIO_URLS: '{}' });
      for (const gift of [own, issue]) {
        const cancelled = await cancel(gift);
        expect(cancelled).toMatchObject({
          ...{ state: 'cancelled', cancelled: { staffId, reason: 'given by mistake' } },
          calls: [{ state: 'done' }, { verb: 'cancel-free-rounds', state: 'waiting' }],
        });
        expect(await cancel(gift)).toMatchObject({ cancelled: cancelled.cancelled });
        const waiting = await when(gift, ({ calls }) => calls[1]?.trouble !== undefined);
        expect(waiting.calls[1]).toMatchObject({
          state: 'waiting',
          trouble: 'the studio is not offered here',
        });
        const { playerId, freeRoundsId } = gift;
        const both = await casino.stack.bus.ask(readStudioRounds, { playerId, freeRoundsId });
        expect(both).toMatchObject({ telling: 'not_offered', freeRounds: { state: 'cancelled' } });
        expect(callsOf(gift)).toHaveLength(1);
      }
      // By its dialect their total is known to have come; nobody here knows of which dialect it is.
      await expect(cancel(played)).rejects.toMatchObject({ code: 'free_rounds_over' });

      await restart();
      for (const gift of [own, issue]) await when(gift, ({ calls }) => calls[1]?.state === 'done');
      expect(callsOf(own)[1]).toMatchObject({
        ...{ path: '/own/free-rounds/cancel', members: { id: own.freeRoundsId } },
      });
      expect(callsOf(issue)[1]?.members).toEqual({ casino_id: 'the-casino', issue_id: issue.freeRoundsId });
      const bet = await at.bet(newId(), 0, { game: 'wheel', freeRoundsId: own.freeRoundsId });
      expect(bet.body.status).toBe('free_rounds_spent');
      expect(callsOf(played)).toHaveLength(1);
    });
  });

  describe('under one id at two studios', () => {
    /** As it could be written once: the same id, at another studio, a day before. */
    async function before(of: GiveStudioRounds, playerId = of.playerId): Promise<GiveStudioRounds> {
      await casino.rows(
        `INSERT INTO studio_free_rounds (studio_id, free_rounds_id, player_id, game_id, rounds, given_by, given_at, expires_at)
         VALUES ('own-two', $1, $2, 'own-two.wheel', 2, $3, clock_timestamp() - interval '1 day', clock_timestamp() + interval '6 days')`,
        [of.freeRoundsId, playerId, staffId],
      );
      return { ...of, playerId, gameId: 'own-two.wheel' };
    }

    async function play(of: GiveStudioRounds): Promise<string | undefined> {
      const at = await casino.sit(of.playerId, of.gameId);
      const { body } = await at.bet(newId(), 0, {
        ...{ game: 'wheel', round: newId(), freeRoundsId: of.freeRoundsId },
      });
      return body.status;
    }

    it('of one player are counted apart, and what was given last is what is given again and cancelled', async () => {
      const given = await give(await casino.player(0), 'own.wheel');
      await issued(given);
      const old = await before(given);
      await casino.stack.bus.ask(giveStudioRounds, given);
      await expect(casino.stack.bus.ask(giveStudioRounds, old)).rejects.toMatchObject({
        code: 'idempotency_key_reused',
      });
      expect([await play(given), await play(old), await play(given)]).toEqual(['ok', 'ok', 'ok']);
      expect(await listed(given)).toMatchObject({ used: 2, state: 'used_up', calls: [{ state: 'done' }] });
      expect(await listed(old)).toMatchObject({ used: 1, state: 'issued', toldBy: 'people', calls: [] });
      await expect(cancel(given)).rejects.toMatchObject({ code: 'free_rounds_over' });
      expect(await listed(old)).toMatchObject({ state: 'issued' });
    });

    it('of one player are cancelled where they were given last, and there alone', async () => {
      const given = await give(await casino.player(0), 'own.wheel');
      await issued(given);
      const old = await before(given);
      expect(await cancel(given)).toMatchObject({ gameId: 'own.wheel', state: 'cancelled' });
      await when(given, ({ calls }) => calls[1]?.state === 'done');
      expect(await listed(old)).toMatchObject({ state: 'issued', calls: [] });
      expect([await play(given), await play(old)]).toEqual(['free_rounds_spent', 'ok']);
      expect(callsOf(given).map(({ path }) => path)).toEqual([
        '/own/free-rounds/create',
        '/own/free-rounds/cancel',
      ]);
    });

    it('of two players are each their own: who cancels one takes no call back that tells of the other', async () => {
      server.answer = () => ({ status: 503, text: '{"status":"retry"}' });
      const given = await give(await casino.player(0), 'own.wheel');
      const old = await before(given, await casino.player(0));
      expect(await cancel(old)).toMatchObject({ gameId: 'own-two.wheel', state: 'cancelled', calls: [] });
      expect(await listed(given)).toMatchObject({ state: 'wanted', calls: [{ state: 'waiting' }] });
      server.answer = () => ok;
      await issued(given);
      expect([await play(given), await play(old)]).toEqual(['ok', 'free_rounds_spent']);
      const { playerId, freeRoundsId } = old;
      const both = await casino.stack.bus.ask(readStudioRounds, { playerId, freeRoundsId });
      expect(both).toMatchObject({ telling: 'not_offered', freeRounds: { gameId: 'own-two.wheel' } });
    });
  });
});
