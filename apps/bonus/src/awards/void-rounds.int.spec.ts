import {
  type Award,
  correctRound,
  type LedgerReceipt,
  listTransactions,
  settleRound,
  type SettleRound,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { until } from '@croupier/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { round } from '../../../wallet/test/house.js';
import { Bench } from '../../test/bench.js';
import { depositMatch, freeRounds, gbp } from '../../test/programmes.js';
import { CatalogueQueries } from '../programmes/catalogue.queries.js';
import { AwardsService } from './awards.service.js';

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

  afterEach(() => {
    jest.restoreAllMocks();
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

  /** Corrects rounds of a player who has no award that is not over, one after the other, and waits until each was heard. */
  async function correctAfterEnd(roundIds: string[]): Promise<void> {
    // Only facts of rounds ask for the kind of their game, and the two that are left to hear are these.
    const known = jest.spyOn(bench.bonus.app.get(CatalogueQueries, { strict: false }), 'known');
    const hasOpen = jest.spyOn(bench.bonus.app.get(AwardsService, { strict: false }), 'hasOpen');
    for (const [index, roundId] of roundIds.entries()) {
      await correct(roundId);
      await until('it was heard', () => Math.min(known.mock.calls.length, hasOpen.mock.calls.length) > index);
    }
    expect(await Promise.all(hasOpen.mock.results.map(({ value }) => value))).not.toContain(true);
  }

  /** What void rounds make of what is due, as staff reckon it (docs/backoffice.md). */
  async function dueFor(...roundIds: string[]): Promise<number> {
    const { data } = await bench.house.insist(listTransactions, { playerId, limit: 100 });
    const theirs = data.filter(
      ({ kind, reference }) => kind === 'round_correction' && roundIds.includes(reference),
    );
    return theirs.reduce(
      (sum, { stake = gbp(0), payout = gbp(0), change, bonusChange }) =>
        sum + stake.amount - payout.amount - change.amount - bonusChange.amount,
      0,
    );
  }

  /** £10 of cash and £5 of bonus money: the cash is lost, a round pays £5 for £2 of the bonus money, another loses the £8. */
  async function usedUp(): Promise<{ award: Award; won: string; lost: string }> {
    const award = await bench.matched(playerId, 1000, depositMatch({ maximumStake: gbp(1000) }));
    await played(1000);
    const won = await played(200, 500);
    const lost = await played(800);
    expect(await bench.becomes(award, playerId, 'ended')).toMatchObject({ endReason: 'used_up' });
    expect(await money()).toEqual([0, 0]);
    expect(await costs()).toEqual([1500, -500]);
    return { award, won, lost };
  }

  it.each([
    ['the one that won first', true],
    ['the one that lost first', false],
  ])('stays over, and the house has what they had used of it: %s', async (_, wonFirst) => {
    const { award, won, lost } = await usedUp();
    const ended = await bench.read(award, playerId);
    await correctAfterEnd(wonFirst ? [won, lost] : [lost, won]);
    expect(await bench.read(award, playerId)).toEqual(ended);
    expect(await money()).toEqual([0, 0]);
    expect(await costs()).toEqual([1000, 0]);
    expect([await dueFor(won), await dueFor(lost), await dueFor(won, lost)]).toEqual([-300, 800, 500]);
    // The wallet has ended it, too: there can be another.
    await bench.matched(playerId, 1000);
  });

  it('stays over where it was one of free rounds, and what they won is not due', async () => {
    const rounds = freeRounds({ freeRounds: { gameId: 'test-game', rounds: 1, stake: gbp(10) } });
    const award = await bench.claim(playerId, await bench.programme(rounds));
    await bench.becomes(award, playerId, 'active');
    const won = await played(10, 70, { awardId: award.awardId });
    const lost = await played(70);
    const ended = await bench.becomes(award, playerId, 'ended');
    expect(await costs()).toEqual([10, -10]);
    await correctAfterEnd([lost, won]);
    expect(await bench.read(award, playerId)).toEqual(ended);
    expect(await money()).toEqual([0, 0]);
    expect(await costs()).toEqual([0, 0]);
    expect([await dueFor(won), await dueFor(lost), await dueFor(won, lost)]).toEqual([-60, 70, 10]);
  });

  it('stays over where the player has another one by now, of which the void round is none', async () => {
    const { award, lost } = await usedUp();
    const other = await bench.matched(playerId, 2000);
    const { transactionId } = await correct(lost);
    await until('it was heard', async () => {
      const rows = await bench.query('SELECT 1 FROM inbox WHERE event_id = $1', transactionId);
      return rows.length > 0;
    });
    expect((await bench.read(award, playerId)).status).toBe('ended');
    expect(await bench.read(other, playerId)).toMatchObject({ status: 'active', wagered: gbp(0) });
    expect(await money()).toEqual([2000, 1000]);
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
    jest.spyOn(catalogue, 'known').mockReturnValue('roulette');
    await correct(wrong);
    await until('it is taken back', async () => (await bench.read(award, playerId)).wagered.amount < 100);
    expect((await bench.read(award, playerId)).wagered).toEqual(gbp(50));
  });
});
