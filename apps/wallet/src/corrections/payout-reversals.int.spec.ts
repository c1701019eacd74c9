import {
  type BalanceCorrected,
  balanceCorrected,
  carryOut,
  convertBonus,
  correctRound,
  creditPayout,
  forfeitBonus,
  grantBonus,
  type LedgerReceipt,
  listTransactions,
  placeStake,
  readSessionNet,
  reverseTransaction,
  type ReverseTransaction,
  rollBackStakes,
  settleStakes,
  voidStakes,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { toldOnce, until } from '@croupier/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { gbp, House, round, stake } from '../../test/house.js';

const currency = 'GBP' as const;

describe('what a round paid and is taken back', () => {
  let house: House;
  let playerId: string;
  let roundId: string;

  beforeAll(async () => {
    house = await House.open();
  });

  afterAll(async () => expect(await house.close()).toEqual([]));

  beforeEach(async () => {
    playerId = await house.player();
    roundId = newId();
  });

  const reverse = (
    kind: 'payout' | 'settlement',
    reference: string,
    over: Partial<ReverseTransaction> = {},
  ): Promise<LedgerReceipt> =>
    house.insist(reverseTransaction, {
      ...{ playerId, kind, reference, currency, reason: 'wrong_payout', approvalId: newId() },
      ...over,
    });

  const place = (amount: number) => house.insist(placeStake, stake(playerId, roundId, amount));

  async function pay(amount: number): Promise<string> {
    const payoutId = newId();
    await house.insist(creditPayout, { playerId, payoutId, roundId, payout: gbp(amount) });
    return payoutId;
  }

  const settle = (payout: number) =>
    house.insist(settleStakes, {
      settlements: [{ playerId, roundId, payout: gbp(payout), outcome: { pocket: 7 } }],
    });

  const money = async (): Promise<[cash: number, bonus: number, inPlay: number]> => {
    const { cash, bonus, inPlay } = await house.view(playerId);
    return [cash, bonus, inPlay];
  };

  it('before its end, at its end and after it goes back to the house, and the stakes stay where they are', async () => {
    await place(100);
    const open = await pay(30);
    await reverse('payout', open);
    expect(await money()).toEqual([900, 0, 100]);
    await settle(200);
    const late = await pay(5);
    expect(await reverse('settlement', roundId)).toMatchObject({ balance: gbp(905), sessionNet: gbp(-95) });
    await reverse('payout', late);
    expect(await money()).toEqual([900, 0, 0]);
    expect(await house.account(playerId, 'game_revenue')).toBe(100);
    const { gameSessionId } = stake(playerId, roundId, 1);
    expect(await house.insist(readSessionNet, { playerId, gameSessionId, currency })).toMatchObject({
      net: gbp(-100),
    });
    const { data } = await house.insist(listTransactions, { playerId, kind: 'reversal' });
    expect(
      data.map(({ reference, change, payout, stake: staked }) => [
        reference,
        change.amount,
        payout?.amount,
        staked,
      ]),
    ).toEqual([
      [late, -5, 5, undefined],
      [roundId, -200, 200, undefined],
      [open, -30, 30, undefined],
    ]);
  });

  it('is told with its round, for figures and histories', async () => {
    await place(100);
    await settle(200);
    const told = await toldOnce<BalanceCorrected>(house.stack.broker, balanceCorrected.subject);
    await reverse('settlement', roundId);
    const fact = await until('it is told', () => told.facts().find((one) => one.reference === roundId));
    told.stop();
    expect(fact).toMatchObject({
      ...{ correction: 'reversal', reversed: 'settlement', roundId, gameId: 'test-table' },
      ...{ payout: gbp(200), cashChange: gbp(-200), bonusChange: gbp(0), bonusCost: gbp(0) },
      startedAt: expect.any(String) as unknown,
      gameSessionId: expect.any(String) as unknown,
    });
  });

  describe('of a stake that had bonus money in it', () => {
    let awardId: string;

    /** Half of the stake, and of what it paid, is bonus money. */
    beforeEach(async () => {
      await house.insist(placeStake, stake(playerId, newId(), 900));
      awardId = newId();
      await house.insist(grantBonus, { playerId, awardId, amount: gbp(300), maximumStake: gbp(1000) });
      await place(200);
    });

    const held = async (): Promise<number[]> => (await money()).slice(0, 2);

    it.each(['payout', 'settlement'] as const)('is taken back as it was split: a %s', async (kind) => {
      const id = kind === 'payout' ? await pay(61) : (await settle(61), roundId);
      expect(await held()).toEqual([31, 230]);
      await reverse(kind, id);
      expect(await held()).toEqual([0, 200]);
      expect(await house.account(playerId, 'bonus_cost')).toBe(-300);
    });

    it('is cash once that has become cash', async () => {
      await settle(61);
      await house.insist(convertBonus, { playerId, awardId });
      expect(await held()).toEqual([261, 0]);
      await reverse('settlement', roundId);
      expect(await held()).toEqual([200, 0]);
    });

    it('is the house’s already where the house took that back', async () => {
      await settle(61);
      await house.insist(forfeitBonus, { playerId, awardId, reason: 'expired' });
      expect(await held()).toEqual([31, 0]);
      await reverse('settlement', roundId);
      expect(await held()).toEqual([0, 0]);
      // Had it not been paid, 200 would have gone back.
      expect(await house.account(playerId, 'bonus_cost')).toBe(-300 + 200);
    });

    it('is refused whole where cash covers its part, and bonus money does not', async () => {
      await settle(300);
      await house.deposit(playerId, 500);
      await house.insist(placeStake, stake(playerId, newId(), 500 + 150 + 250));
      await house.deposit(playerId, 500);
      expect(await held()).toEqual([500, 100]);
      await expect(reverse('settlement', roundId)).rejects.toMatchObject({ code: 'insufficient_funds' });
      expect(await held()).toEqual([500, 100]);
    });
  });

  it('is refused whole where the cash does not cover it, whatever is in play or asked for', async () => {
    await place(100);
    await settle(300);
    await house.insist(placeStake, stake(playerId, newId(), 901));
    const before = await house.view(playerId);
    await expect(reverse('settlement', roundId)).rejects.toMatchObject({ code: 'insufficient_funds' });
    expect(await house.view(playerId)).toEqual(before);
    await house.deposit(playerId, 1);
    expect((await reverse('settlement', roundId)).balance).toEqual(gbp(0));
  });

  it('counts as lost again in the periods that are present, and in windows', async () => {
    for (const controls of [
      { limits: [{ kind: 'loss' as const, period: 'day' as const, amount: gbp(150) }] },
      { windows: [{ kind: 'loss' as const, window: 'rolling_day' as const, amount: gbp(150) }] },
      { windows: [{ kind: 'loss' as const, window: 'game_session' as const, amount: gbp(150) }] },
    ]) {
      playerId = await house.player();
      roundId = newId();
      await house.controls(playerId, controls);
      await place(100);
      await settle(100);
      await reverse('settlement', roundId);
      await expect(house.insist(placeStake, stake(playerId, newId(), 51))).rejects.toMatchObject({
        code: 'loss_limit_reached',
      });
      await house.insist(placeStake, stake(playerId, newId(), 50));
    }
  });

  it('is taken back once: again by its approval it is the same, by another it is refused', async () => {
    await place(100);
    const payoutId = await pay(30);
    const approvalId = newId();
    const first = await reverse('payout', payoutId, { approvalId });
    expect(await reverse('payout', payoutId, { approvalId })).toEqual({ ...first, replayed: true });
    await expect(reverse('payout', payoutId)).rejects.toMatchObject({ code: 'idempotency_key_reused' });
  });

  it('leaves a round that has paid: its stakes are not voided or taken back', async () => {
    const placed = stake(playerId, roundId, 100);
    await house.insist(placeStake, placed);
    await reverse('payout', await pay(30));
    const { results: voided } = await house.insist(voidStakes, {
      voids: [{ playerId, roundId, currency, reason: 'test' }],
    });
    const { results: back } = await house.insist(rollBackStakes, {
      rollbacks: [{ playerId, stakeId: placed.stakeId, currency, reason: 'test' }],
    });
    expect([voided[0]?.code, back[0]?.code]).toEqual(['round_over', 'round_over']);
  });

  it('is out of what a void of the round takes back, and nothing is left of it after one', async () => {
    const correction = { playerId, roundId, currency, reason: 'game_fault' as const };
    await place(100);
    const [open, kept] = [await pay(30), await pay(4)];
    await settle(200);
    await reverse('payout', open);
    await reverse('settlement', roundId);
    expect(await money()).toEqual([904, 0, 0]);
    await house.insist(correctRound, { ...correction, approvalId: newId() });
    expect(await money()).toEqual([1000, 0, 0]);
    for (const [kind, id] of [
      ['payout', kept],
      ['settlement', roundId],
    ] as const) {
      const again = reverse(kind, id);
      await expect(again).rejects.toMatchObject({
        code: id === kept ? 'nothing_to_reverse' : 'idempotency_key_reused',
      });
    }
    expect(await house.account(playerId, 'game_revenue')).toBe(0);

    roundId = newId();
    await place(100);
    await settle(200);
    await house.insist(correctRound, { ...correction, roundId, approvalId: newId() });
    await expect(reverse('settlement', roundId)).rejects.toMatchObject({ code: 'nothing_to_reverse' });
  });

  it.each([
    ...['an unknown round', 'a round that was void', 'an instant round', 'an unknown payout'],
    'a round that paid nothing',
  ])('is not %s', async (what) => {
    if (what === 'a round that was void') {
      await place(100);
      await house.insist(voidStakes, { voids: [{ playerId, roundId, currency, reason: 'test' }] });
    }
    if (what === 'a round that paid nothing') {
      await place(100);
      await settle(0);
    }
    if (what === 'an instant round')
      await house.insist(carryOut, { commands: [{ round: round(playerId, 10, 30, { roundId }) }] });
    const kind = what.endsWith('payout') ? 'payout' : 'settlement';
    await expect(reverse(kind, roundId)).rejects.toMatchObject({ code: 'nothing_to_reverse' });
  });

  it('is one of its own currency and its own player alone', async () => {
    await place(100);
    const payoutId = await pay(30);
    await house.wallet.database.admin.query('SELECT open_account($1, $2)', [playerId, 'EUR']);
    const foreign = reverse('payout', payoutId, { currency: 'EUR' });
    await expect(foreign).rejects.toMatchObject({ code: 'other_currency' });
    const other = reverse('payout', payoutId, { playerId: await house.player() });
    await expect(other).rejects.toMatchObject({ code: 'nothing_to_reverse' });
  });

  it('is taken back in the batch in which it is paid, each seeing what came before', async () => {
    const payoutId = newId();
    const back = { playerId, currency, reason: 'wrong_payout', approvalId: newId() };
    const { results } = await house.insist(carryOut, {
      commands: [
        { stake: stake(playerId, roundId, 1000) },
        { payout: { playerId, payoutId, roundId, payout: gbp(30) } },
        { reversal: { ...back, kind: 'payout', reference: payoutId } },
        { settlement: { playerId, roundId, payout: gbp(50), outcome: {} } },
        { reversal: { ...back, kind: 'settlement', reference: roundId } },
        { stake: stake(playerId, newId(), 1) },
      ],
    });
    expect(results.map(({ code }) => code)).toEqual([...Array<string>(5).fill('done'), 'insufficient_funds']);
    expect(await money()).toEqual([0, 0, 0]);
  });

  it('is taken back of a player who is frozen or blocked, and only said in a dry run', async () => {
    await place(100);
    const payoutId = await pay(30);
    expect(await reverse('payout', payoutId, { dryRun: true })).toMatchObject({ balance: gbp(900) });
    expect((await money())[0]).toBe(930);
    await house.controls(playerId, { blocks: [{ scope: 'all', reason: 'self_exclusion' }] });
    await house.wallet.database.admin.query(`UPDATE accounts SET frozen_at = now() WHERE player_id = $1`, [
      playerId,
    ]);
    expect(await reverse('payout', payoutId)).toMatchObject({ balance: gbp(900) });
  });
});
