import { correctRound, settleRound } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rebuildBonus } from '../../../../tools/rebuild/rebuild-bonus.js';
import { RebuildFault, type RebuildReport } from '../../../../tools/rebuild/rebuild.js';
import { round } from '../../../wallet/test/house.js';
import { Bench } from '../../test/bench.js';
import { depositMatch, freeRounds, gbp } from '../../test/programmes.js';

describe('progress made again', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await Bench.open();
    await someAwards();
  });

  afterAll(async () => {
    expect(await bench.close()).toEqual([]);
  });

  /** One active, one completed, one ended, and one of free rounds with winnings. */
  async function someAwards(): Promise<void> {
    const active = await bench.house.player(0);
    const first = await bench.matched(active, 2000, depositMatch({ wageringHundredths: 300 }));
    for (const gameId of ['test-game', 'half-game', 'test-game'])
      await bench.play(active, 77, 30, { gameId });
    await bench.wagered(first, active, 192);
    // What a round did is undone once it is void.
    const wrong = round(active, 50);
    await bench.house.insist(settleRound, wrong);
    await bench.wagered(first, active, 242);
    const why = { currency: 'GBP' as const, reason: 'game_fault' as const, approvalId: newId() };
    await bench.house.insist(correctRound, { playerId: active, roundId: wrong.roundId, ...why });
    const { games } = await bench.wagered(first, active, 192);
    expect(games).toContainEqual(
      expect.objectContaining({ gameId: 'test-game', rounds: 2, staked: gbp(154) }),
    );
    const done = await bench.house.player(0);
    const second = await bench.matched(done, 2000, depositMatch({ wageringHundredths: 100 }));
    await bench.play(done, 1000, 900);
    await bench.becomes(second, done, 'completed');
    const ended = await bench.house.player(0);
    const third = await bench.matched(ended, 1000);
    await bench.play(ended, 1000);
    for (let left = 500; left > 0; left -= 100) await bench.play(ended, 100);
    await bench.becomes(third, ended, 'ended');
    const lucky = await bench.house.player(0);
    const rounds = { gameId: 'test-game', rounds: 3, stake: gbp(10) };
    const fourth = await bench.claim(lucky, await bench.programme(freeRounds({ freeRounds: rounds })));
    await bench.becomes(fourth, lucky, 'active');
    await bench.play(lucky, 10, 70, { awardId: fourth.awardId });
    await bench.play(lucky, 10, 10);
    await bench.wagered(fourth, lucky, 10);
  }

  const sums = (): Promise<unknown[]> => bench.query('SELECT * FROM awards ORDER BY player_id, award_id');

  const again = (): Promise<RebuildReport> =>
    rebuildBonus({
      DATABASE_URL: bench.bonus.database.url,
      NATS_URL: bench.house.stack.nats.url,
      NATS_USER: 'bonus',
      NATS_PASSWORD: 'test',
    });

  it('is what it was live, award by award, however often', async () => {
    const live = await sums();
    for (let time = 0; time < 2; time += 1) {
      const { events, projections } = await again();
      expect(projections).toEqual([{ name: 'awards', rows: 4, same: true }]);
      expect(events).toBeGreaterThan(10);
    }
    expect(await sums()).toEqual(live);
  });

  it('mends a sum that is wrong, and says so', async () => {
    const live = await sums();
    await bench.query(`UPDATE awards SET counted = counted + 1, heard_version = heard_version - 1
                        WHERE status = 'active'`);
    expect((await again()).projections).toEqual([{ name: 'awards', rows: 4, same: false }]);
    expect(await sums()).toEqual(live);
    expect((await again()).projections[0]?.same).toBe(true);
  });

  it('is for the service itself to do', async () => {
    await bench.bonus.close();
    await expect(again()).rejects.toThrow(RebuildFault);
    await bench.replica();
    expect((await again()).projections[0]?.same).toBe(true);
  });
});
