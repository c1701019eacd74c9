import { listRounds, readWallet, settleRound } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { checkLedger, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Casino } from '../../test/casino.js';

describe('play-round beside outages and replicas', () => {
  let casino: Casino;

  beforeAll(async () => {
    casino = await Casino.open();
  });

  afterAll(async () => {
    expect(await checkLedger(casino.wallet.database.admin)).toEqual([]);
    await casino.close();
  });

  it('shares the rounds of many players between replicas and keeps one game at a time on both', async () => {
    await casino.replica();
    const players = await Promise.all(Array.from({ length: 6 }, () => casino.player()));
    for (let turn = 1; turn <= 5; turn += 1) {
      for (const playerId of players) casino.shift(playerId, turn * 2500);
      await Promise.all(
        players.map(async (playerId) => {
          const { gameSessionId } = await casino.session(playerId);
          return casino.play({ playerId, gameSessionId });
        }),
      );
    }
    const playerId = players[0] as string;
    const first = await casino.session(playerId);
    casino.shift(playerId, 6 * 2500);
    await casino.play({ playerId, gameSessionId: first.gameSessionId });
    await casino.session(playerId);
    await new Promise((resolve) => setTimeout(resolve, 300));
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const late = casino.play({ playerId, gameSessionId: first.gameSessionId });
      await expect(late).rejects.toMatchObject({ code: 'session_closed' });
    }
    expect(await casino.stack.bus.ask(readWallet, { playerId })).toMatchObject({ version: 7 });
    await until('the rounds of both replicas are in the history', async () => {
      const page = await casino.stack.bus.ask(listRounds, { playerId });
      return page.data.length === 6;
    });
  });

  it('lets one of two replicas play when a player starts a round on each at once', async () => {
    const playerId = await casino.player();
    const { gameSessionId } = await casino.session(playerId);
    const results = await Promise.allSettled(
      Array.from({ length: 12 }, () => casino.play({ playerId, gameSessionId })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await casino.stack.bus.ask(readWallet, { playerId })).toMatchObject({ version: 2 });
  });

  it('answers one key alike from both replicas', async () => {
    const playerId = await casino.player();
    const { gameSessionId } = await casino.session(playerId);
    const request = { playerId, gameSessionId, idempotencyKey: newId() };
    const first = await casino.play(request);
    for (let repeat = 0; repeat < 8; repeat += 1) expect(await casino.play(request)).toEqual(first);
  });

  it('passes on that it does not know, and the same key then learns the result', async () => {
    const playerId = await casino.player();
    const { gameSessionId } = await casino.session(playerId);
    const request = { playerId, gameSessionId, idempotencyKey: newId() };
    const { admin } = casino.wallet.database;
    const runner = admin.createQueryRunner();
    await runner.connect();
    await runner.startTransaction();
    await runner.query('SELECT FROM accounts WHERE player_id = $1 FOR UPDATE', [playerId]);
    await expect(casino.play(request)).rejects.toMatchObject({ kind: 'unavailable', retry: true });
    await runner.rollbackTransaction();
    await runner.release();
    const learned = await until('the key learns its result', () =>
      casino.play(request).catch(() => undefined),
    );
    expect(await casino.play(request)).toEqual(learned);
    expect(await casino.stack.bus.ask(readWallet, { playerId })).toMatchObject({ version: 2 });
  });

  it('refuses at once and leaves no trace while the wallet is down, and plays when it is back', async () => {
    const playerId = await casino.player();
    const { gameSessionId } = await casino.session(playerId);
    await casino.play({ playerId, gameSessionId });
    casino.shift(playerId, 2500);
    const before = await casino.traces(playerId);
    await casino.wallet.close();
    const refused = casino.play({ playerId, gameSessionId });
    await expect(refused).rejects.toMatchObject({ code: 'service_unavailable', retry: true });
    const dry = casino.play({ playerId, gameSessionId, dryRun: true });
    await expect(dry).rejects.toMatchObject({ code: 'service_unavailable' });
    expect(await casino.traces(playerId)).toBe(before);
    await casino.restartWallet();
    await until('the wallet is back', () => casino.play({ playerId, gameSessionId }).catch(() => undefined));
    expect(settleRound.idempotent).toBe(true);
  });
});
