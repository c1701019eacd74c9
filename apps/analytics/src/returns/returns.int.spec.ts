import { listGames, listTables, readRtp } from '@croupier/contracts';
import { boundsOf, lawsOf } from '@croupier/game-maths';
import { until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { service as gamesService } from '../../../games/src/service.js';
import { settings } from '../../../games/test/settings.js';
import { service as liveService } from '../../../live/src/service.js';
import { TestPlayer } from '../../test/facts.js';
import { Newsroom } from '../../test/newsroom.js';
import { CatalogueProcess } from './catalogue.process.js';

describe('read-rtp', () => {
  let newsroom: Newsroom;
  const player = new TestPlayer();
  const period = { from: '2026-10-25', to: '2026-10-26' };

  beforeAll(async () => {
    newsroom = await Newsroom.open();
    const at = '2026-10-25T08:00:00.000Z';
    await newsroom.report(
      player.played(at, { gameId: 'coin', hash: 'v1', stake: 100, payout: 300 }),
      player.played(at, { gameId: 'coin', hash: 'v2', stake: 100, payout: 0 }),
      player.played('2026-10-26T08:00:00.000Z', { gameId: 'coin', hash: 'v2', stake: 100, payout: 200 }),
      player.played(at, { gameId: 'dice', hash: 'd1', stake: 300, payout: 0 }),
      player.played('2026-10-27T00:00:00.000Z', { gameId: 'dice', hash: 'd1', stake: 999, payout: 0 }),
    );
    // 19/20 and 1/3: a return that no decimal of eight digits holds.
    for (const [game, hash, ratio, above, below] of [
      ['coin', 'v2', '0.95000000', 19, 20],
      ['dice', 'd1', '0.33333333', 1, 3],
    ])
      await newsroom.query(
        `INSERT INTO theoretical_returns VALUES ($1, $2, 'A game', 'slot', '1.0.0', $3, $4, $5, now())`,
        ...[game, hash, ratio, above, below],
      );
  });

  afterAll(() => newsroom.close());

  it('holds each version against its own exact return, and says nothing of one it does not know', async () => {
    const { games, weightedTheoreticalReturn } = await newsroom.stack.bus.ask(readRtp, period);
    const one = {
      gameId: 'coin',
      rounds: 1,
      stakesMinor: 100,
      payoutsMinor: 300,
      actualReturn: '3.00000000',
    };
    expect(games).toEqual([
      {
        ...{ gameId: 'dice', definitionHash: 'd1', rounds: 1, stakesMinor: 300, payoutsMinor: 0 },
        ...{ actualReturn: '0.00000000', theoreticalReturn: '0.33333333' },
        ...{ expectedPayoutsMinor: 100, deviationMinor: -100 },
      },
      {
        ...{ gameId: 'coin', definitionHash: 'v2', rounds: 2, stakesMinor: 200, payoutsMinor: 200 },
        ...{ actualReturn: '1.00000000', theoreticalReturn: '0.95000000' },
        ...{ expectedPayoutsMinor: 190, deviationMinor: 10 },
      },
      { ...one, definitionHash: 'v1' },
    ]);
    // (300 / 3 + 200 * 19 / 20) / 500
    expect(weightedTheoreticalReturn).toBe('0.58000000');
  });

  it('learns what a live table returns from its definition: 36 of 37, exactly', async () => {
    await newsroom.stack.start(liveService);
    const { data } = await newsroom.stack.bus.ask(listTables, {}, { deadlineMs: 10_000 });
    expect(data.length).toBeGreaterThan(0);
    const learned = await until(
      'the tables are learned',
      async () => {
        const rows = await newsroom.query<Record<string, string>>(
          `SELECT game_id, definition_hash, numerator, denominator FROM theoretical_returns
            WHERE kind = 'live_roulette'`,
        );
        return rows.length === data.length ? rows : undefined;
      },
      60_000,
    );
    for (const { numerator, denominator } of learned)
      expect(BigInt(numerator ?? 0) * 37n).toBe(BigInt(denominator ?? 0) * 36n);
    // What the monitor holds their spins against, and their wheels.
    const monitored = await newsroom.query<{ definition: unknown }>(
      `SELECT definition FROM monitored_games JOIN theoretical_returns USING (game_id, definition_hash)
        WHERE kind = 'live_roulette'`,
    );
    expect(monitored).toHaveLength(data.length);
    for (const { definition } of monitored)
      expect(boundsOf(lawsOf(definition)?.values() ?? []).most).toBeCloseTo(36 / 37, 12);
    const [{ game_id: gameId = '', definition_hash: hash = '' } = {}] = learned;
    const at = '2026-11-02T08:00:00.000Z';
    await newsroom.report(player.played(at, { gameId, hash, stake: 3700, payout: 7200 }));
    const day = { from: '2026-11-02', to: '2026-11-02' };
    expect((await newsroom.stack.bus.ask(readRtp, day)).games).toMatchObject([
      { gameId, theoreticalReturn: '0.97297297', expectedPayoutsMinor: 3600, deviationMinor: 3600 },
    ]);
  }, 120_000);

  it('learns the definitions of games for the monitor', async () => {
    await newsroom.stack.start(gamesService, settings);
    const { data } = await newsroom.stack.bus.ask(listGames, {}, { deadlineMs: 10_000 });
    await newsroom.analytics.app.get(CatalogueProcess, { strict: false }).learn();
    const known = await newsroom.query<{ game_id: string; definition: unknown }>(
      `SELECT game_id, definition FROM monitored_games
        WHERE game_id NOT IN (SELECT game_id FROM theoretical_returns WHERE kind = 'live_roulette')`,
    );
    expect(known.map(({ game_id }) => game_id).sort()).toEqual(data.map(({ gameId }) => gameId).sort());
    for (const { gameId, kind, returnToPlayer } of data) {
      // Laws of slots take seconds; that a definition which was told can be read again is the same for all.
      if (kind !== 'roulette') continue;
      const { definition } = known.find((row) => row.game_id === gameId) ?? {};
      expect(boundsOf(lawsOf(definition)?.values() ?? []).most.toFixed(8)).toBe(returnToPlayer.ratio);
    }
  }, 60_000);

  it('takes one game, and one currency', async () => {
    const { games } = await newsroom.stack.bus.ask(readRtp, { ...period, gameId: 'dice' });
    expect(games.map(({ gameId }) => gameId)).toEqual(['dice']);
    const euros = await newsroom.stack.bus.ask(readRtp, { ...period, currency: 'EUR' });
    expect(euros).toEqual({ ...period, currency: 'EUR', games: [] });
  });

  it('judges from a thousand rounds on, in standard errors of these very rounds', async () => {
    // 1,000 stakes of 100 at 19/20, half of them doubled: 100,000 paid, 95,000 expected; each round is off by 95 or 105.
    await newsroom.query(
      `SELECT record_event($1, gen_random_uuid(), 'wallet.round.settled', '2026-11-01T00:00:00Z', jsonb_build_object(
         'gameId', 'coin', 'gameSessionId', $1::uuid, 'definitionHash', 'v2', 'freeRound', false, 'version', 100 + n,
         'stake', $2::jsonb, 'payout', $2::jsonb || jsonb_build_object('amount', CASE WHEN n % 2 = 0 THEN 200 ELSE 0 END),
         'stakeFromBonus', $2::jsonb, 'balance', $2::jsonb, 'bonus', $2::jsonb, 'inPlay', $2::jsonb,
         'withdrawing', $2::jsonb)) FROM generate_series(1, 1000) n`,
      player.playerId,
      JSON.stringify({ amount: 100, currency: 'GBP' }),
    );
    const { games } = await newsroom.stack.bus.ask(readRtp, { from: '2026-11-01', to: '2026-11-01' });
    expect(games[0]).toMatchObject({ rounds: 1000, expectedPayoutsMinor: 95_000, deviationMinor: 5000 });
    expect(games[0]?.standardErrors).toBe((5000 / Math.sqrt(500 * 105 ** 2 + 500 * 95 ** 2)).toFixed(2));
  });
});
