import {
  adjustBalance,
  carryOut,
  type CommandResult,
  creditPayout,
  creditWin,
  forfeitBonus,
  grantBonus,
  grantFreeRounds,
  type LedgerCommand,
  openAccount,
  placeStake,
  readWallet,
  reverseTransaction,
  rollBackStakes,
  type RollbackResult,
  settleRound,
  settleStakes,
  voidStakes,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { gbp, House, round, stake } from '../../test/house.js';

/** The cases of docs/wallet.md by their numbers: what game servers send when something goes wrong at their side. */
describe('tricky cases of seamless wallets', () => {
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

  const bet = (amount: number, over = {}) => house.insist(placeStake, stake(playerId, roundId, amount, over));
  const pay = (amount: number, over = {}) =>
    house.insist(creditPayout, { playerId, payoutId: newId(), roundId, payout: gbp(amount), ...over });
  const settle = async (payout: number): Promise<string | undefined> => {
    const settlements = [{ playerId, roundId, payout: gbp(payout), outcome: {} }];
    return (await house.insist(settleStakes, { settlements })).results[0]?.code;
  };
  const annul = async (): Promise<string | undefined> => {
    const voids = [{ playerId, roundId, currency: 'GBP', reason: 'x' }];
    return (await house.insist(voidStakes, { voids })).results[0]?.code;
  };
  const takeBack = async (...stakeIds: string[]): Promise<RollbackResult[]> => {
    const rollbacks = stakeIds.map((stakeId) => ({
      playerId,
      stakeId,
      currency: 'GBP' as const,
      reason: 'no_answer',
    }));
    return (await house.insist(rollBackStakes, { rollbacks })).results;
  };
  const codes = (results: { code: string }[]): string[] => results.map(({ code }) => code);
  const batch = async (...commands: LedgerCommand[]): Promise<CommandResult[]> =>
    (await house.insist(carryOut, { commands })).results;
  const cash = async (): Promise<number> => (await house.view(playerId)).cash;
  const grant = async (amount: number): Promise<string> => {
    const awardId = newId();
    await house.insist(grantBonus, { playerId, awardId, amount: gbp(amount), maximumStake: gbp(5000) });
    return awardId;
  };

  it('T1, T3: a stake that is sent many times, also at once, is taken once and answered alike', async () => {
    const once = stake(playerId, roundId, 100);
    const answers = await Promise.all(Array.from({ length: 50 }, () => house.insist(placeStake, once)));
    expect(new Set(answers.map(({ transactionId }) => transactionId)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await cash()).toBe(900);
  });

  it.each([
    ['amount', { stake: gbp(101) }],
    ['round', { roundId: newId() }],
    ['game', { gameId: 'another-table' }],
    ['game session', { gameSessionId: newId() }],
  ])('T2: the same stake with another %s is a conflict, and nothing moves', async (_, changed) => {
    const once = stake(playerId, roundId, 100);
    await house.insist(placeStake, once);
    const altered = house.insist(placeStake, { ...once, ...changed });
    await expect(altered).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    expect(await house.view(playerId)).toMatchObject({ cash: 900, version: 2 });
  });

  it('T2: the same ids of another player are another stake', async () => {
    const once = stake(playerId, roundId, 100);
    await house.insist(placeStake, once);
    const other = await house.player(500);
    expect(await house.insist(placeStake, { ...once, playerId: other })).toMatchObject({ replayed: false });
  });

  it('T4, T5: a rollback that comes first is remembered, moves nothing and refuses the stake for ever', async () => {
    const late = stake(playerId, roundId, 100);
    const [noted] = await takeBack(late.stakeId);
    expect(noted).toMatchObject({ code: 'noted', refund: gbp(0) });
    for (let n = 0; n < 3; n += 1)
      await expect(house.insist(placeStake, late)).rejects.toMatchObject({ code: 'stake_rolled_back' });
    expect(await house.view(playerId)).toMatchObject({ cash: 1000, inPlay: 0, version: 2 });
  });

  it('T5: a stake that was taken back is not taken for one that stands when it is repeated', async () => {
    const once = stake(playerId, roundId, 100);
    await house.insist(placeStake, once);
    expect(codes(await takeBack(once.stakeId))).toEqual(['done']);
    await expect(house.insist(placeStake, once)).rejects.toMatchObject({ code: 'stake_rolled_back' });
    expect(await cash()).toBe(1000);
  });

  it('T4, T5: stake and rollback at once end with the money back, whichever was first', async () => {
    const pairs = Array.from({ length: 40 }, () => stake(playerId, newId(), 10));
    await Promise.all(
      pairs.flatMap((one, n) => {
        const both = [
          () =>
            house
              .insist(placeStake, one)
              .catch((error: unknown) => expect(error).toMatchObject({ code: 'stake_rolled_back' })),
          () => takeBack(one.stakeId),
        ];
        return (n % 2 === 0 ? both : both.reverse()).map((send) => send());
      }),
    );
    expect(await house.view(playerId)).toMatchObject({ cash: 1000, inPlay: 0 });
  });

  it('T6: a rollback that is repeated gives nothing back again', async () => {
    const { stakeId } = { ...stake(playerId, roundId, 100) };
    await bet(100, { stakeId });
    expect(codes([...(await takeBack(stakeId)), ...(await takeBack(stakeId))])).toEqual(['done', 'replayed']);
    expect(codes(await takeBack(stakeId, stakeId))).toEqual(['replayed', 'replayed']);
    expect(await cash()).toBe(1000);
  });

  it.each([
    ['settled', () => settle(0)],
    ['voided', () => annul()],
    ['paid', () => pay(0)],
  ])('T7: a stake of a round that was %s is not taken back', async (_, end) => {
    const stakeId = newId();
    await bet(100, { stakeId });
    await end();
    const before = await house.view(playerId);
    expect(codes(await takeBack(stakeId))).toEqual(['round_over']);
    expect(await house.view(playerId)).toEqual(before);
  });

  it('T8: a rollback of a stake that was refused is noted', async () => {
    const stakeId = newId();
    await expect(bet(1001, { stakeId })).rejects.toMatchObject({ code: 'insufficient_funds' });
    expect(codes(await takeBack(stakeId))).toEqual(['noted']);
  });

  it('T9: of several stakes in a round one is taken back, by its own amount', async () => {
    const stakeId = newId();
    await bet(100);
    await bet(30, { stakeId });
    await bet(7);
    const [result] = await takeBack(stakeId);
    expect(result).toMatchObject({ code: 'done', refund: gbp(30) });
    expect(await house.view(playerId)).toMatchObject({ cash: 893, inPlay: 107 });
    expect(await settle(107)).toBe('done');
    expect(await house.account(playerId, 'game_revenue')).toBe(0);
  });

  it('T10, T13, T14, T35: rollbacks and payouts pass for a player who may not play any more', async () => {
    const stakeId = newId();
    await bet(100);
    await bet(50, { stakeId });
    const limits = (['stake', 'loss'] as const).map((kind) => ({
      kind,
      period: 'day' as const,
      amount: gbp(0),
    }));
    await house.controls(playerId, { limits, blocks: [{ scope: 'all', reason: 'self_exclusion' }] });
    await house.wallet.database.admin.query(`UPDATE accounts SET frozen_at = now() WHERE player_id = $1`, [
      playerId,
    ]);
    expect(codes(await takeBack(stakeId))).toEqual(['done']);
    await pay(40);
    expect(await settle(300)).toBe('done');
    expect(await cash()).toBe(1240);
    await expect(bet(1)).rejects.toMatchObject({ code: 'play_blocked' });
  });

  it('T11: a payout without a stake is refused; prizes and jackpots need none', async () => {
    await expect(pay(100)).rejects.toMatchObject({ code: 'no_stake' });
    expect(await settle(100)).toBe('no_stake');
    const win = { playerId, winId: newId(), amount: gbp(70), reason: 'friday-draw' };
    await house.insist(creditWin, win);
    expect(await house.insist(creditWin, win)).toMatchObject({ replayed: true });
    await house.insist(creditWin, { ...win, winId: newId(), jackpotId: 'lantern-grand' });
    expect(await cash()).toBe(1140);
    expect(await house.account(playerId, 'bonus_cost')).toBe(-70);
    expect(await house.account(playerId, 'jackpot_liability:lantern-grand')).toBe(-70);
  });

  it('T12: nothing is paid on a stake that was taken back', async () => {
    const stakeId = newId();
    await bet(100, { stakeId });
    await takeBack(stakeId);
    await expect(pay(500)).rejects.toMatchObject({ code: 'no_stake' });
    expect(await settle(500)).toBe('no_stake');
    expect(await cash()).toBe(1000);
  });

  it('T15, T16: a round pays many times, also nothing, until it is ended', async () => {
    await bet(100);
    const twice = { playerId, payoutId: newId(), roundId, payout: gbp(60) };
    await house.insist(creditPayout, twice);
    expect(await house.insist(creditPayout, twice)).toMatchObject({ replayed: true, payout: gbp(60) });
    await expect(pay(61, { payoutId: twice.payoutId })).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
    await pay(0);
    await pay(5);
    expect(await house.view(playerId)).toMatchObject({ cash: 965, inPlay: 100 });
    expect([await annul(), await settle(0)]).toEqual(['round_over', 'done']);
    expect(await house.view(playerId)).toMatchObject({ cash: 965, inPlay: 0 });
    expect(await house.account(playerId, 'game_revenue')).toBe(35);
  });

  it('T17, T18: a round that is over takes no stake, and still pays what comes late', async () => {
    await bet(100);
    await settle(10);
    await expect(bet(1)).rejects.toMatchObject({ code: 'round_over' });
    await pay(25);
    expect(await cash()).toBe(935);
    const voided = (roundId = newId());
    await bet(10);
    await annul();
    await expect(pay(25, { roundId: voided })).rejects.toMatchObject({ code: 'round_over' });
  });

  it('T20: a command whose answer was lost is known when it is sent again', async () => {
    const once = stake(playerId, roundId, 100);
    const { transactionId } = await house.insist(placeStake, once);
    // Whoever gives up at once may have been heard: what is sent again tells.
    const impatient = house.stack.bus.ask(placeStake, once, { deadlineMs: 1 }).catch(() => undefined);
    const fresh = stake(playerId, roundId, 50);
    await house.stack.bus.ask(placeStake, fresh, { deadlineMs: 1 }).catch(() => undefined);
    await impatient;
    expect(await house.insist(placeStake, once)).toMatchObject({ transactionId, replayed: true });
    await house.insist(placeStake, fresh);
    expect(await house.view(playerId)).toMatchObject({ cash: 850, version: 3 });
  });

  it('T22: a win never pays for its own stake', async () => {
    const both = house.insist(settleRound, round(playerId, 1001, 5000));
    await expect(both).rejects.toMatchObject({ code: 'insufficient_funds' });
  });

  it('T23: a batch with a repeat, a new command and a refused one answers each, in one commit', async () => {
    const known = stake(playerId, roundId, 100);
    await house.insist(placeStake, known);
    const next = stake(playerId, roundId, 50);
    const payout = { playerId, payoutId: newId(), roundId, payout: gbp(20) };
    const settlement = { playerId, roundId, payout: gbp(0), outcome: {} };
    const results = await batch(
      { stake: known },
      { stake: next },
      { stake: stake(playerId, roundId, 5000) },
      { payout },
      { settlement },
      { stake: stake(playerId, roundId, 1) },
    );
    expect(codes(results)).toEqual(['replayed', 'done', 'insufficient_funds', 'done', 'done', 'round_over']);
    expect(await house.view(playerId)).toMatchObject({ cash: 870, inPlay: 0 });
  });

  it('T24: a list of rollbacks takes back what is known and notes what is not', async () => {
    const [known, unknown] = [newId(), newId()];
    await bet(100, { stakeId: known });
    expect(codes(await takeBack(known, unknown))).toEqual(['done', 'noted']);
    await expect(bet(1, { stakeId: unknown })).rejects.toMatchObject({ code: 'stake_rolled_back' });
  });

  it('T25: what would leave less than nothing is refused, and says so', async () => {
    const depositId = newId();
    await house.deposit(playerId, 500, depositId);
    await bet(1200);
    const reversal = { playerId, kind: 'deposit' as const, reference: depositId, currency: 'GBP' as const };
    const wanted = house.insist(reverseTransaction, {
      ...reversal,
      reason: 'chargeback',
      approvalId: newId(),
    });
    await expect(wanted).rejects.toMatchObject({ code: 'insufficient_funds' });
  });

  it('T26: a stake, a payout and a rollback keep to the currency of the account', async () => {
    const stakeId = newId();
    await expect(bet(1, { stake: { amount: 1, currency: 'EUR' } })).rejects.toMatchObject({
      code: 'no_account',
    });
    await house.insist(openAccount, { playerId, currency: 'EUR' });
    await bet(100, { stakeId });
    await expect(pay(5, { payout: { amount: 5, currency: 'EUR' } })).rejects.toMatchObject({
      code: 'other_currency',
    });
    const foreign = { playerId, stakeId, currency: 'EUR' as const, reason: 'x' };
    expect(codes((await house.insist(rollBackStakes, { rollbacks: [foreign] })).results)).toEqual([
      'other_currency',
    ]);
    const mixed = round(playerId, 10, 0, { payout: { amount: 10, currency: 'EUR' } });
    await expect(house.insist(settleRound, mixed)).rejects.toMatchObject({ field: 'payout.currency' });
    expect(codes(await takeBack(stakeId))).toEqual(['done']);
  });

  it('T28: a limit that is reached refuses the next stake of a round, never its settlement', async () => {
    await house.controls(playerId, { limits: [{ kind: 'stake', period: 'day', amount: gbp(100) }] });
    await bet(100);
    await expect(bet(1)).rejects.toMatchObject({ code: 'stake_limit_reached' });
    expect(await settle(300)).toBe('done');
  });

  it('T28: a stake that was taken back counts against no limit', async () => {
    await house.controls(playerId, { limits: [{ kind: 'loss', period: 'day', amount: gbp(100) }] });
    const stakeId = newId();
    await bet(100, { stakeId });
    await takeBack(stakeId);
    await bet(100);
    await expect(bet(1)).rejects.toMatchObject({ code: 'loss_limit_reached' });
  });

  it('T29: free rounds that are used up refuse the next one, and what they won is bonus money', async () => {
    const awardId = newId();
    const free = { gameId: 'test-game', rounds: 1, stake: gbp(10), maximumStake: gbp(100) };
    await house.insist(grantFreeRounds, { playerId, awardId, ...free });
    await house.insist(settleRound, round(playerId, 10, 35, { awardId }));
    const next = house.insist(settleRound, round(playerId, 10, 35, { awardId }));
    await expect(next).rejects.toMatchObject({ code: 'no_free_round' });
    expect(await house.view(playerId)).toMatchObject({ cash: 1000, bonus: 35 });
  });

  it('T30: a share that its caller counts is put aside for a jackpot in whole minor units, out of the revenue; a part of one is refused', async () => {
    const jackpot = { jackpotId: 'lantern-grand', amount: gbp(3) };
    await house.insist(settleRound, round(playerId, 100, 20, { jackpot }));
    expect(await house.account(playerId, 'jackpot_liability:lantern-grand')).toBe(3);
    expect(await house.account(playerId, 'game_revenue')).toBe(77);
    const half = round(playerId, 100, 0, { jackpot: { ...jackpot, amount: gbp(0.5) } });
    await expect(house.insist(settleRound, half)).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('T32: keys do not age', async () => {
    const once = stake(playerId, roundId, 100);
    await house.insist(placeStake, once);
    await house.wallet.database.admin.query('SET session_replication_role = replica');
    for (const table of ['journal', 'known_commands'])
      await house.wallet.database.admin.query(
        `UPDATE ${table} SET recorded_at = recorded_at - interval '400 days' WHERE player_id = $1 AND source = 'stake'`,
        [playerId],
      );
    await house.wallet.database.admin.query('SET session_replication_role = origin');
    expect(await house.insist(placeStake, once)).toMatchObject({ replayed: true });
    expect(codes(await takeBack(once.stakeId))).toEqual(['done']);
    expect(await cash()).toBe(1000);
  });

  it('T34: a stake of cash and bonus money goes back as it was split', async () => {
    await grant(500);
    const stakeId = newId();
    await bet(900);
    await bet(300, { stakeId });
    const [result] = await takeBack(stakeId);
    expect(result).toMatchObject({ code: 'done', refund: gbp(300), refundToBonus: gbp(200) });
    expect(await house.view(playerId)).toMatchObject({ cash: 100, bonus: 500, inPlay: 900 });
  });

  it('T34: an award waits for its stakes, and a payout after its end is cash', async () => {
    const awardId = await grant(500);
    await bet(1200);
    const end = { playerId, awardId, reason: 'player' as const };
    await expect(house.insist(forfeitBonus, end)).rejects.toMatchObject({ code: 'stakes_in_play' });
    await settle(0);
    await house.insist(forfeitBonus, end);
    await grant(100);
    expect(await pay(60)).toMatchObject({ payout: gbp(60), payoutToBonus: gbp(0) });
    expect(await house.view(playerId)).toMatchObject({ cash: 60, bonus: 100 });
  });

  it.each([0, -1, 0.5, 2 ** 53, '100'])(
    'T36, T38: a stake of %p is refused and leaves no trace',
    async (amount) => {
      const odd = stake(playerId, roundId, 1, { stake: { amount, currency: 'GBP' } as never });
      await expect(house.insist(placeStake, odd)).rejects.toMatchObject({ code: 'invalid_request' });
      expect((await house.view(playerId)).version).toBe(1);
    },
  );

  it('an adjustment is carried out once, and undone once', async () => {
    const approvalId = newId();
    const adjustment = {
      playerId,
      approvalId,
      amount: { amount: -300, currency: 'GBP' as const },
      reason: 'error',
    };
    await house.insist(adjustBalance, adjustment);
    expect(await house.insist(adjustBalance, adjustment)).toMatchObject({ replayed: true });
    const reversal = {
      playerId,
      kind: 'adjustment' as const,
      reference: approvalId,
      currency: 'GBP' as const,
      reason: 'error',
    };
    const undo = { ...reversal, approvalId: newId() };
    await house.insist(reverseTransaction, undo);
    expect(await house.insist(reverseTransaction, undo)).toMatchObject({ replayed: true });
    const again = house.insist(reverseTransaction, { ...undo, approvalId: newId() });
    await expect(again).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    expect((await house.insist(readWallet, { playerId })).cash).toEqual(gbp(1000));
    expect(await house.account(playerId, 'adjustments')).toBe(0);
  });
});
