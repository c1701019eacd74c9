import { readFigures } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase } from '@croupier/testing';
import { DataSource } from 'typeorm';
import { rebuild, RebuildFault } from '../../../../tools/rebuild/rebuild.js';
import { randomEvening } from '../../test/evening.js';
import { TestPlayer, type ToldFact } from '../../test/facts.js';
import { Newsroom } from '../../test/newsroom.js';
import { service } from '../service.js';

const seed = Number(process.env['TEST_SEED'] ?? 20_261_123);

describe('figures from events', () => {
  let newsroom: Newsroom;
  const evening = randomEvening(seed, { players: 12, steps: 500 });
  const period = { from: '2026-10-01', to: '2026-11-30' };

  beforeAll(async () => {
    newsroom = await Newsroom.open();
  });

  afterAll(() => newsroom.close());

  const totals = async (): Promise<object> =>
    (await newsroom.stack.bus.ask(readFigures, { ...period, by: 'total' })).total;

  const again = (): ReturnType<typeof rebuild> => rebuild(newsroom.analytics.database.url);

  it(`are what was told, also twice, in any order, and across a kill (seed ${seed})`, async () => {
    const { facts, shuffled, expected } = evening;
    const [half, rest] = [shuffled.slice(0, 300), shuffled.slice(300)];
    await newsroom.tell(...half);
    const killed = newsroom.analytics.close();
    await newsroom.tell(...rest);
    await killed;
    await newsroom.stack.replica(service, newsroom.analytics);
    await newsroom.heard(facts);
    expect(await totals()).toMatchObject(expected);
    const [{ events, inbox, dead }] = (await newsroom.query(
      `SELECT (SELECT count(*)::int FROM events) AS events, (SELECT count(*)::int FROM inbox) AS inbox,
              (SELECT count(*)::int FROM dead_letters) AS dead`,
    )) as [Record<string, number>];
    expect({ events, inbox, dead }).toEqual({ events: facts.length, inbox: facts.length, dead: 0 });
  }, 120_000);

  it('are the same after a rebuild, row by row', async () => {
    const live = await newsroom.everything();
    expect(live.length).toBeGreaterThan(100);
    const { events, projections } = await again();
    expect(events).toBe(evening.facts.length);
    expect(projections.map(({ name, same }) => [name, same])).toEqual(
      [
        ...['hours', 'player_hours', 'players', 'accounts', 'game_days', 'play_sessions'],
        ...['return_days', 'return_multiples', 'decided_multiples'],
      ].map((name) => [name, true]),
    );
    expect(await newsroom.everything()).toEqual(live);
  });

  it('are mended by a rebuild, which is how one knows that it does something', async () => {
    const live = await newsroom.everything();
    await newsroom.query('UPDATE hours SET stakes = stakes + 1');
    await newsroom.query('DELETE FROM players');
    await newsroom.query(`UPDATE play_sessions SET ended_at = ended_at + interval '1 ms'`);
    await newsroom.query('UPDATE return_multiples SET excess = excess + 0.000000001');
    expect(await newsroom.everything()).not.toEqual(live);
    const { projections } = await again();
    expect(projections.filter(({ same }) => !same).map(({ name }) => name)).toEqual([
      'hours',
      'players',
      'play_sessions',
      'return_multiples',
    ]);
    expect(await newsroom.everything()).toEqual(live);
  });

  it('lose nothing of what comes while they are rebuilt', async () => {
    const more = randomEvening(seed + 1, { players: 3, steps: 60 });
    const telling = newsroom.tell(...more.shuffled);
    for (let time = 0; time < 5; time += 1) await again();
    await telling;
    await newsroom.heard(more.facts);
    const live = await newsroom.everything();
    await again();
    expect(await newsroom.everything()).toEqual(live);
  });

  it('make one session of play of neighbouring rounds that are heard of at the same moment', async () => {
    const player = new TestPlayer();
    const gameSessionId = newId();
    const rounds = Array.from({ length: 40 }, (_, index) => {
      const at = new Date(Date.UTC(2026, 10, 2) + index * 25 * 60_000).toISOString();
      const { id, payload } = player.played(at, { gameId: 'slot', stake: 1, payout: 0, gameSessionId });
      return { id, at, body: { ...payload, outcome: undefined } };
    });
    // Two connections, as two replicas would have.
    await Promise.all(
      rounds.map(({ id, at, body }) =>
        newsroom.query(
          `SELECT record_event($1, $2, 'wallet.round.settled', $3, $4)`,
          player.playerId,
          id,
          at,
          JSON.stringify(body),
        ),
      ),
    );
    const sessions = await newsroom.query(
      `SELECT rounds::int, (extract(epoch FROM ended_at - started_at) / 60)::int AS minutes
         FROM play_sessions WHERE player_id = $1`,
      player.playerId,
    );
    expect(sessions).toEqual([{ rounds: 40, minutes: 39 * 25 }]);
  });

  it('are not rebuilt in a database that keeps none', async () => {
    const wallet = await createTestDatabase({ entities: [], migrations: [] });
    await expect(rebuild(wallet.url)).rejects.toThrow(RebuildFault);
    await wallet.drop();
  });

  it('keep neither outcomes nor anything personal, and the service cannot change what it heard', async () => {
    const kept = await newsroom.query<{ body: ToldFact['payload'] }>('SELECT body FROM events');
    expect(kept.some(({ body }) => 'outcome' in body || 'email' in body)).toBe(false);
    const own = new DataSource({ type: 'postgres', url: newsroom.analytics.database.url, poolSize: 1 });
    await own.initialize();
    const attempts = [
      'DELETE FROM events',
      `UPDATE events SET kind = 'x'`,
      'TRUNCATE events',
      'DELETE FROM hours',
    ];
    for (const sql of attempts) await expect(own.query(sql)).rejects.toMatchObject({ code: '42501' });
    await own.destroy();
    await expect(newsroom.query('TRUNCATE events')).rejects.toThrow('kept as they were written');
  });
});
