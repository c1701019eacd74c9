import {
  gameSessionOpened,
  launchStudioGame,
  type PlayerRestricted,
  playerRestricted,
  type SessionClosed,
  sessionClosed,
  streamOf,
  tableSessionOpened,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { until } from '@croupier/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { headers as newHeaders } from '@nats-io/transport-node';
import { callerKeys } from '../../test/call-keys.js';
import { Casino, Sitting } from '../../test/casino.js';
import { type CasinoCall, StudioServer } from '../../test/studio-server.js';
import { ed25519 } from '../dialects/signatures.js';

const ok = { status: 200, text: '{"status":"ok"}' };

describe('the end of a session', () => {
  const server = new StudioServer();
  let casino: Casino;

  beforeAll(async () => {
    casino = await Casino.open({}, await server.open());
    const manager = await jetstreamManager(casino.stack.broker.connection);
    for (const owner of ['safer-gambling', 'identity', 'games', 'live'])
      await manager.streams.add({ name: streamOf(owner), subjects: [`evt.${owner}.>`] });
  });

  afterEach(() => {
    server.answer = () => ok;
  });

  afterAll(async () => {
    const faults = await casino.close();
    await server.close();
    expect(faults).toEqual([]);
  });

  /** A player at the game, and our id of the session. */
  async function sit(playerId: string, loginSessionId?: string): Promise<{ at: Sitting; sessionId: string }> {
    const launch = {
      playerId,
      gameId: 'own.coin',
      ...(loginSessionId === undefined ? {} : { loginSessionId }),
    };
    const { url } = await casino.stack.bus.ask(launchStudioGame, launch);
    const launchToken = new URL(url).searchParams.get('token');
    const { body } = await casino.own.call('open-session', { launchToken });
    const at = new Sitting(casino, casino.own, playerId, String(body['session']));
    return { at, sessionId: String(body['sessionId']) };
  }

  /** Tells a fact as its owner's relay would. */
  async function tell({ subject }: { subject: string }, payload: object, id = newId()): Promise<void> {
    const headers = newHeaders();
    headers.set('ce-id', id);
    await jetstream(casino.stack.broker.connection).publish(subject, JSON.stringify(payload), { headers });
  }
  /** Not before what was written down until now, whose instants have parts of a millisecond. */
  const soon = (): Date => new Date(Date.now() + 1);
  const restrict = (playerId: string, restriction: PlayerRestricted['restriction'], at = soon()) => {
    const moment = at.toISOString();
    return tell(playerRestricted, {
      ...{ playerId, restrictionId: newId(), restriction, from: moment, decidedAt: moment },
    });
  };
  const signOut = (playerId: string, sessionId: string, over: Partial<SessionClosed> = {}) => {
    const closedAt = new Date().toISOString();
    return tell(sessionClosed, { playerId, sessionId, reason: 'signed_out', closedAt, ...over });
  };

  const noticesOf = (sessionId: string): CasinoCall[] =>
    server.calls.filter(({ members }) => members['id'] === sessionId);
  const told = (sessionId: string): Promise<CasinoCall> =>
    until('the studio was told', () => noticesOf(sessionId)[0]);
  const isOver = (at: Sitting): Promise<boolean> =>
    until('the session is over', async () => {
      const { body } = await at.studio.call('balance', { session: at.session });
      return body.status === 'bad_token' || undefined;
    });
  const bet = (at: Sitting, id: string, over: object = {}) =>
    at.bet(id, 10, { round: id, ...over }).then(({ body }) => body.status);

  it('by another game of a studio is told in one signed call, of the session as it was opened', async () => {
    const playerId = await casino.player(1000);
    const { at, sessionId } = await sit(playerId);
    const { sessionId: next } = await sit(playerId);
    const call = await told(sessionId);
    expect([call.path, call.members]).toEqual(['/sessions/end', { id: sessionId, playerId }]);
    expect(ed25519(call, callerKeys.own, new Date())).toBe(true);
    expect(await isOver(at)).toBe(true);
    await casino.sit(playerId, 'own-two.coin');
    await told(next);
    expect([noticesOf(sessionId).length, noticesOf(next).length]).toEqual([1, 1]);
  });

  it('is told again, signed anew, until the studio has heard it', async () => {
    const playerId = await casino.player(0);
    const { sessionId } = await sit(playerId);
    const unclear = ['closed', { status: 503, text: '{"status":"retry"}' }] as const;
    let asked = 0;
    server.answer = ({ members }) => (members['id'] === sessionId ? unclear[asked++] : undefined) ?? ok;
    await sit(playerId);
    await until('it is heard', async () => {
      await casino.rows(
        `UPDATE studio_outbound_calls SET due_at = clock_timestamp() WHERE subject_id = $1 AND state = 'waiting'
            AND trouble IS NOT NULL AND due_at > clock_timestamp()`,
        [sessionId],
      );
      const [row] = await casino.rows<{ state: string }>(
        `SELECT state FROM studio_outbound_calls WHERE subject_id = $1`,
        [sessionId],
      );
      return row?.state === 'done' || undefined;
    });
    const calls = noticesOf(sessionId);
    expect(calls.length).toBeGreaterThan(unclear.length);
    expect(new Set(calls.map(({ headers }) => headers.get('croupier-signature'))).size).toBe(calls.length);
  });

  it('by another game that was never opened at the studio is told to nobody, and opens nothing any more', async () => {
    const playerId = await casino.player(0);
    const { url } = await casino.launch(playerId);
    const { sessionId } = await sit(playerId);
    await sit(playerId);
    await told(sessionId);
    const rows = await casino.rows(
      `SELECT verb FROM studio_outbound_calls c JOIN studio_sessions s ON s.game_session_id::text = c.subject_id WHERE s.player_id = $1`,
      [playerId],
    );
    expect(rows).toHaveLength(1);
    const launchToken = new URL(url).searchParams.get('token');
    expect((await casino.own.call('open-session', { launchToken })).body.status).toBe('bad_token');
  });

  it.each(['time_out', 'self_exclusion'] as const)(
    'by a %s is told once, and what was staked is settled all the same',
    async (restriction) => {
      const playerId = await casino.player(1000);
      const { at, sessionId } = await sit(playerId);
      expect(await bet(at, `before-${restriction}`)).toBe('ok');
      await restrict(playerId, restriction);
      await told(sessionId);
      expect(await isOver(at)).toBe(true);
      expect(await bet(at, `after-${restriction}`)).toBe('bad_token');
      const win = await at.win(`win-${restriction}`, `before-${restriction}`, 30, {
        ...{ round: `before-${restriction}`, roundClosed: true },
      });
      expect(win.body.status).toBe('ok');
      expect(await at.money()).toEqual({ cash: 1020, inPlay: 0 });
      await restrict(playerId, restriction);
      const other = await casino.player(0);
      const { sessionId: last } = await sit(other);
      await restrict(other, restriction);
      await told(last);
      expect(noticesOf(sessionId)).toHaveLength(1);
    },
  );

  it('comes of no restriction that was decided before it began, and of nobody else’s', async () => {
    const [playerId, other] = [await casino.player(1000), await casino.player(1000)];
    const before = new Date(Date.now() - 60_000);
    const [mine, theirs] = [await sit(playerId), await sit(other)];
    await restrict(playerId, 'time_out', before);
    const third = await casino.player(0);
    const { sessionId: last } = await sit(third);
    await restrict(third, 'time_out');
    await told(last);
    expect([await bet(mine.at, 'still-mine'), await bet(theirs.at, 'still-theirs')]).toEqual(['ok', 'ok']);
    expect([...noticesOf(mine.sessionId), ...noticesOf(theirs.sessionId)]).toEqual([]);
  });

  it('is that of a session which was opened while the decision was made, and of one being opened as it is heard', async () => {
    const [unaware, late] = [await casino.player(1000), await casino.player(1000)];
    const { at, sessionId } = await sit(unaware);
    const [opened] = await casino.rows<{ at: Date }>(
      `SELECT opened_at AS at FROM studio_sessions WHERE game_session_id = $1`,
      [sessionId],
    );
    await restrict(unaware, 'time_out', new Date((opened?.at.getTime() ?? 0) - 1000));
    expect(await isOver(at)).toBe(true);
    await sit(late);
    const launching = casino.studios.database.admin.createQueryRunner();
    await launching.startTransaction();
    try {
      await launching.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [late]);
      const [{ id }] = (await launching.query(
        `INSERT INTO studio_sessions (game_session_id, studio_id, player_id, game_code, currency, launch_hash, launch_until, expires_at)
         SELECT gen_random_uuid(), studio_id, player_id, game_code, currency, sha256(launch_hash), launch_until, expires_at
           FROM studio_sessions WHERE player_id = $1 RETURNING game_session_id AS id`,
        [late],
      )) as [{ id: string }];
      await restrict(late, 'time_out');
      await until('the decision is heard', async () => {
        const rows = await casino.rows(
          `SELECT 1 FROM pg_locks JOIN pg_database d ON d.oid = database
            WHERE NOT granted AND locktype = 'advisory' AND datname = current_database()`,
        );
        return rows.length > 0 || undefined;
      });
      await launching.commitTransaction();
      await until('it is over', async () => {
        const [row] = await casino.rows<{ over: boolean }>(
          `SELECT closed_at IS NOT NULL AS over FROM studio_sessions WHERE game_session_id = $1`,
          [id],
        );
        return row?.over || undefined;
      });
    } finally {
      if (launching.isTransactionActive) await launching.rollbackTransaction();
      await launching.release();
    }
  });

  it('comes of no login that has expired while its player plays, nor of one that was over before any launch', async () => {
    const [login, old] = [newId(), newId()];
    const [playing, other] = [await casino.player(1000), await casino.player(1000)];
    const [mine, theirs] = [await sit(playing, login), await sit(other, old)];
    await signOut(playing, login, { reason: 'expired' });
    await signOut(other, old, { closedAt: new Date(Date.now() - 14 * 3_600_000).toISOString() });
    // Facts of one owner are heard in their order.
    const [last, lastLogin] = [await casino.player(0), newId()];
    const { sessionId } = await sit(last, lastLogin);
    await signOut(last, lastLogin);
    await told(sessionId);
    expect([await bet(mine.at, 'plays-on'), await bet(theirs.at, 'plays-too')]).toEqual(['ok', 'ok']);
    expect([...noticesOf(mine.sessionId), ...noticesOf(theirs.sessionId)]).toEqual([]);
  });

  it.each(['token_reused', 'restricted'] as const)('comes of a login that is over by %s', async (reason) => {
    const [playerId, login] = [await casino.player(1000), newId()];
    const { at, sessionId } = await sit(playerId, login);
    await signOut(playerId, login, { reason });
    await told(sessionId);
    expect(await isOver(at)).toBe(true);
  });

  it('by signing out is that of the sessions that were launched in the login, and of no others', async () => {
    const [login, elsewhere] = [newId(), newId()];
    const [playerId, other] = [await casino.player(1000), await casino.player(1000)];
    const [mine, unsaid] = [await sit(playerId, login), await sit(other)];
    await signOut(playerId, elsewhere);
    await signOut(other, login);
    await signOut(playerId, login);
    await told(mine.sessionId);
    expect(await isOver(mine.at)).toBe(true);
    expect(await bet(mine.at, 'signed-out')).toBe('bad_token');
    expect(await bet(unsaid.at, 'signed-in')).toBe('ok');
    expect(noticesOf(unsaid.sessionId)).toEqual([]);
    const again = await sit(playerId, elsewhere);
    expect(await bet(again.at, 'signed-in-again')).toBe('ok');
  });

  it.each([
    ['a game', gameSessionOpened],
    ['a table', tableSessionOpened],
  ])(
    'by %s of ours is told; what has begun goes on, and a launch that nobody opened is over',
    async (what, fact) => {
      const playerId = await casino.player(1000);
      const { at, sessionId } = await sit(playerId);
      expect(await bet(at, `begun-${what}`)).toBe('ok');
      const moved = { playerId, gameSessionId: newId(), gameId: 'elsewhere', openedAt: soon().toISOString() };
      await tell(fact, moved);
      await told(sessionId);
      expect(await bet(at, `more-${what}`, { round: `begun-${what}` })).toBe('ok');
      const { url } = await casino.launch(playerId);
      const launchToken = new URL(url).searchParams.get('token');
      await tell(fact, { ...moved, gameSessionId: newId(), openedAt: soon().toISOString() });
      await until('it is over', async () => {
        const [row] = await casino.rows<{ over: boolean }>(
          `SELECT closed_at IS NOT NULL AS over FROM studio_sessions WHERE player_id = $1 ORDER BY opened_at DESC LIMIT 1`,
          [playerId],
        );
        return row?.over || undefined;
      });
      expect((await casino.own.call('open-session', { launchToken })).body.status).toBe('bad_token');
      expect(noticesOf(sessionId)).toHaveLength(1);
    },
  );

  it('is told to no studio that takes no such notices', async () => {
    const playerId = await casino.player(0);
    await casino.sit(playerId, 'own-two.coin');
    const { sessionId } = await sit(playerId);
    await sit(playerId);
    await told(sessionId);
    const rows = await casino.rows(`SELECT 1 FROM studio_outbound_calls WHERE studio_id <> 'own'`);
    expect(rows).toEqual([]);
  });
});
