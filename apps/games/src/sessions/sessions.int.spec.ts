import { gameSessionOpened, openGameSession, type OpenGameSession } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { watchStatements } from '@croupier/persistence';
import { toldOnce, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { revealedAfterMs } from '../fairness/revelation.js';
import { GameSessionEntity } from './game-session.entity.js';
import { SessionReader } from './session-reader.service.js';
import { cacheTtlMs } from './sessions.service.js';
import { Casino } from '../../test/casino.js';

describe('open-game-session', () => {
  let casino: Casino;

  beforeAll(async () => {
    casino = await Casino.open();
  });

  afterAll(async () => {
    await casino.close();
  });

  async function openSessions(playerId: string): Promise<string[]> {
    const rows = (await casino.games.database.admin.query(
      `SELECT game_session_id FROM game_sessions WHERE player_id = $1 AND closed_at IS NULL`,
      [playerId],
    )) as { game_session_id: string }[];
    return rows.map((row) => row.game_session_id);
  }

  it('opens a session with the cap of the age band and the game cycle, and tells it once', async () => {
    const playerId = newId();
    casino.eligibility.set(playerId, { verified: true, ageBand: '18-24' });
    const told = await toldOnce(casino.stack.broker, gameSessionOpened.subject);
    const session = await casino.session(playerId);
    expect(session).toMatchObject({
      gameId: 'cap-game',
      stakeCap: { amount: 200, currency: 'GBP' },
      minimumCycleMs: 2500,
    });
    await until('the session is told', () => told.facts().length > 0);
    told.stop();
    const { gameSessionId, gameId, openedAt } = session;
    expect(told.facts()).toEqual([{ playerId, gameSessionId, gameId, openedAt }]);
  });

  it('closes the session opened before, of whatever game: one at a time (RTS 14C)', async () => {
    const playerId = newId();
    await casino.session(playerId);
    const second = await casino.session(playerId, 'lamplight-ledger');
    expect(await openSessions(playerId)).toEqual([second.gameSessionId]);
  });

  it('leaves exactly one open when sixteen are opened at once on two replicas', async () => {
    const replica = await casino.replica();
    const playerId = newId();
    const opened = await Promise.all(Array.from({ length: 16 }, () => casino.session(playerId)));
    const open = await openSessions(playerId);
    expect(open).toHaveLength(1);
    expect(opened.map(({ gameSessionId }) => gameSessionId)).toContain(open[0]);
    await replica.close();
  });

  it('refuses an unknown game before it asks anybody', async () => {
    const playerId = newId();
    casino.eligibility.set(playerId, 'silent');
    await expect(casino.session(playerId, 'no-such-game')).rejects.toMatchObject({ code: 'unknown_game' });
  });

  it('refuses a player who is not verified and opens nothing', async () => {
    const playerId = newId();
    casino.eligibility.set(playerId, { verified: false, ageBand: '25+' });
    await expect(casino.session(playerId)).rejects.toMatchObject({ code: 'not_verified', kind: 'forbidden' });
    expect(await openSessions(playerId)).toEqual([]);
  });

  it('refuses a player profile does not know', async () => {
    const playerId = newId();
    casino.eligibility.set(playerId, 'unknown');
    await expect(casino.session(playerId)).rejects.toMatchObject({ code: 'not_verified' });
  });

  it('opens nothing while profile does not answer, and says so in time', async () => {
    const playerId = newId();
    casino.eligibility.set(playerId, 'silent');
    await expect(casino.session(playerId)).rejects.toMatchObject({ kind: 'unavailable', retry: true });
    expect(await openSessions(playerId)).toEqual([]);
  });

  it.each([
    ['no player', { playerId: undefined }, { code: 'actor_not_proven' }],
    ['a player that is no id', { playerId: 'ada' }, { code: 'actor_not_proven' }],
    ['an unknown member', { cap: 1 }, { code: 'invalid_request', field: 'cap' }],
  ])('refuses %s', async (_, fault, refusal) => {
    const request = { playerId: newId(), gameId: 'cap-game', ...fault } as OpenGameSession;
    await expect(casino.stack.bus.ask(openGameSession, request)).rejects.toMatchObject(refusal);
  });

  it('reads sessions that are asked for together with one statement, each as its own player', async () => {
    const [ada, bob] = [newId(), newId()];
    const [own, other] = await Promise.all([casino.session(ada), casino.session(bob)]);
    const { app } = casino.games;
    const statements: string[] = [];
    watchStatements(app.get(DataSource), (text) => {
      if (text.includes('unnest')) statements.push(text);
      return undefined;
    });
    const reader = app.get(SessionReader);
    const find = (playerId: string, gameSessionId: string) => reader.find({ playerId, gameSessionId });
    const [first, second, stolen, unknown, inCapitals] = await Promise.all([
      find(ada, own.gameSessionId),
      find(bob, other.gameSessionId),
      find(bob, own.gameSessionId),
      find(ada, newId()),
      find(ada.toUpperCase(), own.gameSessionId),
    ]);
    expect(statements).toHaveLength(1);
    const kept = await app.get(DataSource).getRepository(GameSessionEntity).findOneBy({ playerId: ada });
    expect(first).toEqual({ ...kept });
    expect(first).toMatchObject({ stakeCap: own.stakeCap.amount, closedAt: null, refusals: 0 });
    expect(second?.gameSessionId).toBe(other.gameSessionId);
    expect([stolen, unknown]).toEqual([undefined, undefined]);
    expect(inCapitals?.gameSessionId).toBe(own.gameSessionId);
    await casino.session(ada);
    expect((await find(ada, own.gameSessionId))?.closedAt).toBeInstanceOf(Date);
  });

  it('keeps a session, whatever fact is lost, for less than a retired seed is hidden', () => {
    expect(cacheTtlMs * 2).toBeLessThanOrEqual(revealedAfterMs);
  });

  it('gives the role no right to delete or to move what it has recorded', async () => {
    const { app } = casino.games;
    const database = app.get(DataSource);
    for (const sql of [
      'DELETE FROM rounds',
      'UPDATE rounds SET payout = 1',
      'DELETE FROM game_sessions',
      `UPDATE game_sessions SET game_id = 'x'`,
    ]) {
      await expect(database.query(sql)).rejects.toThrow('permission denied');
    }
  });
});
