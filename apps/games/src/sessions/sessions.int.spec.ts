import {
  acknowledgeRealityCheck,
  type GameSession,
  gameSessionOpened,
  openGameSession,
  type OpenGameSession,
  type PlayedRound,
  readGameSession,
  readWallet,
  type RealityCheck,
} from '@croupier/contracts';
import { Clock, newId } from '@croupier/kernel';
import { watchStatements } from '@croupier/persistence';
import { toldOnce, until } from '@croupier/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import { revealedAfterMs } from '../fairness/revelation.js';
import { PlayRoundHandler } from '../rounds/play-round.handler.js';
import { GameSessionEntity } from './game-session.entity.js';
import { SessionReader } from './session-reader.service.js';
import { AcknowledgeRealityCheckHandler } from './acknowledge-reality-check.handler.js';
import { cacheTtlMs, SessionsService } from './sessions.service.js';
import { Casino } from '../../test/casino.js';
import { Sitter } from '../../test/hands.js';

const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;

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
    const playerId = await casino.player(0);
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
    const playerId = await casino.player(0);
    await casino.session(playerId);
    const second = await casino.session(playerId, 'lamplight-ledger');
    expect(await openSessions(playerId)).toEqual([second.gameSessionId]);
  });

  it('leaves exactly one open when sixteen are opened at once on two replicas', async () => {
    const replica = await casino.replica();
    const playerId = await casino.player(0);
    const answers = await Promise.allSettled(Array.from({ length: 16 }, () => casino.session(playerId)));
    const open = await openSessions(playerId);
    expect(open).toHaveLength(1);
    // Whoever was told after a later one is told so.
    const opened = answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value.gameSessionId] : []));
    expect(opened).toContain(open[0]);
    for (const one of answers)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'session_closed' });
    // Whichever was told last: in it alone rounds begin.
    const claimed: unknown = await casino.wallet.database.admin.query(
      `SELECT play_session_id AS session FROM accounts WHERE player_id = $1`,
      [playerId],
    );
    expect(claimed).toEqual([{ session: open[0] }]);
    await replica.close();
  });

  it('takes no round of a session that was closed, though the fact of it was lost (RTS 14C)', async () => {
    const playerId = await casino.player();
    const { gameSessionId } = await casino.session(playerId);
    const sessions = casino.games.app.get(SessionsService, { strict: false });
    const known = await sessions.find(playerId, gameSessionId);
    const other = await casino.session(playerId, 'lamplight-ledger');
    // As a process has it that was not told.
    const found = jest.spyOn(sessions, 'find').mockResolvedValueOnce(known);
    await expect(casino.play({ playerId, gameSessionId })).rejects.toMatchObject({ code: 'session_closed' });
    found.mockRestore();
    expect((await casino.play({ playerId, gameSessionId: other.gameSessionId })).payout).toBeDefined();
  });

  it('takes no round once a game of another service was launched, until this one is again (RTS 14C)', async () => {
    const playerId = await casino.player();
    const { gameSessionId } = await casino.session(playerId);
    const key = { playerId, gameSessionId, idempotencyKey: newId() };
    const played = await casino.play(key);
    await casino.launchElsewhere(playerId);
    casino.shift(playerId, 5000);
    await expect(casino.play({ playerId, gameSessionId })).rejects.toMatchObject({ code: 'session_closed' });
    expect((await casino.play(key)).roundId).toBe(played.roundId);
    const again = await casino.session(playerId);
    expect((await casino.play({ playerId, gameSessionId: again.gameSessionId })).payout).toBeDefined();
  });

  it('refuses a launch that is earlier than that of another game, for no round would begin (RTS 14C)', async () => {
    const playerId = await casino.player();
    const elsewhere = await casino.launchedAhead(playerId);
    await expect(casino.session(playerId)).rejects.toMatchObject({ code: 'session_closed' });
    // It is that game's still.
    await casino.stakeElsewhere(playerId, elsewhere);
  });

  it('refuses an unknown game before it asks anybody', async () => {
    const playerId = await casino.player(0);
    casino.eligibility.set(playerId, 'silent');
    await expect(casino.session(playerId, 'no-such-game')).rejects.toMatchObject({ code: 'unknown_game' });
  });

  it('refuses a player who is not verified and opens nothing', async () => {
    const playerId = await casino.player(0);
    casino.eligibility.set(playerId, { verified: false, ageBand: '25+' });
    await expect(casino.session(playerId)).rejects.toMatchObject({ code: 'not_verified', kind: 'forbidden' });
    expect(await openSessions(playerId)).toEqual([]);
  });

  it('refuses a player profile does not know', async () => {
    const playerId = await casino.player(0);
    casino.eligibility.set(playerId, 'unknown');
    await expect(casino.session(playerId)).rejects.toMatchObject({ code: 'not_verified' });
  });

  it('opens nothing while profile does not answer, and says so in time', async () => {
    const playerId = await casino.player(0);
    casino.eligibility.set(playerId, 'silent');
    await expect(casino.session(playerId)).rejects.toMatchObject({ kind: 'unavailable', retry: true });
    expect(await openSessions(playerId)).toEqual([]);
  });

  it('refuses whoever is excluded or in a time-out, and whoever that is not known of, and opens nothing', async () => {
    const playerId = await casino.player();
    casino.access.set(playerId, { allowed: false, reasons: ['time_out'] });
    await expect(casino.session(playerId)).rejects.toMatchObject({ code: 'play_blocked', kind: 'forbidden' });
    casino.access.set(playerId, 'silent');
    await expect(casino.session(playerId)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await openSessions(playerId)).toEqual([]);
  });

  it('refuses a player without an account, or whose account is looked into', async () => {
    await expect(casino.session(newId())).rejects.toMatchObject({ code: 'no_account', retry: true });
    const playerId = await casino.player();
    await casino.freeze(playerId);
    await expect(casino.session(playerId)).rejects.toMatchObject({ code: 'account_frozen' });
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
    const [ada, bob] = [await casino.player(0), await casino.player(0)];
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

  describe('the reality check of a player who wants it every 15 minutes (RTS 13B)', () => {
    const due = { code: 'reality_check_due', kind: 'conflict' };

    afterEach(() => standAt(undefined));

    /** For what plays and checks, in every process of games, it is this moment, in ms; not for the proofs of who asks. */
    function standAt(moment: number | undefined): void {
      for (const { app } of [casino.games, ...casino.others]) {
        const clock: Clock = app.get(Clock as never, { strict: false });
        const standing = Object.create(clock, { now: { value: () => new Date(moment ?? 0) } }) as Clock;
        for (const user of [SessionsService, PlayRoundHandler, AcknowledgeRealityCheckHandler])
          Reflect.set(
            app.get(user as never, { strict: false }),
            'clock',
            moment === undefined ? clock : standing,
          );
      }
    }

    /** Somebody at a game that was just opened, who starts every round as soon as its cycle allows. */
    async function seated(): Promise<{
      playerId: string;
      session: GameSession;
      after: (ms: number) => void;
      play: (idempotencyKey?: string) => Promise<PlayedRound>;
    }> {
      const playerId = await casino.player();
      casino.eligibility.set(playerId, { verified: true, ageBand: '25+', realityCheckMinutes: 15 });
      const session = await casino.session(playerId);
      const { gameSessionId } = session;
      let turn = 0;
      return {
        playerId,
        session,
        after: (ms) => standAt(Date.parse(session.openedAt) + ms),
        play: (idempotencyKey = newId()) => {
          casino.shift(playerId, (turn += 1) * session.minimumCycleMs);
          return casino.play({ playerId, gameSessionId, idempotencyKey });
        },
      };
    }

    const acknowledge = (playerId: string, gameSessionId: string): Promise<RealityCheck> =>
      casino.stack.bus.ask(acknowledgeRealityCheck, { playerId, gameSessionId });

    const setDue = (playerId: string, agoMs: number): Promise<unknown> =>
      casino.games.database.admin.query(
        `UPDATE game_sessions SET reality_check_at = clock_timestamp() - make_interval(secs => $2)
          WHERE player_id = $1 AND closed_at IS NULL`,
        [playerId, agoMs / 1000],
      );

    it('takes a round at 14:59.999 and none from 15:00 on, until it is acknowledged', async () => {
      const { playerId, session, after, play } = await seated();
      const { gameSessionId, openedAt } = session;
      const moment = (ms: number): string => new Date(Date.parse(openedAt) + ms).toISOString();
      expect(session.realityCheckAt).toBe(moment(quarterMs));
      after(quarterMs - 1);
      const { balance } = await play();
      after(quarterMs);
      await expect(play()).rejects.toMatchObject({ ...due, detail: 'The game has been open for 00:15:00.' });
      after(quarterMs + 3_725_000);
      await expect(play()).rejects.toMatchObject({ ...due, detail: 'The game has been open for 01:17:05.' });
      expect((await casino.stack.bus.ask(readWallet, { playerId })).cash).toEqual(balance);
      after(quarterMs);
      const stranger = acknowledge(newId(), gameSessionId);
      await expect(stranger).rejects.toMatchObject({ code: 'not_found' });
      expect(await acknowledge(playerId, gameSessionId)).toEqual({
        gameSessionId,
        elapsedMs: quarterMs,
        realityCheckAt: moment(2 * quarterMs),
      });
      await play();
      after(2 * quarterMs - 1);
      await play();
      after(2 * quarterMs);
      await expect(play()).rejects.toMatchObject(due);
      const read = await casino.stack.bus.ask(readGameSession, { playerId, gameSessionId });
      expect(read.realityCheckAt).toBe(moment(2 * quarterMs));
    });

    it('is due on every replica, and what is acknowledged at one is on all at once', async () => {
      const replica = await casino.replica();
      const { playerId, session, after, play } = await seated();
      after(quarterMs - 1);
      // As many as leave hardly a chance that one of the two has never had the session in its memory.
      for (let round = 0; round < 10; round += 1) await play();
      after(quarterMs);
      for (let round = 0; round < 10; round += 1) await expect(play()).rejects.toMatchObject(due);
      await acknowledge(playerId, session.gameSessionId);
      for (let round = 0; round < 10; round += 1) await play();
      await replica.close();
    });

    it('keeps nobody from the answer to an old key', async () => {
      const { playerId, session, after, play } = await seated();
      const key = newId();
      const played = await play(key);
      after(quarterMs);
      expect(await play(key)).toEqual(played);
      const { gameSessionId } = session;
      const rehearsal = casino.play({ playerId, gameSessionId, dryRun: true });
      await expect(rehearsal).rejects.toMatchObject(due);
    });

    it('lets a round with decisions that is in progress go on to its end', async () => {
      const playerId = await casino.player();
      casino.eligibility.set(playerId, { verified: true, ageBand: '25+', realityCheckMinutes: 15 });
      const sitter = await Sitter.at(casino, 'kestrel-draw', playerId);
      const key = newId();
      const dealt = await sitter.deal(key);
      standAt(Date.now() + quarterMs);
      expect(await sitter.deal(key)).toEqual(dealt);
      const drawn = await sitter.act(dealt, { kind: 'hold', positions: [0] });
      expect(drawn.open).toBeUndefined();
      await expect(sitter.deal(newId())).rejects.toMatchObject(due);
      await acknowledge(playerId, sitter.gameSessionId);
      casino.shift(playerId, 5000);
      expect(await sitter.deal(newId())).toMatchObject({ stake: dealt.stake });
    });

    it('is neither put off nor answered by another launch, and begins anew after an interval away', async () => {
      const { playerId, session } = await seated();
      await setDue(playerId, minuteMs);
      const next = await casino.session(playerId, 'lamplight-ledger');
      expect(Date.parse(next.realityCheckAt ?? '')).toBeLessThan(Date.parse(next.openedAt));
      const round = casino.play({ playerId, gameSessionId: next.gameSessionId });
      await expect(round).rejects.toMatchObject(due);
      const closed = acknowledge(playerId, session.gameSessionId);
      await expect(closed).rejects.toMatchObject({ code: 'session_closed' });
      await setDue(playerId, quarterMs);
      const later = await casino.session(playerId);
      expect(Date.parse(later.realityCheckAt ?? '') - Date.parse(later.openedAt)).toBe(quarterMs);
    });

    it('takes a shorter interval from the next launch on, a longer one from the next answer on', async () => {
      const { playerId } = await seated();
      const wish = (realityCheckMinutes: number): unknown =>
        casino.eligibility.set(playerId, { verified: true, ageBand: '25+', realityCheckMinutes });
      wish(5);
      const shorter = await casino.session(playerId);
      expect(Date.parse(shorter.realityCheckAt ?? '') - Date.parse(shorter.openedAt)).toBe(5 * minuteMs);
      wish(60);
      const { realityCheckAt, gameSessionId, openedAt } = await casino.session(playerId);
      expect(realityCheckAt).toBe(shorter.realityCheckAt);
      standAt(Date.parse(openedAt) + minuteMs);
      const answered = await acknowledge(playerId, gameSessionId);
      expect(Date.parse(answered.realityCheckAt ?? '') - Date.parse(openedAt)).toBe(61 * minuteMs);
    });

    it('is due after a restart as before', async () => {
      const { after, play } = await seated();
      await play();
      await casino.replica();
      await casino.games.close();
      after(quarterMs - 1);
      await play();
      after(quarterMs);
      await expect(play()).rejects.toMatchObject(due);
    });
  });
});
