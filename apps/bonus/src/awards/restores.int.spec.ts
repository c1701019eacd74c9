import {
  type Award,
  correctRound,
  forfeitBonus,
  type LedgerReceipt,
  settleRound,
  type SettleRound,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { until } from '@croupier/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { round } from '../../../wallet/test/house.js';
import { Bench } from '../../test/bench.js';
import { depositMatch, freeRounds, gbp } from '../../test/programmes.js';
import { CatalogueQueries } from '../programmes/catalogue.queries.js';

const dayMs = 24 * 60 * 60 * 1000;

describe('an award whose round is void', () => {
  let bench: Bench;
  let playerId: string;

  beforeAll(async () => {
    bench = await Bench.open();
  });

  afterAll(async () => {
    expect(await bench.close()).toEqual([]);
  });

  beforeEach(async () => {
    playerId = await bench.house.player(0);
  });

  const money = async (): Promise<[cash: number, bonus: number]> => {
    const { cash, bonus } = await bench.house.view(playerId);
    return [cash, bonus];
  };
  const costs = async (): Promise<[revenue: number, bonus: number]> => [
    await bench.house.account(playerId, 'game_revenue'),
    await bench.house.account(playerId, 'bonus_cost'),
  ];

  async function played(stake: number, payout = 0, over: Partial<SettleRound> = {}): Promise<string> {
    const request = round(playerId, stake, payout, over);
    await bench.house.insist(settleRound, request);
    return request.roundId;
  }

  const correct = (roundId: string): Promise<LedgerReceipt> =>
    bench.house.insist(correctRound, {
      ...{ playerId, roundId, currency: 'GBP', reason: 'game_fault', approvalId: newId() },
    });

  /** Whether the fact of a correction was heard, whatever came of it. */
  const heard = ({ transactionId }: LedgerReceipt): Promise<unknown> =>
    until('it was heard', async () => {
      const rows = await bench.query('SELECT 1 FROM inbox WHERE event_id = $1', transactionId);
      return rows.length > 0;
    });

  /** £10 of cash and £5 of bonus money, all staked and lost; the last two rounds took bonus money alone. */
  async function usedUp(over = {}): Promise<{ award: Award; rounds: string[] }> {
    const award = await bench.matched(playerId, 1000, depositMatch(over));
    const rounds = [await played(900), await played(200), await played(200), await played(200)];
    await bench.becomes(award, playerId, 'ended');
    expect(await money()).toEqual([0, 0]);
    return { award, rounds };
  }

  it('goes on where the round had used it up: with its stake, and wagered as before', async () => {
    const { award, rounds } = await usedUp();
    const expiresAt = (await bench.read(award, playerId)).expiresAt;
    await correct(rounds[3] ?? '');
    const active = await bench.becomes(award, playerId, 'active');
    expect(await money()).toEqual([0, 200]);
    expect(active).toMatchObject({ bonus: gbp(500), required: gbp(2500), wagered: gbp(1300), expiresAt });
    expect(active.games).toMatchObject([{ gameId: 'test-game', rounds: 3, staked: gbp(1300) }]);
    expect([active.endReason, active.endedAt, active.forfeited]).toEqual([undefined, undefined, undefined]);
    expect(await costs()).toEqual([1300, -500]);
    // From here on as any other: what is void goes back into it, and it is used up anew.
    await played(100);
    await bench.wagered(award, playerId, 1400);
    await correct(rounds[2] ?? '');
    await bench.wagered(award, playerId, 1200);
    expect(await money()).toEqual([0, 300]);
    await played(200);
    const last = await played(100);
    expect(await bench.becomes(award, playerId, 'ended')).toMatchObject({ endReason: 'used_up' });
    await correct(last);
    await bench.becomes(award, playerId, 'active');
    expect(await money()).toEqual([0, 100]);
    await played(100);
    await bench.becomes(award, playerId, 'ended');
    expect(await costs()).toEqual([1500, -500]);
    const told = await bench.query<{ subject: string }>(
      `SELECT subject FROM outbox WHERE payload ->> 'playerId' = $1 ORDER BY id`,
      playerId,
    );
    expect(told.map(({ subject }) => subject.split('.')[3])).toEqual([
      'granted',
      'ended',
      'granted',
      'ended',
      'granted',
      'ended',
    ]);
    // The wallet has ended it, too: there can be another.
    await bench.matched(playerId, 1000);
  });

  it('becomes cash once the rest is wagered', async () => {
    const { award, rounds } = await usedUp({ wageringHundredths: 300 });
    await correct(rounds[3] ?? '');
    await bench.becomes(award, playerId, 'active');
    await played(200, 200);
    expect(await bench.becomes(award, playerId, 'completed')).toMatchObject({ converted: gbp(200) });
    expect(await money()).toEqual([200, 0]);
  });

  it('has the stakes of all its rounds that are void, however close they are corrected', async () => {
    const { award, rounds } = await usedUp();
    await Promise.all([correct(rounds[2] ?? ''), correct(rounds[3] ?? '')]);
    await until('both stakes are back', async () => (await money())[1] === 400);
    await bench.becomes(award, playerId, 'active');
    await bench.wagered(award, playerId, 1100);
  });

  it('has its free round again', async () => {
    const rounds = freeRounds({ freeRounds: { gameId: 'test-game', rounds: 1, stake: gbp(10) } });
    const award = await bench.claim(playerId, await bench.programme(rounds));
    await bench.becomes(award, playerId, 'active');
    const { awardId } = award;
    const lost = await played(10, 0, { awardId });
    await bench.becomes(award, playerId, 'ended');
    await correct(lost);
    expect(await bench.becomes(award, playerId, 'active')).toMatchObject({ freeRounds: { left: 1 } });
    await played(10, 70, { awardId });
    expect(await money()).toEqual([0, 70]);
    await until('it is played', async () => (await bench.read(award, playerId)).freeRounds?.left === 0);
    expect(await costs()).toEqual([10 - 70, -10]);
  });

  it('stays over where it has expired since', async () => {
    const { award, rounds } = await usedUp();
    await bench.moveClock(playerId, 15 * dayMs);
    await heard(await correct(rounds[3] ?? ''));
    expect(await bench.read(award, playerId)).toMatchObject({ status: 'ended', endReason: 'used_up' });
    expect(await money()).toEqual([0, 0]);
    expect(await costs()).toEqual([1300, -300]);
  });

  it('stays over where the player has another one by now, of which the void round is none', async () => {
    const { award, rounds } = await usedUp();
    const other = await bench.matched(playerId, 2000);
    await heard(await correct(rounds[3] ?? ''));
    expect((await bench.read(award, playerId)).status).toBe('ended');
    expect(await bench.read(other, playerId)).toMatchObject({ status: 'active', wagered: gbp(0) });
    expect(await money()).toEqual([2000, 1000]);
  });

  it('is not ended as used up while the wallet has something of it', async () => {
    const award = await bench.matched(playerId, 1000);
    // As decided by what was known before a void round brought bonus money back.
    await bench.query(
      `UPDATE awards SET status = 'ending', end_reason = 'used_up', next_check_at = now() WHERE player_id = $1`,
      playerId,
    );
    await bench.becomes(award, playerId, 'active');
    expect(await money()).toEqual([1000, 500]);
  });

  it('goes on where the round is void before its end was noted', async () => {
    const award = await bench.matched(playerId, 1000);
    const later = `UPDATE awards SET status = 'ending', end_reason = 'used_up', next_check_at = now() + interval '1 hour'
      WHERE player_id = $1`;
    await bench.query(later, playerId);
    await played(900);
    const last = [await played(200), await played(200), await played(200)][2] ?? '';
    const { awardId } = award;
    await bench.house.insist(forfeitBonus, { playerId, awardId, reason: 'used_up' });
    await heard(await correct(last));
    await bench.query(`UPDATE awards SET next_check_at = now() WHERE player_id = $1`, playerId);
    await bench.becomes(award, playerId, 'active');
    await bench.wagered(award, playerId, 1300);
    expect(await money()).toEqual([0, 200]);
  });

  it('takes back of it what it counted then, whatever its game counts by now', async () => {
    const kindWeights = [
      { kind: 'slot' as const, basisPoints: 5000 },
      { kind: 'roulette' as const, basisPoints: 8000 },
    ];
    const award = await bench.matched(playerId, 2000, depositMatch({ kindWeights }));
    const wrong = await played(100, 100);
    await played(100, 100);
    await bench.wagered(award, playerId, 100);
    const catalogue = bench.bonus.app.get(CatalogueQueries, { strict: false });
    const kind = jest.spyOn(catalogue, 'known').mockReturnValue('roulette');
    await correct(wrong);
    await until('it is taken back', async () => (await bench.read(award, playerId)).wagered.amount < 100);
    expect((await bench.read(award, playerId)).wagered).toEqual(gbp(50));
    kind.mockRestore();
  });
});
