import {
  cancelAward,
  forfeitAward,
  holdWithdrawal,
  listEligibleProgrammes,
  placeStake,
  settleRound,
  settleStakes,
  takeTimeOut,
  voidStakes,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { until } from '@croupier/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { round, stake } from '../../../wallet/test/house.js';
import { Bench } from '../../test/bench.js';
import { depositMatch, freeRounds, gbp } from '../../test/programmes.js';

const dayMs = 24 * 60 * 60 * 1000;

describe('awards', () => {
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

  const money = async (): Promise<[number, number]> => {
    const { cash, bonus } = await bench.house.view(playerId);
    return [cash, bonus];
  };

  it('goes from the opt-in to cash that can be withdrawn', async () => {
    const programmeId = await bench.programme();
    const claimed = await bench.claim(playerId, programmeId);
    expect(claimed).toMatchObject({
      status: 'claimed',
      explanation: 'Deposit £10.00 or more, and the bonus is yours.',
    });
    await bench.house.deposit(playerId, 2000);
    const active = await bench.becomes(claimed, playerId, 'active');
    expect(active).toMatchObject({ bonus: gbp(1000), required: gbp(5000), remaining: gbp(5000) });
    expect(await money()).toEqual([2000, 1000]);

    for (let index = 0; index < 12; index += 1) await bench.play(playerId, 200, 200);
    await bench.play(playerId, 200, 200, { gameId: 'half-game' });
    const under = await bench.wagered(claimed, playerId, 2500);
    expect(under.games).toEqual([
      { gameId: 'test-game', rounds: 12, staked: gbp(2400), weightBasisPoints: 10_000, counted: gbp(2400) },
      { gameId: 'half-game', rounds: 1, staked: gbp(200), weightBasisPoints: 5000, counted: gbp(100) },
    ]);
    expect(under.explanation).toBe(
      'Wager £25.00 more to turn the bonus money into cash: £25.00 of £50.00 is done.',
    );
    await bench.play(playerId, 2000, 2000);
    await bench.play(playerId, 499, 499);
    const last = await bench.wagered(claimed, playerId, 4999);
    expect(last.status).toBe('active');
    await bench.play(playerId, 100, 100);
    const done = await bench.becomes(claimed, playerId, 'completed');
    expect(done).toMatchObject({ converted: gbp(1000), wagered: gbp(5000), remaining: gbp(0) });
    expect(await money()).toEqual([3000, 0]);
    await bench.house.insist(holdWithdrawal, { playerId, withdrawalId: newId(), amount: gbp(3000) });
    expect(
      await bench.query(`SELECT subject FROM outbox WHERE payload ->> 'playerId' = $1 ORDER BY id`, playerId),
    ).toEqual([{ subject: 'evt.bonus.award.granted.v1' }, { subject: 'evt.bonus.award.completed.v1' }]);
  });

  it('pays the match up to its maximum, and only for a deposit that qualifies', async () => {
    await bench.house.deposit(playerId, 5000);
    const award = await bench.claim(playerId, await bench.programme());
    await bench.house.deposit(playerId, 999);
    await bench.house.deposit(playerId, 100_000);
    expect(await bench.becomes(award, playerId, 'active')).toMatchObject({ bonus: gbp(2500) });
    await bench.house.deposit(playerId, 2000);
    await bench.play(playerId, 10);
    await bench.wagered(award, playerId, 10);
    expect((await bench.house.view(playerId)).bonus).toBe(2500);
  });

  it('counts the stakes of a table once it is settled, and none of a void round', async () => {
    const award = await bench.matched(playerId, 2000);
    const [settled, annulled] = [newId(), newId()];
    for (const roundId of [settled, annulled])
      await bench.house.insist(placeStake, stake(playerId, roundId, 150));
    await bench.house.insist(voidStakes, {
      voids: [{ playerId, roundId: annulled, currency: 'GBP', reason: 'round_not_finished' }],
    });
    await bench.house.insist(settleStakes, {
      settlements: [{ playerId, roundId: settled, payout: gbp(300), outcome: {} }],
    });
    const now = await bench.wagered(award, playerId, 150);
    expect(now.games).toMatchObject([{ gameId: 'test-table', rounds: 1, counted: gbp(150) }]);
  });

  it('gives free rounds, makes their winnings bonus money, and asks to wager those', async () => {
    await bench.house.deposit(playerId, 1000);
    const programmeId = await bench.programme(
      freeRounds({ wageringHundredths: 300, freeRounds: { gameId: 'test-game', rounds: 2, stake: gbp(10) } }),
    );
    const award = await bench.becomes(await bench.claim(playerId, programmeId), playerId, 'active');
    expect(award.freeRounds).toMatchObject({ left: 2, winnings: gbp(0) });
    expect(award.explanation).toBe('Play 2 more free rounds of Test Game. What they win is bonus money.');
    const { awardId } = award;
    await bench.play(playerId, 10, 70, { awardId });
    await bench.play(playerId, 10, 0, { awardId });
    const played = await until('the rounds are noted', async () => {
      const now = await bench.read(award, playerId);
      return now.freeRounds?.left === 0 ? now : undefined;
    });
    expect(played).toMatchObject({ required: gbp(210), wagered: gbp(0), status: 'active' });
    expect(await money()).toEqual([1000, 70]);
    await bench.play(playerId, 200, 190);
    await bench.play(playerId, 10, 20);
    expect(await bench.becomes(award, playerId, 'completed')).toMatchObject({ converted: gbp(70) });
    expect(await money()).toEqual([1070, 0]);
  });

  it('ends once all bonus money is played, or the free rounds won nothing', async () => {
    const award = await bench.matched(playerId, 1000);
    await bench.play(playerId, 900);
    for (let left = 600; left > 0; left -= 200) await bench.play(playerId, 200);
    expect(await bench.becomes(award, playerId, 'ended')).toMatchObject({
      endReason: 'used_up',
      forfeited: gbp(0),
      explanation: 'All of the bonus money has been played.',
    });
    const other = await bench.house.player(0);
    const rounds = freeRounds({ freeRounds: { gameId: 'test-game', rounds: 1, stake: gbp(10) } });
    const free = await bench.claim(other, await bench.programme(rounds));
    await bench.becomes(free, other, 'active');
    await bench.play(other, 10, 0, { awardId: free.awardId });
    expect(await bench.becomes(free, other, 'ended')).toMatchObject({ endReason: 'used_up' });
  });

  it('weighs a game by its own weight, else by its kind, else by the default, tables of live alike', async () => {
    const kindWeights = [
      { kind: 'roulette' as const, basisPoints: 8000 },
      { kind: 'live_roulette' as const, basisPoints: 6000 },
      { kind: 'slot' as const, basisPoints: 9000 },
    ];
    const award = await bench.matched(playerId, 2000, depositMatch({ kindWeights }));
    for (const gameId of ['test-game', 'half-game', 'test-wheel', 'test-table', 'unlisted-game'])
      await bench.play(playerId, 100, 100, { gameId });
    const { games, kindWeights: shown } = await bench.wagered(award, playerId, 380);
    expect(shown).toEqual(kindWeights);
    const weights = games.map(({ gameId, weightBasisPoints }) => [gameId, weightBasisPoints]);
    expect(Object.fromEntries(weights)).toEqual({
      'test-game': 9000,
      'half-game': 5000,
      'test-wheel': 8000,
      'test-table': 6000,
      'unlisted-game': 10_000,
    });
  });

  it('is ended by staff: bonus money goes back, cash stays, the player is told once', async () => {
    const award = await bench.matched(playerId, 2000);
    await bench.play(playerId, 100, 150);
    const { awardId } = award;
    await bench.house.insist(cancelAward, { playerId, awardId });
    await bench.house.insist(cancelAward, { playerId, awardId });
    const ended = await bench.becomes(award, playerId, 'ended');
    expect(ended).toMatchObject({ endReason: 'staff', forfeited: gbp(1000) });
    expect(await money()).toEqual([2050, 0]);
    expect(await bench.house.insist(cancelAward, { playerId, awardId })).toEqual(ended);
    const other = await bench.house.player(0);
    await expect(bench.house.stack.bus.ask(cancelAward, { playerId: other, awardId })).rejects.toMatchObject({
      code: 'not_found',
    });
    const told = `SELECT subject FROM outbox WHERE payload ->> 'playerId' = $1 ORDER BY id`;
    expect(await bench.query(told, playerId)).toEqual([
      { subject: 'evt.bonus.award.granted.v1' },
      { subject: 'evt.bonus.award.ended.v1' },
    ]);
  });

  it('tells once, a day before, that it expires', async () => {
    const award = await bench.matched(playerId, 2000);
    await bench.play(playerId, 100, 100);
    await bench.wagered(award, playerId, 100);
    const told = `SELECT payload FROM outbox
      WHERE subject = 'evt.bonus.award.expiring.v1' AND payload ->> 'playerId' = $1`;
    await bench.moveClock(playerId, 12.9 * dayMs);
    await bench.moveClock(playerId, 13.5 * dayMs);
    const rows = await until('it is told', async () => {
      const found = await bench.query<{ payload: object }>(told, playerId);
      return found.length > 0 ? found : undefined;
    });
    expect(rows).toMatchObject([{ payload: { remaining: gbp(4900), expiresAt: award.expiresAt } }]);
    await bench.moveClock(playerId, 14 * dayMs);
    await bench.becomes(award, playerId, 'ended');
    expect(await bench.query(told, playerId)).toHaveLength(1);
  });

  it('expires on the player’s clock, takes the bonus money and leaves the cash', async () => {
    const award = await bench.matched(playerId, 2000);
    await bench.play(playerId, 100, 150);
    await bench.moveClock(playerId, 13 * dayMs);
    const last = await bench.wagered(award, playerId, 100);
    await bench.moveClock(playerId, 14 * dayMs);
    const ended = await bench.becomes(award, playerId, 'ended');
    expect(ended).toMatchObject({ endReason: 'expired', forfeited: gbp(1000) });
    expect([award, last, ended].map(({ daysLeft }) => daysLeft)).toEqual([14, 1, undefined]);
    expect(await money()).toEqual([2050, 0]);
  });

  it('lets an opt-in lapse that no deposit followed, and lets the player opt in again', async () => {
    const programmeId = await bench.programme();
    const award = await bench.claim(playerId, programmeId);
    await bench.moveClock(playerId, 7 * dayMs);
    expect(await bench.becomes(award, playerId, 'ended')).toMatchObject({ endReason: 'no_deposit' });
    await bench.house.deposit(playerId, 2000);
    expect(await money()).toEqual([2000, 0]);
    expect(await bench.claim(playerId, programmeId)).toMatchObject({ status: 'claimed' });
  });

  it('is given up by the player: the bonus is gone, the cash stays, and play goes on', async () => {
    const award = await bench.matched(playerId, 2000);
    const request = { playerId, awardId: award.awardId };
    await bench.house.insist(forfeitAward, request);
    const ended = await bench.becomes(award, playerId, 'ended');
    expect(ended).toMatchObject({ endReason: 'player', forfeited: gbp(1000) });
    expect(await bench.house.insist(forfeitAward, request)).toEqual(ended);
    await bench.play(playerId, 500);
    expect(await money()).toEqual([1500, 0]);
    const claimed = await bench.claim(playerId, await bench.programme());
    await bench.house.insist(forfeitAward, { playerId, awardId: claimed.awardId });
    expect(await bench.read(claimed, playerId)).toMatchObject({ status: 'ended', endReason: 'player' });
  });

  it('does not hinder a withdrawal, which ends nothing', async () => {
    const award = await bench.matched(playerId, 2000);
    await bench.house.insist(holdWithdrawal, { playerId, withdrawalId: newId(), amount: gbp(2000) });
    expect(await money()).toEqual([0, 1000]);
    await bench.play(playerId, 200, 100);
    expect(await bench.wagered(award, playerId, 200)).toMatchObject({ status: 'active' });
    const high = bench.house.insist(settleRound, round(playerId, 201));
    await expect(high).rejects.toMatchObject({ code: 'bonus_stake_too_high' });
  });

  it('refuses what a player cannot have, by its reason', async () => {
    const [first, second, past, future] = await Promise.all([
      bench.programme(),
      bench.programme(),
      bench.programme(depositMatch({ endsAt: '2026-02-01T00:00:00.000Z' })),
      bench.programme(depositMatch({ startsAt: '2036-01-01T00:00:00.000Z' })),
    ]);
    const key = newId();
    const award = await bench.claim(playerId, first, key);
    expect(await bench.claim(playerId, first, key)).toEqual(award);
    const refusals: [string, string | undefined, string][] = [
      [second, key, 'idempotency_key_reused'],
      [first, undefined, 'already_claimed'],
      [second, undefined, 'award_active'],
      [past, undefined, 'programme_not_open'],
      [future, undefined, 'programme_not_open'],
      ['no-such-programme', undefined, 'unknown_programme'],
    ];
    for (const [programmeId, idempotencyKey, code] of refusals)
      await expect(bench.claim(playerId, programmeId, idempotencyKey)).rejects.toMatchObject({ code });
    const stranger = newId();
    await expect(bench.claim(stranger, first)).rejects.toMatchObject({ code: 'no_account' });
    await expect(bench.read(award, stranger)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('opts in once of 16 times at once, and never beyond the budget', async () => {
    const programmeId = await bench.programme();
    const tries = Array.from({ length: 16 }, () => bench.claim(playerId, programmeId));
    const results = await Promise.allSettled(tries);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);

    const scarce = await bench.programme(depositMatch({ budget: gbp(7500) }));
    const players = await Promise.all(Array.from({ length: 6 }, () => bench.house.player(0)));
    const claims = await Promise.allSettled(players.map((each) => bench.claim(each, scarce)));
    expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    for (const claim of claims)
      if (claim.status === 'rejected') expect(claim.reason).toMatchObject({ code: 'programme_not_open' });
  });

  it('gives and shows nothing to a player in a time-out, and ends what was running', async () => {
    const [first, second] = [await bench.programme(), await bench.programme()];
    const award = await bench.matched(playerId, 2000);
    await bench.house.insist(takeTimeOut, { playerId, hours: 24 });
    expect(await bench.becomes(award, playerId, 'ended')).toMatchObject({
      endReason: 'restricted',
      forfeited: gbp(1000),
    });
    expect(await money()).toEqual([2000, 0]);
    await expect(bench.claim(playerId, first)).rejects.toMatchObject({ code: 'not_eligible' });
    expect(await bench.house.insist(listEligibleProgrammes, { playerId })).toEqual({ data: [] });
    expect(await bench.overview(playerId)).toMatchObject({ offersKnown: true, available: [] });

    const other = await bench.house.player(0);
    const claimed = await bench.claim(other, second);
    await bench.house.insist(takeTimeOut, { playerId: other, hours: 24 });
    expect(await bench.becomes(claimed, other, 'ended')).toMatchObject({ endReason: 'restricted' });
  });

  it('lists what is open with its terms, and no longer what the player has had', async () => {
    const programmeId = await bench.programme();
    const listed = async (): Promise<string[]> => {
      const { data } = await bench.house.insist(listEligibleProgrammes, { playerId });
      return data.map((each) => each.programmeId);
    };
    expect(await listed()).toEqual(expect.arrayContaining([programmeId, 'opening-night', 'lamplight-tour']));
    const award = await bench.claim(playerId, programmeId);
    expect(await listed()).not.toContain(programmeId);
    const { offersKnown, available, awards } = await bench.overview(playerId);
    expect(offersKnown).toBe(true);
    expect(available.find((each) => each.programmeId === 'opening-night')?.terms.length).toBeGreaterThan(8);
    expect(awards).toEqual([award]);
  });
});
