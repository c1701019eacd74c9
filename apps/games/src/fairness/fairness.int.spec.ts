import { createHash, createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  chooseClientSeed,
  type GameSession,
  readProof,
  readSeeds,
  renewSeeds,
  type RoundProof,
  settleRound,
} from '@croupier/contracts';
import { type ProvenRound, verifyRound } from '@croupier/game-maths';
import { newId } from '@croupier/kernel';
import { until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Casino } from '../../test/casino.js';
import { settings } from '../../test/settings.js';
import { type SealedSpins } from '../rounds/sealed-outcome.js';
import { revealedAfterMs } from './revelation.js';

const hashes = {
  hmac: (key: Uint8Array, text: string) => createHmac('sha256', key).update(text).digest(),
  sha256: (bytes: Uint8Array) => createHash('sha256').update(bytes).digest(),
};
/** Every game's cycle is over by then. */
const aMinuteMs = 60_000;

describe('what rounds are drawn from', () => {
  let casino: Casino;

  beforeAll(async () => {
    casino = await Casino.open();
  });

  afterAll(async () => {
    await casino.close();
  });

  const ask = {
    seeds: (playerId: string, { gameSessionId }: GameSession) =>
      casino.stack.bus.ask(readSeeds, { playerId, gameSessionId }),
    choose: (playerId: string, { gameSessionId }: GameSession, clientSeed: string) =>
      casino.stack.bus.ask(chooseClientSeed, { playerId, gameSessionId, clientSeed }),
    renew: (playerId: string, { gameSessionId }: GameSession) =>
      casino.stack.bus.ask(renewSeeds, { playerId, gameSessionId }),
    proof: (playerId: string, roundId: string) => casino.stack.bus.ask(readProof, { playerId, roundId }),
  };

  /** Moves the moment of retirement of all seeds of a player back, as if so much time had passed. */
  async function age(playerId: string, ms: number): Promise<void> {
    await casino.games.database.admin.query(
      `UPDATE seeds SET retired_at = retired_at - $2 * interval '1 ms' WHERE player_id = $1`,
      [playerId, ms],
    );
  }

  const checked = (proof: RoundProof): [string, boolean][] =>
    verifyRound(proof as ProvenRound, hashes).map(({ what, holds }) => [what, holds]);

  it('is committed to before the player chooses, and derives the round once it is shown', async () => {
    const playerId = await casino.player();
    const session = await casino.session(playerId, 'lamplight-ledger');
    expect(session.seeds).toMatchObject({ clientSeed: '' });
    const chosen = await ask.choose(playerId, session, 'seven owls');
    expect(chosen).toEqual({ ...session.seeds, clientSeed: 'seven owls' });
    expect(await ask.seeds(playerId, session)).toEqual(chosen);
    const { gameSessionId } = session;
    const { roundId } = await casino.play({ playerId, gameSessionId });
    const before = await ask.proof(playerId, roundId);
    expect(before).toMatchObject({
      ...{ serverSeedHash: chosen.serverSeedHash, clientSeed: 'seven owls', refusals: 0, roundId },
    });
    expect(before).not.toHaveProperty('serverSeed');
    expect(before).not.toHaveProperty('revealedFrom');

    const { current, retired } = await ask.renew(playerId, session);
    expect(retired.serverSeedHash).toBe(chosen.serverSeedHash);
    expect(current).toMatchObject({ clientSeed: '' });
    expect(current.serverSeedHash).not.toBe(chosen.serverSeedHash);
    const waiting = await ask.proof(playerId, roundId);
    expect(waiting).not.toHaveProperty('serverSeed');
    expect(waiting.revealedFrom).toBe(retired.revealedFrom);
    await age(playerId, revealedAfterMs);
    const proof = await ask.proof(playerId, roundId);
    expect(checked(proof)).toEqual([
      ['seed', true],
      ['definition', true],
      ['draws', true],
      ['outcome', true],
      ['payout', true],
    ]);
  });

  it('never draws from a part of the player that was known before the commitment', async () => {
    const playerId = await casino.player();
    const session = await casino.session(playerId, 'lamplight-ledger');
    // What the client has seen and sent, in its order; the server may have known of a seed as soon as it was sent.
    const events = [`saw ${session.seeds?.serverSeedHash ?? ''}`];
    const rounds: string[] = [];
    const course = [
      'play',
      'choose',
      'play',
      'renew',
      'play',
      'choose',
      'play',
      'renew',
      'renew',
      'play',
      'choose',
      'play',
    ];
    for (const [at, step] of course.entries()) {
      if (step === 'choose') {
        events.push(`sent owl ${at}`);
        await ask.choose(playerId, session, `owl ${at}`);
      } else if (step === 'renew') {
        const { current } = await ask.renew(playerId, session);
        events.push(`saw ${current.serverSeedHash}`);
      } else {
        casino.shift(playerId, (at + 1) * aMinuteMs);
        rounds.push((await casino.play({ playerId, gameSessionId: session.gameSessionId })).roundId);
      }
    }
    const parts: string[] = [];
    for (const roundId of rounds) {
      const { serverSeedHash, clientSeed } = await ask.proof(playerId, roundId);
      parts.push(clientSeed);
      if (clientSeed === '') continue;
      expect(events.indexOf(`saw ${serverSeedHash}`)).toBeGreaterThanOrEqual(0);
      expect(events.indexOf(`saw ${serverSeedHash}`)).toBeLessThan(events.indexOf(`sent ${clientSeed}`));
    }
    expect(parts).toEqual(['', 'owl 1', '', 'owl 5', '', 'owl 10']);
  });

  it('proves roulette, with the bets as they lay', async () => {
    const playerId = await casino.player();
    const session = await casino.session(playerId, 'saltmarsh-roulette');
    const { roundId } = await casino.play({
      ...{ playerId, gameSessionId: session.gameSessionId },
      bets: [
        { kind: 'red', amount: 50 },
        { kind: 'straight', numbers: [17], amount: 50 },
      ],
    });
    await ask.renew(playerId, session);
    await age(playerId, revealedAfterMs);
    const proof = await ask.proof(playerId, roundId);
    expect(proof.bets).toHaveLength(2);
    expect(checked(proof).every(([, holds]) => holds)).toBe(true);
  });

  it('is retired when the session is closed by another', async () => {
    const playerId = await casino.player();
    const first = await casino.session(playerId);
    const { roundId } = await casino.play({ playerId, gameSessionId: first.gameSessionId });
    await casino.session(playerId);
    await age(playerId, revealedAfterMs);
    expect(await ask.proof(playerId, roundId)).toHaveProperty('serverSeed');
    await expect(ask.renew(playerId, first)).rejects.toMatchObject({ code: 'session_closed' });
    await expect(ask.choose(playerId, first, 'late')).rejects.toMatchObject({ code: 'session_closed' });
    await expect(ask.seeds(playerId, first)).rejects.toMatchObject({ code: 'session_closed' });
  });

  it('is another for every round that follows a refusal, whatever its key', async () => {
    const playerId = await casino.player(0);
    const { gameSessionId } = await casino.session(playerId);
    const idempotencyKey = newId();
    const poor = casino.play({ playerId, gameSessionId, idempotencyKey });
    await expect(poor).rejects.toMatchObject({ code: 'insufficient_funds' });
    const [row] = (await casino.games.database.admin.query(
      `SELECT refusals FROM game_sessions WHERE game_session_id = $1`,
      [gameSessionId],
    )) as [{ refusals: number }];
    expect(row.refusals).toBe(1);
    await casino.credit(playerId, 1000);
    const { outcome } = await casino.play({ playerId, gameSessionId, idempotencyKey });
    expect((outcome as unknown as SealedSpins).seeds).toMatchObject({ refusals: 1 });
  });

  it('draws the same round again for a request whose answer was lost', async () => {
    const playerId = await casino.player();
    const { gameSessionId } = await casino.session(playerId, 'lamplight-ledger');
    const drawn: unknown[] = [];
    const subscription = casino.stack.broker.connection.subscribe(settleRound.subject, {
      callback: (_error, message) => {
        const round = message.json<{ playerId: string; outcome: { draws?: unknown } }>();
        if (round.playerId === playerId) drawn.push(round.outcome.draws);
      },
    });
    await casino.stack.broker.connection.flush();
    const request = { playerId, gameSessionId, idempotencyKey: newId() };
    const [first, second] = [await casino.play(request), await casino.play(request)];
    expect(second.roundId).toBe(first.roundId);
    await until('both were seen', () => drawn.length === 2);
    expect(drawn[0]).toEqual(drawn[1]);
    subscription.unsubscribe();
  });

  it('changes in every process as soon as that hears of it', async () => {
    const replica = await casino.replica();
    const playerId = await casino.player();
    const session = await casino.session(playerId);
    let played = 0;
    const clientSeed = async (): Promise<string | undefined> => {
      casino.shift(playerId, (played += 1) * aMinuteMs);
      const { outcome } = await casino.play({ playerId, gameSessionId: session.gameSessionId });
      return (outcome as unknown as SealedSpins).seeds?.clientSeed;
    };
    // Enough for both processes to know the session.
    for (let round = 0; round < 12; round += 1) expect(await clientSeed()).toBe('');
    await ask.choose(playerId, session, 'new');
    const inARow = async (): Promise<boolean> => {
      for (let round = 0; round < 12; round += 1) if ((await clientSeed()) !== 'new') return false;
      return true;
    };
    // Without the word of the change a process would draw from the old one for ten seconds.
    await until('nobody draws from the old one', inARow, 6000);
    await replica.close();
  });

  it('is as before in a database that was restored, until what running.md says to it has been said', async () => {
    const { admin } = casino.games.database;
    const playerId = await casino.player();
    const session = await casino.session(playerId, 'lamplight-ledger');
    const rowsOf = (table: string) =>
      admin.query<Record<string, unknown>[]>(
        `SELECT to_jsonb(t) AS row FROM ${table} t WHERE player_id = $1`,
        [playerId],
      );
    const tables = ['game_sessions', 'seeds'];
    const copies = await Promise.all(tables.map(rowsOf));
    await ask.renew(playerId, session);
    await age(playerId, revealedAfterMs);
    for (const [index, table] of tables.entries()) {
      await admin.query(`DELETE FROM ${table} WHERE player_id = $1`, [playerId]);
      const rows = JSON.stringify(copies[index]?.map(({ row }) => row));
      await admin.query(
        `INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
        [rows],
      );
    }
    // A process that starts on the copy draws from a seed that has been shown.
    const hashes = `SELECT encode(server_seed_hash, 'hex') AS hash FROM seeds WHERE player_id = $1 AND retired_at IS NULL`;
    const drawnFrom = async (): Promise<string[]> =>
      (await admin.query<{ hash: string }[]>(hashes, [playerId])).map(({ hash }) => hash);
    expect(await drawnFrom()).toEqual([session.seeds?.serverSeedHash]);

    const running = await readFile('docs/running.md', 'utf8');
    const [, said = ''] = /After a restore of `wallet` or `games`[^]*?```sql\n([^]*?)```/.exec(running) ?? [];
    await admin.query(said);
    expect(await drawnFrom()).toEqual([]);
    const [{ open }] = await admin.query<[{ open: string }]>(
      `SELECT count(*) AS open FROM game_sessions WHERE player_id = $1 AND closed_at IS NULL`,
      [playerId],
    );
    expect(Number(open)).toBe(0);
    const after = await casino.session(playerId, 'lamplight-ledger');
    expect(after.seeds?.serverSeedHash).not.toBe(session.seeds?.serverSeedHash);
    expect(await drawnFrom()).toEqual([after.seeds?.serverSeedHash]);
    await expect(ask.seeds(playerId, session)).rejects.toMatchObject({ code: 'session_closed' });
  });

  it('is the own player’s alone', async () => {
    const playerId = await casino.player();
    const session = await casino.session(playerId);
    const { roundId } = await casino.play({ playerId, gameSessionId: session.gameSessionId });
    const stranger = newId();
    const unknown = { code: 'not_found' };
    await expect(ask.seeds(stranger, session)).rejects.toMatchObject(unknown);
    await expect(ask.choose(stranger, session, 'mine')).rejects.toMatchObject(unknown);
    await expect(ask.renew(stranger, session)).rejects.toMatchObject(unknown);
    await expect(ask.proof(stranger, roundId)).rejects.toMatchObject(unknown);
  });

  it.each(['', 'x'.repeat(65), 'naïve', 'tab\t', 7])('refuses the client seed %p', async (clientSeed) => {
    const playerId = await casino.player(0);
    const session = await casino.session(playerId);
    const refused = ask.choose(playerId, session, clientSeed as string);
    await expect(refused).rejects.toMatchObject({ code: 'invalid_request', field: 'clientSeed' });
  });

  it('lies neither in the database nor in what is told', async () => {
    const playerId = await casino.player();
    const session = await casino.session(playerId);
    await casino.play({ playerId, gameSessionId: session.gameSessionId });
    const [{ salt }] = (await casino.games.database.admin.query(
      `SELECT salt FROM seeds WHERE player_id = $1`,
      [playerId],
    )) as [{ salt: Buffer }];
    const seed = createHmac('sha256', settings.SEED_KEY).update(salt).digest();
    expect(createHash('sha256').update(seed).digest('hex')).toBe(session.seeds?.serverSeedHash);
    const holding = async (bytes: Buffer): Promise<string[]> => {
      const found: string[] = [];
      for (const { database } of [casino.games, casino.wallet]) {
        const tables = (await database.admin.query(
          `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
        )) as { name: string }[];
        for (const { name } of tables) {
          const pattern = `%${bytes.toString('hex')}%`;
          const rows = await database.admin.query<unknown[]>(
            `SELECT 1 FROM "${name}" AS t WHERE t::text LIKE $1 LIMIT 1`,
            [pattern],
          );
          if (rows.length > 0) found.push(name);
        }
      }
      return found;
    };
    expect(await holding(salt)).toEqual(expect.arrayContaining(['game_sessions', 'seeds']));
    expect(await holding(seed)).toEqual([]);
  });
});
