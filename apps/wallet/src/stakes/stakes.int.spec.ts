import {
  carryOut,
  creditPayout,
  grantBonus,
  grantFreeRounds,
  type LedgerReceipt,
  placeStake,
  readSessionNet,
  rollBackStakes,
  settleRound,
  settleStakes,
  voidStakes,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { gbp, House, round, stake } from '../../test/house.js';

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

  it('holds all stakes together of a round that uses bonus money to the most of the award', async () => {
    const awardId = newId();
    await house.insist(grantBonus, { playerId, awardId, amount: gbp(1000), maximumStake: gbp(200) });
    const place = (round: string, amount: number) => house.insist(placeStake, stake(playerId, round, amount));
    const tooHigh = { code: 'bonus_stake_too_high' };
    // Cash alone is the player's own.
    await place(newId(), 950);
    const first = await place(roundId, 150);
    expect(first.stakeFromBonus.amount).toBe(100);
    await expect(place(roundId, 51)).rejects.toMatchObject(tooHigh);
    await place(roundId, 30);
    await expect(place(roundId, 21)).rejects.toMatchObject(tooHigh);
    await house.deposit(playerId, 500);
    // Cash now, but in a round that uses bonus money.
    await expect(place(roundId, 21)).rejects.toMatchObject(tooHigh);
    expect((await place(roundId, 20)).stakeFromBonus.amount).toBe(0);
    expect(await house.view(playerId)).toMatchObject({ cash: 480, bonus: 870, inPlay: 1150 });
    // Another round is another one.
    expect((await place(newId(), 400)).stakeFromBonus.amount).toBe(0);
    expect((await place(newId(), 200)).stakeFromBonus.amount).toBe(120);
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

  describe('the cycle of a round that is settled later (RTS 14G)', () => {
    const start = Date.parse('2026-11-23T12:00:00.000Z');
    const at = (ms: number, minimumCycleMs: number) => ({
      startedAt: new Date(start + ms).toISOString(),
      minimumCycleMs,
    });
    const deal = (ms: number, id: string = newId()) =>
      house.insist(placeStake, stake(playerId, id, 10, at(ms, 5000)));

    it('begins 5 s after the start of an instant round, and holds the next one up in turn', async () => {
      await house.insist(settleRound, round(playerId, 10, 0, at(0, 2500)));
      await expect(deal(4999)).rejects.toMatchObject({ code: 'round_too_soon', retryAfterMs: 1 });
      await deal(5000);
      const tooSoon = house.insist(settleRound, round(playerId, 10, 0, at(7499, 2500)));
      await expect(tooSoon).rejects.toMatchObject({ code: 'round_too_soon', retryAfterMs: 1 });
      await house.insist(settleRound, round(playerId, 10, 0, at(7500, 2500)));
    });

    it('does not hold up the round itself: what it stakes in addition, nor a deal that was taken back', async () => {
      await house.insist(placeStake, stake(playerId, roundId, 10, at(0, 5000)));
      await house.insist(placeStake, stake(playerId, roundId, 10, { startedAt: at(0, 0).startedAt }));
      const taken = stake(playerId, newId(), 10, at(5000, 5000));
      await house.insist(placeStake, taken);
      const { stakeId, roundId: undone } = taken;
      const rollbacks = [{ playerId, stakeId, currency: 'GBP' as const, reason: 'no_answer' }];
      await house.insist(rollBackStakes, { rollbacks });
      await deal(5001, undone);
      await expect(deal(5002)).rejects.toMatchObject({ code: 'round_too_soon' });
    });

    it('is no concern of a table whose rounds start by the clock of the house', async () => {
      await house.insist(settleRound, round(playerId, 10, 0, at(0, 2500)));
      const { startedAt } = at(1, 0);
      await house.insist(placeStake, stake(playerId, roundId, 10, { startedAt }));
      await house.insist(settleRound, round(playerId, 10, 0, at(2500, 2500)));
    });
  });

  describe('the net position of a game session (RTS 2E)', () => {
    const position = async (gameSessionId: string, of: string = playerId) => {
      const { net } = await house.insist(readSessionNet, {
        ...{ playerId: of, gameSessionId },
        currency: 'GBP',
      });
      return net.amount;
    };

    it('is in every answer, whatever became of the stake, and the same in a repeat', async () => {
      const [gameSessionId, elsewhere] = [newId(), newId()];
      const own = { gameSessionId };
      expect(await position(gameSessionId)).toBe(0);
      const lost = round(playerId, 100, 0, own);
      const first = await house.insist(settleRound, lost);
      const placed = await house.insist(placeStake, stake(playerId, roundId, 50, own));
      const doubled = await house.insist(placeStake, stake(playerId, roundId, 50, own));
      const settlement = { settlements: [{ playerId, roundId, payout: gbp(260), outcome: {} }] };
      const settled = await house.insist(settleStakes, settlement);
      // Another game meanwhile: another session, whose answers are its own. What is paid late belongs to the first.
      await house.launch(playerId, elsewhere);
      const other = await house.insist(settleRound, round(playerId, 10, 25, { gameSessionId: elsewhere }));
      const late = await house.insist(creditPayout, { playerId, payoutId: newId(), roundId, payout: gbp(5) });
      await house.launch(playerId, gameSessionId);
      const undone = stake(playerId, newId(), 30, own);
      const before = await house.insist(placeStake, undone);
      const rollbacks = [{ playerId, stakeId: undone.stakeId, currency: 'GBP' as const, reason: 'x' }];
      const rolledBack = await house.insist(rollBackStakes, { rollbacks });
      const annulled = newId();
      const risked = await house.insist(placeStake, stake(playerId, annulled, 40, own));
      const voids = [{ playerId, roundId: annulled, currency: 'GBP', reason: 'x' }];
      const voided = await house.insist(voidStakes, { voids });
      const answers = [
        ...[first, placed, doubled, settled.results[0]?.receipt, other, late, before],
        ...[rolledBack.results[0]?.receipt, risked, voided.results[0]?.receipt],
      ];
      expect(answers.map((answer) => answer?.sessionNet?.amount)).toEqual([
        ...[-100, -150, -200, 60, 15, 65, 35, 65, 25, 65],
      ]);
      expect(await house.insist(settleRound, lost)).toEqual({ ...first, replayed: true });
      const again = await house.insist(settleStakes, settlement);
      expect(again.results[0]?.receipt?.sessionNet).toEqual(gbp(60));
      expect([await position(gameSessionId), await position(elsewhere)]).toEqual([65, 15]);
      expect(await position(newId())).toBe(0);
    });

    it('is to the penny of rounds that come at once, each with what was played before it', async () => {
      const sessions = [newId(), newId()] as const;
      // Of one moment: none waits for another, in whatever order they come.
      const startedAt = new Date().toISOString();
      const rounds = Array.from({ length: 24 }, (_, index) => {
        const gameSessionId = sessions[Math.floor(index / 12)] ?? '';
        return round(playerId, 10, (index * 7) % 31, { gameSessionId, startedAt });
      });
      const receipts: (LedgerReceipt | undefined)[] = [];
      for (const [index, session] of sessions.entries()) {
        await house.launch(playerId, session);
        const own = rounds.slice(12 * index, 12 * (index + 1));
        const apart = own.slice(0, 8).map((each) => house.insist(settleRound, each));
        const together = house.insist(carryOut, { commands: own.slice(8).map((each) => ({ round: each })) });
        receipts.push(...(await Promise.all(apart)));
        receipts.push(...(await together).results.map(({ receipt }) => receipt));
      }
      const inOrder = rounds
        .map((each, index) => ({ ...each, receipt: receipts[index] }))
        .sort((a, b) => (a.receipt?.version ?? 0) - (b.receipt?.version ?? 0));
      const nets = new Map<string, number>();
      for (const { gameSessionId, stake: staked, payout, receipt } of inOrder) {
        const net = (nets.get(gameSessionId) ?? 0) + payout.amount - staked.amount;
        nets.set(gameSessionId, net);
        expect(receipt?.sessionNet).toEqual(gbp(net));
      }
      for (const session of sessions) expect(await position(session)).toBe(nets.get(session));
      for (const { receipt, ...request } of inOrder)
        expect((await house.insist(settleRound, request)).sessionNet).toEqual(receipt?.sessionNet);
    });

    it('counts what a free round pays, whose stake is not the player’s, and bonus money as any other', async () => {
      const [player, gameSessionId] = [await house.player(100), newId()];
      const freeRounds = { rounds: 1, stake: gbp(10), maximumStake: gbp(200), gameId: 'test-game' };
      const awardId = newId();
      await house.insist(grantFreeRounds, { playerId: player, awardId, ...freeRounds });
      const free = await house.insist(settleRound, round(player, 10, 35, { gameSessionId, awardId }));
      expect(free.sessionNet).toEqual(gbp(35));
      const mixed = await house.insist(settleRound, round(player, 120, 60, { gameSessionId }));
      expect(mixed).toMatchObject({ stakeFromBonus: gbp(20), sessionNet: gbp(-25) });
    });
  });
});
