import { grantBonus, placeStake, settleStakes, voidStakes } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { gbp, House, stake } from '../../test/house.js';

describe('stakes of rounds that are settled later', () => {
  let house: House;
  let playerId: string;
  let roundId: string;

  beforeAll(async () => {
    house = await House.open();
  });

  afterAll(async () => {
    expect(await house.close()).toEqual([]);
  });

  beforeEach(async () => {
    playerId = await house.player(1000);
    roundId = newId();
  });

  const settle = async (payout: number, outcome = {}): Promise<string | undefined> => {
    const settlements = [{ playerId, roundId, payout: gbp(payout), outcome }];
    return (await house.insist(settleStakes, { settlements })).results[0]?.code;
  };
  const annul = async (): Promise<string | undefined> => {
    const voids = [{ playerId, roundId, currency: 'GBP', reason: 'round_not_finished' }];
    return (await house.insist(voidStakes, { voids })).results[0]?.code;
  };

  it('moves each stake into play, and settles them all against one payout', async () => {
    await house.insist(placeStake, stake(playerId, roundId, 100));
    await house.insist(placeStake, stake(playerId, roundId, 50));
    expect(await house.view(playerId)).toMatchObject({ cash: 850, inPlay: 150 });
    expect(await settle(360)).toBe('done');
    expect(await house.view(playerId)).toMatchObject({ cash: 1210, inPlay: 0 });
    expect(await house.account(playerId, 'game_revenue')).toBe(150 - 360);
  });

  it('carries a stake out once, however often it is sent, and refuses it with another amount', async () => {
    const once = stake(playerId, roundId, 100);
    const answers = await Promise.all(Array.from({ length: 16 }, () => house.insist(placeStake, once)));
    expect(new Set(answers.map(({ transactionId }) => transactionId)).size).toBe(1);
    expect((await house.view(playerId)).cash).toBe(900);
    await expect(house.insist(placeStake, { ...once, stake: gbp(101) })).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
  });

  it('settles once: a repeat is a replay, another payout and a void come too late', async () => {
    await house.insist(placeStake, stake(playerId, roundId, 100));
    expect([await settle(200), await settle(200), await settle(201), await annul()]).toEqual([
      'done',
      'replayed',
      'round_over',
      'round_over',
    ]);
    expect((await house.view(playerId)).cash).toBe(1100);
  });

  it('returns every stake of a voided round, and takes no settlement and no stake for it any more', async () => {
    await house.insist(placeStake, stake(playerId, roundId, 100));
    expect([await annul(), await annul(), await settle(500)]).toEqual(['done', 'replayed', 'round_over']);
    expect(await house.view(playerId)).toMatchObject({ cash: 1000, inPlay: 0 });
    const late = house.insist(placeStake, stake(playerId, roundId, 100));
    await expect(late).rejects.toMatchObject({ code: 'round_over' });
  });

  it('remembers the void of a round without a stake, and refuses the stake that comes late', async () => {
    expect(await annul()).toBe('done');
    const late = house.insist(placeStake, stake(playerId, roundId, 100));
    await expect(late).rejects.toMatchObject({ code: 'round_over' });
    expect((await house.view(playerId)).cash).toBe(1000);
  });

  it('has nothing to settle where nothing was staked, and no neighbour suffers from it', async () => {
    const other = await house.player(500);
    await house.insist(placeStake, stake(other, roundId, 100));
    const { results } = await house.insist(settleStakes, {
      settlements: [
        { playerId, roundId, payout: gbp(100), outcome: {} },
        { playerId: newId(), roundId, payout: gbp(100), outcome: {} },
        { playerId: other, roundId, payout: gbp(300), outcome: {} },
      ],
    });
    expect(results.map(({ code }) => code)).toEqual(['no_stake', 'no_account', 'done']);
    expect((await house.view(other)).cash).toBe(700);
    expect((await house.view(playerId)).version).toBe(1);
  });

  it('takes bonus money after the cash, and gives both back in that proportion', async () => {
    const awardId = newId();
    await house.insist(grantBonus, { playerId, awardId, amount: gbp(500), maximumStake: gbp(5000) });
    const placed = await house.insist(placeStake, stake(playerId, roundId, 1200));
    expect(placed.stakeFromBonus.amount).toBe(200);
    expect(await house.view(playerId)).toMatchObject({ cash: 0, bonus: 300, inPlay: 1200 });
    expect(await settle(600)).toBe('done');
    expect(await house.view(playerId)).toMatchObject({ cash: 500, bonus: 400, inPlay: 0 });
    const next = newId();
    await house.insist(placeStake, stake(playerId, next, 600));
    await house.insist(voidStakes, {
      voids: [{ playerId, roundId: next, currency: 'GBP', reason: 'x' }],
    });
    expect(await house.view(playerId)).toMatchObject({ cash: 500, bonus: 400, inPlay: 0 });
  });

  it('settles a table of 60 players in one answer', async () => {
    const players: string[] = [];
    while (players.length < 60) players.push(await house.player(100));
    for (const id of players) await house.insist(placeStake, stake(id, roundId, 100));
    const settlements = players.map((id, n) => ({
      playerId: id,
      roundId,
      payout: gbp(n),
      outcome: { number: 7 },
    }));
    const { results } = await house.insist(settleStakes, { settlements });
    expect(results.map(({ receipt }) => receipt?.balance.amount)).toEqual(
      settlements.map(({ payout }) => payout.amount),
    );
  });
});
