import { listRounds, openGameSession, readWallet } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { Broker } from '@croupier/messaging';
import { checkLedger, until } from '@croupier/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { capGameJson } from '../../test/cap-game.js';
import { Casino } from '../../test/casino.js';

/** Enough for an ask without a round, its proof among it. */
const asksAlone = 2800;
const reels = 70;
const cycleMs = 2500;

describe('a round that is larger than a message', () => {
  let casino: Casino;

  beforeAll(async () => {
    const wide = {
      ...{ id: 'wide-game', lines: [Array.from({ length: reels }, () => 0)] },
      reels: Array.from({ length: reels }, (_, reel) => ['ace', 'king', reel < 3 ? 'bell' : 'king', 'ace']),
    };
    casino = await Casino.open([{ ...capGameJson(wide as object), id: 'wide-game' }]);
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  afterAll(async () => {
    expect(await checkLedger(casino.wallet.database.admin)).toEqual([]);
    await casino.close();
  });

  /** Games is at a broker that takes no more. */
  const narrow = (bytes = asksAlone): void => {
    const broker = casino.games.app.get(Broker, { strict: false });
    jest.spyOn(broker, 'largestMessage', 'get').mockReturnValue(bytes);
  };
  const refusal = {
    code: 'round_too_large',
    detail: expect.stringMatching(/^Its record has \d{3,} bytes, of at most 2100\.$/) as unknown,
  };

  it('is void before its stake is taken, counted, and drawn no more', async () => {
    const playerId = await casino.player(1000);
    const { gameSessionId } = await casino.session(playerId, 'wide-game');
    const stake = { amount: 100, currency: 'GBP' as const };
    const request = { playerId, gameSessionId, stake, idempotencyKey: newId() };
    narrow();
    await expect(casino.play(request)).rejects.toMatchObject(refusal);
    jest.restoreAllMocks();
    expect(await casino.stack.bus.ask(readWallet, { playerId })).toMatchObject({
      ...{ cash: { amount: 1000 }, inPlay: { amount: 0 } },
    });
    const figures = await (await fetch(`${casino.games.url}/metrics`)).text();
    expect(figures).toMatch(/^casino_games_rounds_too_large_total\{game="wide-game",.*\} 1$/m);
    // The player goes on, from what no round was drawn from yet; the same key may bring another round now.
    const { outcome, roundId } = await casino.play(request);
    expect(outcome).toMatchObject({ seeds: { refusals: 1 } });
    expect(await casino.play(request)).toMatchObject({ roundId, outcome });
  });

  it('is listed with as many others as go into one answer, and all are by the cursor', async () => {
    const playerId = await casino.player();
    const { gameSessionId } = await casino.session(playerId, 'wide-game');
    const played: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      casino.shift(playerId, (round + 1) * cycleMs);
      const stake = { amount: 100, currency: 'GBP' as const };
      played.unshift((await casino.play({ playerId, gameSessionId, stake })).roundId);
    }
    const page = (cursor?: string) =>
      casino.stack.bus.ask(listRounds, { playerId, ...(cursor === undefined ? {} : { cursor }) });
    await until('they are in the history', async () => (await page()).data.length === 3);
    narrow(3 * asksAlone);
    const listed: string[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const { data, next } = await page(cursor);
      listed.push(...data.map(({ roundId }) => roundId));
      cursor = next;
      pages += 1;
    } while (cursor !== undefined);
    expect(listed).toEqual(played);
    expect(pages).toBeGreaterThan(1);
  });

  it('is void in a demo, too', async () => {
    const playerId = await casino.player();
    const { gameSessionId } = await casino.stack.bus.ask(openGameSession, {
      playerId,
      gameId: 'wide-game',
      mode: 'demo',
    });
    const stake = { amount: 100, currency: 'GBP' as const };
    narrow();
    await expect(casino.play({ playerId, gameSessionId, stake })).rejects.toMatchObject(refusal);
    jest.restoreAllMocks();
    const { balance, demo } = await casino.play({ playerId, gameSessionId, stake });
    expect(demo).toBe(true);
    expect(balance.amount).toBeGreaterThanOrEqual(9900);
  });
});
