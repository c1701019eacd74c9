import { createHash, createHmac } from 'node:crypto';
import {
  acknowledgeRealityCheck,
  type GameSession,
  gameSessionOpened,
  listGames,
  listRounds,
  openGameSession,
  type PlayRound,
  playRound,
  readRound,
} from '@croupier/contracts';
import { type Hashes, verifyRound } from '@croupier/game-maths';
import { type DomainError, newId } from '@croupier/kernel';
import { checkLedger, until } from '@croupier/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Casino } from '../../test/casino.js';
import { Catalogue } from '../catalogue/catalogue.service.js';
import { ServerSeeds } from '../fairness/server-seeds.service.js';

const gbp = (amount: number) => ({ amount, currency: 'GBP' as const });
const hashes: Hashes = {
  hmac: (key, text) => createHmac('sha256', key).update(text).digest(),
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
};

describe('a game tried for play money', () => {
  let casino: Casino;
  let playerId: string;

  beforeAll(async () => {
    casino = await Casino.open();
  });

  afterAll(async () => {
    expect(await checkLedger(casino.wallet.database.admin)).toEqual([]);
    await casino.close();
  });

  beforeEach(() => {
    playerId = newId();
  });

  const launch = (gameId = 'lamplight-ledger'): Promise<GameSession> =>
    casino.stack.bus.ask(openGameSession, { playerId, gameId, mode: 'demo' });
  const rowOf = async (): Promise<{ seed_salt: Buffer; balance: string }> => {
    const rows: unknown = await casino.games.database.admin.query(
      `SELECT seed_salt, balance FROM demo_sessions WHERE player_id = $1`,
      [playerId],
    );
    return (rows as [{ seed_salt: Buffer; balance: string }])[0];
  };

  it('is drawn as for money, at the same pace and cap, without an account or a wallet', async () => {
    casino.eligibility.set(playerId, { verified: true, ageBand: '18-24' });
    const session = await launch();
    expect(session).toMatchObject({
      mode: 'demo',
      stakeCap: gbp(200),
      minimumCycleMs: 2500,
      playMoney: gbp(10_000),
    });
    const { gameSessionId } = session;
    const { definition, hash } = casino.games.app.get(Catalogue, { strict: false }).get('lamplight-ledger');
    const server = casino.games.app.get(ServerSeeds, { strict: false });
    const seed = server.seedOf((await rowOf()).seed_salt).toString('hex');
    let money = 10_000;
    for (let turn = 0; turn < 12; turn += 1) {
      casino.shift(playerId, turn * 2500);
      const round = await casino.play({ playerId, gameSessionId, stake: gbp(200) });
      expect(round.outcome['definitionHash']).toBe(hash);
      const { serverSeedHash, ...seeds } = round.outcome['seeds'] as {
        serverSeedHash: string;
        clientSeed: string;
        refusals: number;
      };
      const proof = {
        ...round,
        ...seeds,
        definition,
        definitionHash: hash,
        serverSeedHash,
        serverSeed: seed,
      };
      expect(verifyRound(proof, hashes).filter(({ holds }) => !holds)).toEqual([]);
      money += round.netWin.amount;
      expect(round).toMatchObject({ demo: true, balance: gbp(money), bonus: gbp(0), version: 0 });
    }
    expect(Number((await rowOf()).balance)).toBe(money);
    const soon = casino.play({ playerId, gameSessionId });
    await expect(soon).rejects.toMatchObject({
      code: 'round_too_soon',
      retryAfterMs: expect.any(Number) as unknown,
    });
    casino.shift(playerId, 12 * 2500);
    const high = casino.play({ playerId, gameSessionId, stake: gbp(500) });
    await expect(high).rejects.toMatchObject({ code: 'stake_above_cap' });
    const free = casino.play({ playerId, gameSessionId, awardId: newId() });
    await expect(free).rejects.toMatchObject({ code: 'no_free_round' });
  });

  it('is told to nobody and kept in no history: nothing can count it', async () => {
    playerId = await casino.player(0);
    const told: string[] = [];
    const all = casino.stack.broker.connection.subscribe('evt.>', {
      callback: (_error, message) => {
        if (message.string().includes(playerId)) told.push(message.subject);
      },
    });
    const { gameSessionId } = await launch('tideline-dice');
    const bets = [{ kind: 'over', numbers: [4900], amount: 100 }];
    const played = await casino.play({ playerId, gameSessionId, bets });
    // The fact of a launch for money comes after all that the demo could have told.
    await casino.session(playerId);
    await until('that fact is told', () => told.includes(gameSessionOpened.subject));
    all.unsubscribe();
    expect(new Set(told)).toEqual(new Set([gameSessionOpened.subject]));
    expect(await casino.traces(playerId)).toBe(0);
    const { data } = await casino.stack.bus.ask(listRounds, { playerId });
    expect(data).toEqual([]);
    const read = casino.stack.bus.ask(readRound, { playerId, roundId: played.roundId });
    await expect(read).rejects.toMatchObject({ code: 'not_found' });
  });

  it('answers a repeat with the first outcome and moves play money once', async () => {
    const { gameSessionId } = await launch('tideline-dice');
    const request: Omit<PlayRound, 'stake'> = {
      ...{ playerId, gameSessionId, idempotencyKey: newId() },
      bets: [{ kind: 'over', numbers: [4900], amount: 100 }],
    };
    const [first, ...others] = await Promise.all(
      Array.from({ length: 3 }, () => casino.play(request).catch((error: unknown) => error)),
    );
    // One at a time: what came beside it was refused, and learns the outcome when it asks again.
    const again = await casino.play(request);
    expect([first, ...others]).toContainEqual(again);
    expect(Number((await rowOf()).balance)).toBe(again.balance.amount);
    const other = casino.play({ ...request, bets: [{ kind: 'under', numbers: [4900], amount: 100 }] });
    await expect(other).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    const dry = await casino.play({ ...request, dryRun: true }).catch(({ code }: { code: string }) => code);
    expect(dry).toBe('round_too_soon');
  });

  it('ends when the play money does', async () => {
    const { gameSessionId } = await launch('cap-game');
    await casino.games.database.admin.query(`UPDATE demo_sessions SET balance = 99 WHERE player_id = $1`, [
      playerId,
    ]);
    const round = casino.play({ playerId, gameSessionId });
    await expect(round).rejects.toMatchObject({ code: 'play_money_spent' });
  });

  it('is refused to whoever is not a verified player', async () => {
    casino.eligibility.set(playerId, { verified: false, ageBand: '25+' });
    await expect(launch()).rejects.toMatchObject({ code: 'not_verified', kind: 'forbidden' });
    casino.eligibility.set(playerId, 'unknown');
    await expect(launch()).rejects.toMatchObject({ code: 'not_verified' });
    casino.eligibility.set(playerId, 'silent');
    await expect(launch()).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await rowOf()).toBeUndefined();
  });

  it('is refused to whoever is excluded or in a time-out, at the launch and in the middle of it', async () => {
    const { gameSessionId } = await launch();
    casino.access.set(playerId, { allowed: false, reasons: ['self_exclusion'] });
    await expect(casino.play({ playerId, gameSessionId })).rejects.toMatchObject({ code: 'play_blocked' });
    await expect(launch()).rejects.toMatchObject({ code: 'play_blocked', kind: 'forbidden' });
  });

  it('is not there for a jackpot, and the catalogue says so', async () => {
    await expect(launch('tideway-beacons')).rejects.toMatchObject({ code: 'no_demo' });
    const { data } = await casino.stack.bus.ask(listGames, {});
    const offered = data.filter(({ demo }) => demo).map(({ gameId }) => gameId);
    expect(offered).toEqual(
      expect.arrayContaining([
        ...['lamplight-ledger', 'saltmarsh-roulette', 'heron-baccarat', 'tideline-dice'],
        ...['mill-lane-blackjack', 'kestrel-draw'],
      ]),
    );
    expect(offered).not.toContain('tideway-beacons');
  });

  it('is one game at a time with those for money, and does not make them faster', async () => {
    playerId = await casino.player();
    const real = await casino.session(playerId);
    await casino.play({ playerId, gameSessionId: real.gameSessionId });
    casino.shift(playerId, 60_000);
    const demo = await launch('tideline-dice');
    const closed = casino.play({ playerId, gameSessionId: real.gameSessionId });
    await expect(closed).rejects.toMatchObject({ code: 'session_closed' });
    const bets = [{ kind: 'over', numbers: [4900], amount: 100 }];
    await casino.play({ playerId, gameSessionId: demo.gameSessionId, bets });
    const next = await launch();
    const inDemo = casino.play({ playerId, gameSessionId: next.gameSessionId });
    await expect(inDemo).rejects.toMatchObject({ code: 'round_too_soon' });
    const again = await casino.session(playerId);
    const forMoney = casino.play({ playerId, gameSessionId: again.gameSessionId });
    await expect(forMoney).rejects.toMatchObject({ code: 'round_too_soon' });
    casino.shift(playerId, 65_000);
    const left = casino.play({ playerId, gameSessionId: next.gameSessionId });
    await expect(left).rejects.toMatchObject({ code: 'session_closed' });
    expect((await casino.play({ playerId, gameSessionId: again.gameSessionId })).demo).toBeUndefined();
  });

  it('waits out the cycle of a round for money, whichever game it was', async () => {
    playerId = await casino.player();
    const slot = await casino.session(playerId);
    const { nextRoundAt } = await casino.play({ playerId, gameSessionId: slot.gameSessionId });
    const dice = await launch('tideline-dice');
    // Five seconds of a table, from the start of the slot's round.
    const startedAt = Date.parse(nextRoundAt ?? '') - slot.minimumCycleMs;
    expect(dice.nextRoundAt).toBe(new Date(startedAt + 5000).toISOString());
    const bets = [{ kind: 'over', numbers: [4900], amount: 100 }];
    const tooSoon = casino.play({ playerId, gameSessionId: dice.gameSessionId, bets });
    await expect(tooSoon).rejects.toMatchObject({ code: 'round_too_soon' });
    // To begin again does not make it shorter.
    const again = await launch('tideline-dice');
    expect(again.nextRoundAt).toBe(dice.nextRoundAt);
    const { gameSessionId } = again;
    await expect(casino.play({ playerId, gameSessionId, bets })).rejects.toMatchObject({
      code: 'round_too_soon',
    });
    casino.shift(playerId, 5000);
    expect((await casino.play({ playerId, gameSessionId, bets })).demo).toBe(true);
  });

  it('waits out that cycle also where it is launched twice at once', async () => {
    playerId = await casino.player();
    const slot = await casino.session(playerId);
    await casino.play({ playerId, gameSessionId: slot.gameSessionId });
    const launches = await Promise.all([launch('tideline-dice'), launch('tideline-dice')]);
    const bets = [{ kind: 'over', numbers: [4900], amount: 100 }];
    const codes: unknown[] = [];
    for (const { gameSessionId } of launches)
      codes.push(await casino.play({ playerId, gameSessionId, bets }).catch(({ code }: DomainError) => code));
    // The one that was launched last takes the place of the other.
    expect(codes.sort()).toEqual(['not_found', 'round_too_soon']);
  });

  it('stops for the reality check as a game for money does (RTS 13B), and so does the game after it', async () => {
    playerId = await casino.player();
    casino.eligibility.set(playerId, { verified: true, ageBand: '25+', realityCheckMinutes: 15 });
    const { gameSessionId } = await launch();
    const idempotencyKey = newId();
    const played = await casino.play({ playerId, gameSessionId, idempotencyKey });
    await casino.games.database.admin.query(
      `UPDATE demo_sessions SET reality_check_at = clock_timestamp() - interval '1 s' WHERE player_id = $1`,
      [playerId],
    );
    casino.shift(playerId, 2500);
    const due = { code: 'reality_check_due' };
    await expect(casino.play({ playerId, gameSessionId })).rejects.toMatchObject(due);
    expect(await casino.play({ playerId, gameSessionId, idempotencyKey })).toEqual(played);
    const again = await launch();
    await expect(casino.play({ playerId, gameSessionId: again.gameSessionId })).rejects.toMatchObject(due);
    const real = await casino.session(playerId);
    await expect(casino.play({ playerId, gameSessionId: real.gameSessionId })).rejects.toMatchObject(due);
    const last = await launch();
    await expect(casino.play({ playerId, gameSessionId: last.gameSessionId })).rejects.toMatchObject(due);
    await casino.stack.bus.ask(acknowledgeRealityCheck, { playerId, gameSessionId: last.gameSessionId });
    expect((await casino.play({ playerId, gameSessionId: last.gameSessionId })).demo).toBe(true);
  });

  it('waits for a round for money that waits for a decision', async () => {
    playerId = await casino.player();
    const { gameSessionId } = await casino.session(playerId, 'kestrel-draw');
    const { open } = await casino.play({ playerId, gameSessionId });
    expect(open).toBeDefined();
    await expect(launch()).rejects.toMatchObject({ code: 'round_in_play' });
  });

  it('belongs to its player alone', async () => {
    const { gameSessionId } = await launch();
    const stranger = { playerId: newId(), gameSessionId, idempotencyKey: newId(), stake: gbp(100) };
    await expect(casino.stack.bus.ask(playRound, stranger)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('goes on while the wallet is gone', async () => {
    await casino.wallet.close();
    const { gameSessionId } = await launch();
    expect((await casino.play({ playerId, gameSessionId })).demo).toBe(true);
    casino.shift(playerId, 2500);
    const unreachable = casino
      .session(playerId)
      .then(({ gameSessionId: id }) => casino.play({ playerId, gameSessionId: id }));
    await expect(unreachable).rejects.toMatchObject({ kind: 'unavailable' });
  });
});
