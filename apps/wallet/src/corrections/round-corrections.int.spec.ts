import {
  carryOut,
  convertBonus,
  correctRound,
  type CorrectRound,
  creditPayout,
  forfeitBonus,
  grantBonus,
  grantFreeRounds,
  type JackpotPlay,
  type LedgerReceipt,
  listTransactions,
  placeStake,
  readJackpots,
  reverseTransaction,
  rollBackStakes,
  type RoundCorrected,
  roundCorrected,
  settleRound,
  settleStakes,
  type SettleRound,
  voidStakes,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { toldOnce, until } from '@croupier/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { gbp, House, round, stake } from '../../test/house.js';
import { service } from '../service.js';

const currency = 'GBP' as const;

describe('a settled round that is void', () => {
  let house: House;
  let playerId: string;

  beforeAll(async () => {
    house = await House.open();
    // A second process on the same ledger: of corrections that come at once each gets some.
    await house.stack.replica(service, house.wallet);
  });

  afterAll(async () => {
    expect(await house.wallet.database.admin.query('SELECT * FROM jackpot_differences()')).toEqual([]);
    expect(await house.close()).toEqual([]);
  });

  beforeEach(async () => {
    playerId = await house.player();
  });

  const correct = (roundId: string, over: Partial<CorrectRound> = {}): Promise<LedgerReceipt> =>
    house.insist(correctRound, {
      ...{ playerId, roundId, currency, reason: 'game_fault', approvalId: newId() },
      ...over,
    });

  async function played(staked: number, payout: number, over: Partial<SettleRound> = {}): Promise<string> {
    const request = round(playerId, staked, payout, over);
    await house.insist(settleRound, request);
    return request.roundId;
  }

  async function placed(roundId: string, amount: number): Promise<string> {
    const request = stake(playerId, roundId, amount);
    await house.insist(placeStake, request);
    return request.stakeId;
  }

  const settle = (roundId: string, payout: number) =>
    house.insist(settleStakes, {
      settlements: [{ playerId, roundId, payout: gbp(payout), outcome: { pocket: 7 } }],
    });

  async function bonus(amount: number, maximumStake = 5000): Promise<string> {
    const awardId = newId();
    await house.insist(grantBonus, {
      ...{ playerId, awardId, amount: gbp(amount), maximumStake: gbp(maximumStake) },
    });
    return awardId;
  }

  const money = async (): Promise<[cash: number, bonus: number]> => {
    const { cash, bonus: held } = await house.view(playerId);
    return [cash, held];
  };
  const revenue = (): Promise<number> => house.account(playerId, 'game_revenue');

  it.each([
    ['that lost', 0],
    ['that won', 250],
  ])('of one transaction %s is as if it had not been', async (_, payout) => {
    const roundId = await played(100, payout);
    const receipt = await correct(roundId);
    expect(receipt).toMatchObject({ balance: gbp(1000), bonus: gbp(0), version: 3, replayed: false });
    expect(receipt.sessionNet).toEqual(gbp(0));
    expect(await revenue()).toBe(0);
    const { data } = await house.insist(listTransactions, { playerId, limit: 1 });
    expect(data[0]).toMatchObject({
      ...{ kind: 'round_correction', reference: roundId, change: gbp(payout === 0 ? 100 : -150) },
      ...{ stake: gbp(100), payout: gbp(payout) },
    });
  });

  it('gives bonus money and cash back as they were split, and takes both back as they were paid', async () => {
    await bonus(500);
    const roundId = await played(1200, 601);
    expect(await money()).toEqual([1000 - 1000 + 501, 500 - 200 + 100]);
    await correct(roundId);
    expect(await money()).toEqual([1000, 500]);
    expect(await revenue()).toBe(0);
  });

  it('gives bonus money to where it would be now: cash of an award that was converted, nothing of one that was forfeited', async () => {
    const awardId = await bonus(500);
    const roundId = await played(1200, 600);
    expect(await money()).toEqual([500, 400]);
    await house.insist(convertBonus, { playerId, awardId });
    await correct(roundId);
    // Had it not been played, 500 of bonus money would have become cash.
    expect(await money()).toEqual([1500, 0]);
    expect(await house.account(playerId, 'bonus_cost')).toBe(-500);

    const lost = await bonus(300);
    const second = await played(1600, 800);
    expect(await money()).toEqual([750, 250]);
    await house.insist(forfeitBonus, { playerId, awardId: lost, reason: 'expired' });
    await correct(second);
    expect(await money()).toEqual([1500, 0]);
    expect(await house.account(playerId, 'bonus_cost')).toBe(-500);
    expect(await revenue()).toBe(0);
  });

  it('of a free round gives it back to its award, and the stake to the house', async () => {
    const awardId = newId();
    await house.insist(grantFreeRounds, {
      ...{ playerId, awardId, gameId: 'test-game', rounds: 1, stake: gbp(20), maximumStake: gbp(100) },
    });
    const free = { awardId, stake: gbp(20) };
    const roundId = await played(20, 70, free);
    expect(await money()).toEqual([1000, 70]);
    await expect(played(20, 0, free)).rejects.toMatchObject({ code: 'no_free_round' });
    await correct(roundId);
    expect(await money()).toEqual([1000, 0]);
    expect(await house.account(playerId, 'bonus_cost')).toBe(0);
    await played(20, 30, free);
    expect(await money()).toEqual([1000, 30]);
  });

  it('of several stakes and payouts, before and after its end, takes all of them', async () => {
    const roundId = newId();
    await placed(roundId, 100);
    await placed(roundId, 50);
    const pay = (payout: number) =>
      house.insist(creditPayout, { playerId, payoutId: newId(), roundId, payout: gbp(payout) });
    await pay(30);
    await settle(roundId, 200);
    await pay(5);
    expect(await money()).toEqual([1000 - 150 + 235, 0]);
    expect(await correct(roundId)).toMatchObject({ balance: gbp(1000) });
    expect(await revenue()).toBe(0);
  });

  it('takes nothing more after it: no stake, no payout, no rollback and no other end', async () => {
    const roundId = newId();
    const stakeId = await placed(roundId, 100);
    await settle(roundId, 150);
    await correct(roundId);
    await expect(placed(roundId, 10)).rejects.toMatchObject({ code: 'round_over' });
    const late = { playerId, payoutId: newId(), roundId, payout: gbp(5) };
    await expect(house.insist(creditPayout, late)).rejects.toMatchObject({ code: 'round_over' });
    const { results: back } = await house.insist(rollBackStakes, {
      rollbacks: [{ playerId, stakeId, currency, reason: 'no_answer' }],
    });
    const { results: voided } = await house.insist(voidStakes, {
      voids: [{ playerId, roundId, currency, reason: 'round_not_finished' }],
    });
    const { results: settled } = await settle(roundId, 151);
    expect([back, voided, settled].map(([one]) => one?.code)).toEqual(Array(3).fill('round_over'));
    // The same settlement again is the one that was carried out: it moves nothing.
    expect((await settle(roundId, 150)).results[0]?.code).toBe('replayed');
    expect(await money()).toEqual([1000, 0]);
  });

  it('takes a jackpot that it won back into its pot, once, whoever asks for what', async () => {
    const jackpotId = `pot-${newId()}`;
    const pot = (over: Partial<JackpotPlay> = {}): JackpotPlay => ({
      ...{ jackpotId, seed: 500, contributionMillionths: 2_000_000, winId: newId() },
      ...over,
    });
    const potOf = async () =>
      (await house.insist(readJackpots, {})).data.find((each) => each.jackpotId === jackpotId);
    const win = pot({ wins: true });
    const roundId = await played(25, 10, { pot: win });
    expect(await money()).toEqual([1000 - 25 + 10 + 502, 0]);
    expect(await potOf()).toMatchObject({ value: gbp(500) });
    const told = await toldOnce<RoundCorrected>(house.stack.broker, roundCorrected.subject);
    const receipt = await correct(roundId);
    expect(receipt).toMatchObject({ balance: gbp(1000), sessionNet: gbp(0) });
    // What the round put in stays there, as that of every void does.
    expect(await potOf()).toMatchObject({ value: gbp(500 + 502) });
    const fact = await until('it is told', () => told.facts().find((one) => one.roundId === roundId));
    told.stop();
    expect(fact).toMatchObject({ stake: gbp(25), payout: gbp(10), jackpotReturned: gbp(502) });
    const win2 = { playerId, kind: 'jackpot_win' as const, reference: win.winId, currency };
    const reversal = { ...win2, reason: 'mistake', approvalId: newId() };
    await expect(house.insist(reverseTransaction, reversal)).rejects.toMatchObject({
      code: 'nothing_to_reverse',
    });

    const again = pot({ wins: true });
    const second = await played(25, 0, { pot: again });
    await house.insist(reverseTransaction, { ...reversal, reference: again.winId });
    await correct(second);
    expect(await money()).toEqual([1000, 0]);
  });

  it('is refused whole where the balance does not cover what it paid, and leaves no trace', async () => {
    const roundId = await played(100, 400);
    await played(1300, 0);
    const before = await house.view(playerId);
    await expect(correct(roundId)).rejects.toMatchObject({ code: 'insufficient_funds' });
    expect(await house.view(playerId)).toEqual(before);
    // What its own stake gives back covers a part.
    await house.deposit(playerId, 300);
    expect((await correct(roundId)).balance).toEqual(gbp(0));
  });

  it.each(['an unknown round', 'a round that is open', 'a round that was void before', 'a deposit'])(
    'is not %s',
    async (what) => {
      const roundId = newId();
      if (what.includes('open') || what.includes('before')) await placed(roundId, 100);
      if (what.includes('before'))
        await house.insist(voidStakes, { voids: [{ playerId, roundId, currency, reason: 'test' }] });
      if (what === 'a deposit') await house.deposit(playerId, 5, roundId);
      await expect(correct(roundId)).rejects.toMatchObject({ code: 'nothing_to_reverse' });
    },
  );

  it('is one of its own currency and its own player alone', async () => {
    const roundId = await played(100, 0);
    await house.wallet.database.admin.query('SELECT open_account($1, $2)', [playerId, 'EUR']);
    await expect(correct(roundId, { currency: 'EUR' })).rejects.toMatchObject({ code: 'other_currency' });
    const other = { playerId: await house.player() };
    await expect(correct(roundId, other)).rejects.toMatchObject({ code: 'nothing_to_reverse' });
  });

  it('is corrected once: again by its approval it is the same, by another it is refused', async () => {
    const roundId = await played(100, 250);
    const approvalId = newId();
    const first = await correct(roundId, { approvalId });
    expect(await correct(roundId, { approvalId, reason: 'wrong_payout' })).toEqual({
      ...first,
      replayed: true,
    });
    await expect(correct(roundId)).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    expect((await house.view(playerId)).version).toBe(first.version);
  });

  it('is corrected once when two approvals are carried out at once, many times each', async () => {
    const roundId = await played(100, 250);
    const approvals = [newId(), newId()];
    const answers = await Promise.allSettled(
      Array.from({ length: 16 }, (_, n) => correct(roundId, { approvalId: approvals[n % 2] ?? '' })),
    );
    const done = answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(new Set(done.map(({ transactionId }) => transactionId)).size).toBe(1);
    expect(done).toHaveLength(8);
    expect(await money()).toEqual([1000, 0]);
  });

  it('is corrected in the batch in which it is played, each seeing what came before', async () => {
    const wrong = round(playerId, 100, 30);
    const correction = {
      ...{ playerId, roundId: wrong.roundId, currency, reason: 'game_fault' as const, approvalId: newId() },
    };
    const other = { ...correction, approvalId: newId() };
    const { results } = await house.insist(carryOut, {
      commands: [
        { round: wrong },
        { correction },
        { correction: other },
        { round: round(playerId, 1000, 0) },
      ],
    });
    expect(results.map(({ code }) => code)).toEqual(['done', 'done', 'idempotency_key_reused', 'done']);
    expect(await money()).toEqual([0, 0]);
  });

  it('only says what it would do in a dry run', async () => {
    const roundId = await played(100, 250);
    expect(await correct(roundId, { dryRun: true })).toMatchObject({ balance: gbp(1000) });
    expect(await money()).toEqual([1150, 0]);
  });

  it('makes room under limits of stakes and losses, of periods and of windows', async () => {
    const limit = (kind: 'stake' | 'loss') => ({ kind, period: 'day' as const, amount: gbp(100) });
    const windows = [{ kind: 'loss' as const, window: 'rolling_day' as const, amount: gbp(100) }];
    await house.controls(playerId, { limits: [limit('stake'), limit('loss')], windows });
    const roundId = await played(100, 0);
    await expect(played(1, 0)).rejects.toMatchObject({ code: 'stake_limit_reached' });
    await correct(roundId);
    const next = newId();
    await placed(next, 100);
    await settle(next, 40);
    await expect(played(1, 0)).rejects.toMatchObject({ code: 'stake_limit_reached' });
    await correct(next);
    await played(100, 0);
  });

  it('goes on for a player who is blocked and an account that is frozen', async () => {
    const roundId = await played(100, 0);
    await house.controls(playerId, { blocks: [{ scope: 'all', reason: 'self_exclusion' }] });
    await house.wallet.database.admin.query(`SELECT freeze_account($1, 'GBP', 'C3', 'of a test')`, [
      playerId,
    ]);
    expect((await correct(roundId)).balance).toEqual(gbp(1000));
    await house.wallet.database.admin.query(`SELECT release_account($1, 'GBP', uuidv7(), 'of a test')`, [
      playerId,
    ]);
  });

  it('is told with what it undid, and linked to the transaction that it corrects', async () => {
    const told = await toldOnce<RoundCorrected>(house.stack.broker, roundCorrected.subject);
    await bonus(500);
    const roundId = await played(1200, 600);
    const { data } = await house.insist(listTransactions, { playerId, limit: 1 });
    const approvalId = newId();
    const { transactionId } = await correct(roundId, { approvalId, reason: 'wrong_payout' });
    const fact = await until('it is told', () => told.facts().find((one) => one.roundId === roundId));
    told.stop();
    expect(fact).toMatchObject({
      ...{ playerId, transactionId, approvalId, reason: 'wrong_payout', freeRound: false },
      ...{
        corrects: data[0]?.transactionId,
        correctsVersion: data[0]?.version,
        settledAt: data[0]?.recordedAt,
      },
      ...{ gameId: 'test-game', stake: gbp(1200), stakeFromBonus: gbp(200), payout: gbp(600) },
      ...{
        cashChange: gbp(500),
        bonusChange: gbp(100),
        bonusCost: gbp(0),
        balance: gbp(1000),
        bonus: gbp(500),
      },
    });
    const rows: unknown[] = await house.wallet.database.admin.query(
      `SELECT approval_id FROM journal WHERE transaction_id = $1`,
      [transactionId],
    );
    expect(rows).toEqual([{ approval_id: approvalId }]);
  });
});
