import {
  convertBonus,
  forfeitBonus,
  grantBonus,
  grantFreeRounds,
  holdWithdrawal,
  placeStake,
  settleRound,
  voidStakes,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { gbp, House, round, stake } from '../../test/house.js';

describe('bonus money', () => {
  let house: House;
  let playerId: string;
  let awardId: string;

  beforeAll(async () => {
    house = await House.open();
  });

  afterAll(async () => {
    expect(await house.close()).toEqual([]);
  });

  beforeEach(async () => {
    playerId = await house.player(100);
    awardId = newId();
  });

  const grant = (amount = 500, maximumStake = 200): Promise<unknown> =>
    house.insist(grantBonus, {
      playerId,
      awardId,
      amount: gbp(amount),
      maximumStake: gbp(maximumStake),
    });
  const free = (rounds = 2): Promise<unknown> =>
    house.insist(grantFreeRounds, {
      playerId,
      awardId,
      gameId: 'test-game',
      rounds,
      stake: gbp(10),
      maximumStake: gbp(200),
    });
  const convert = () => house.insist(convertBonus, { playerId, awardId });
  const forfeit = () => house.insist(forfeitBonus, { playerId, awardId, reason: 'player' });

  it('is given once, costs the house, and cannot be withdrawn', async () => {
    await grant();
    expect(await grant()).toMatchObject({ replayed: true, bonus: gbp(500) });
    expect(await house.view(playerId)).toMatchObject({ cash: 100, bonus: 500 });
    expect(await house.account(playerId, 'bonus_cost')).toBe(-500);
    const hold = { playerId, withdrawalId: newId(), amount: gbp(101) };
    await expect(house.insist(holdWithdrawal, hold)).rejects.toMatchObject({
      code: 'insufficient_funds',
    });
    await house.insist(holdWithdrawal, { ...hold, amount: gbp(100) });
  });

  it('runs one award at a time', async () => {
    await grant();
    const second = { playerId, awardId: newId(), amount: gbp(1), maximumStake: gbp(1) };
    await expect(house.insist(grantBonus, second)).rejects.toMatchObject({ code: 'award_active' });
    await forfeit();
    await house.insist(grantBonus, second);
  });

  it('is staked after the cash and returns in proportion, the odd penny as cash', async () => {
    await grant();
    const settled = await house.insist(settleRound, round(playerId, 150, 100));
    expect([settled.stakeFromBonus.amount, settled.payoutToBonus.amount]).toEqual([50, 33]);
    expect(await house.view(playerId)).toMatchObject({ cash: 67, bonus: 483 });
    expect(await house.account(playerId, 'game_revenue')).toBe(50);
  });

  it('allows no stake above the award where bonus money is needed', async () => {
    await grant(500, 120);
    const high = house.insist(settleRound, round(playerId, 121));
    await expect(high).rejects.toMatchObject({ code: 'bonus_stake_too_high' });
    await house.insist(settleRound, round(playerId, 100));
    await house.insist(settleRound, round(playerId, 120));
  });

  it('becomes cash by conversion, once, and not after a forfeit', async () => {
    await grant();
    expect(await convert()).toMatchObject({ amount: gbp(500), balance: gbp(600), replayed: false });
    expect(await convert()).toMatchObject({ amount: gbp(500), replayed: true });
    await expect(forfeit()).rejects.toMatchObject({ code: 'award_not_active' });
    expect(await house.view(playerId)).toMatchObject({ cash: 600, bonus: 0 });
  });

  it('goes back to the house by forfeit, and takes no cash along', async () => {
    await grant();
    await house.insist(settleRound, round(playerId, 150, 0));
    expect(await forfeit()).toMatchObject({ amount: gbp(450) });
    await expect(convert()).rejects.toMatchObject({ code: 'award_not_active' });
    expect(await house.view(playerId)).toMatchObject({ cash: 0, bonus: 0 });
    expect(await house.account(playerId, 'bonus_cost')).toBe(-50);
  });

  it('waits with an end until bonus money in play is out of it', async () => {
    await grant();
    const roundId = newId();
    await house.insist(placeStake, stake(playerId, roundId, 150));
    await expect(convert()).rejects.toMatchObject({ code: 'stakes_in_play', retry: true });
    await house.insist(voidStakes, { voids: [{ playerId, roundId, currency: 'GBP', reason: 'x' }] });
    await convert();
  });

  it('plays free rounds as given: the game, the stake, and no more than that many', async () => {
    await free(2);
    const other = house.insist(settleRound, round(playerId, 10, 0, { awardId, gameId: 'other' }));
    await expect(other).rejects.toMatchObject({ code: 'no_free_round' });
    const dear = house.insist(settleRound, round(playerId, 11, 0, { awardId }));
    await expect(dear).rejects.toMatchObject({ code: 'no_free_round' });
    const rounds = Array.from({ length: 8 }, () => round(playerId, 10, 70, { awardId }));
    const results = await Promise.allSettled(rounds.map((one) => house.insist(settleRound, one)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(await house.view(playerId)).toMatchObject({ cash: 100, bonus: 140 });
    expect(await house.account(playerId, 'bonus_cost')).toBe(-20);
    expect(await house.account(playerId, 'game_revenue')).toBe(20 - 140);
  });

  it('takes the free rounds that are left along when the award ends', async () => {
    await free(5);
    await forfeit();
    const late = house.insist(settleRound, round(playerId, 10, 70, { awardId }));
    await expect(late).rejects.toMatchObject({ code: 'no_free_round' });
  });

  it('is not given to a player who may not play', async () => {
    await house.controls(playerId, { blocks: [{ scope: 'play', reason: 'self_exclusion' }] });
    await expect(grant()).rejects.toMatchObject({ code: 'play_blocked' });
    await expect(free()).rejects.toMatchObject({ code: 'play_blocked' });
  });

  it('counts no free round against limits', async () => {
    await house.controls(playerId, { limits: [{ kind: 'stake', period: 'day', amount: gbp(0) }] });
    await free(1);
    await house.insist(settleRound, round(playerId, 10, 70, { awardId }));
    const own = house.insist(settleRound, round(playerId, 1));
    await expect(own).rejects.toMatchObject({ code: 'stake_limit_reached' });
  });
});
