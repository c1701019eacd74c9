import { newId } from '@croupier/kernel';
import { checkLedger } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LedgerBench } from '../../test/ledger-bench.js';
import { type Step } from '../../test/steps.js';

const at = '2026-11-29T12:00:00.000Z';
const approvalId = newId();

type Entries = Record<string, number>;

describe('the entries of what is paid and put right', () => {
  let bench: LedgerBench;

  beforeAll(async () => {
    bench = await LedgerBench.open();
  });

  afterAll(async () => {
    expect(await checkLedger(bench.database.admin)).toEqual([]);
    await bench.close();
  });

  function step(kind: Step['kind'], source: string, over: Partial<Step> = {}): Step {
    return { kind, source, externalId: newId(), at, movement: {}, ...over };
  }

  const money = (cash: number, withdrawing = 0): Partial<Step> => ({
    changes: {
      cashChange: cash,
      withdrawingChange: withdrawing,
      clearingChange: -(cash + withdrawing),
      provider: 'x',
    },
  });

  /** Carries steps out for a new player. @returns the entries of each, by account */
  async function entriesOf(steps: readonly Step[]): Promise<Entries[]> {
    const { playerId } = await bench.player(false);
    const verdicts = (await bench.oneByOne(playerId, steps)).map(({ verdict }) => verdict);
    expect(verdicts).toEqual(steps.map(() => 'posted'));
    const rows = await bench.rows<{ version: string; account: string; amount: string }>(
      `SELECT j.version, e.account, sum(e.amount) AS amount FROM journal j
         LEFT JOIN entries e USING (player_id, transaction_id)
        WHERE player_id = $1 GROUP BY 1, 2`,
      playerId,
    );
    return steps.map((_, place) =>
      Object.fromEntries(
        rows
          .filter(({ version, account }) => Number(version) === place + 1 && account !== null)
          .map(({ account, amount }) => [account, Number(amount)]),
      ),
    );
  }

  const first = step('deposit', 'deposit', money(1000));
  const held = newId();
  const hold = step('withdrawal_hold', 'withdrawal_hold', { ...money(-300, 300), externalId: held });

  it.each([
    { what: 'a deposit', step: first, before: [], undone: 'deposit' },
    {
      what: 'a payout to the bank that came back',
      step: step('withdrawal_commit', 'withdrawal_end', { ...money(0, -300), externalId: held }),
      before: [first, hold],
      undone: 'withdrawal_end',
    },
    {
      what: 'a prize',
      step: step('promo_win', 'win', { movement: { amount: 40 } }),
      before: [],
      undone: 'win',
    },
    {
      what: 'a jackpot',
      step: step('jackpot_win', 'win', { movement: { amount: 70, jackpotId: 'grand' } }),
      before: [],
      undone: 'win',
    },
    {
      what: 'an adjustment',
      step: step('adjustment', 'adjustment', {
        movement: { cashChange: -60, approvalId } as Step['movement'],
      }),
      before: [first],
      undone: 'adjustment',
    },
  ])('a reversal of $what takes every entry back', async ({ step: done, before, undone }) => {
    const reversal = step('reversal', 'reversal', {
      externalId: done.externalId,
      movement: { reversedSource: undone, approvalId },
    });
    const entries = await entriesOf([...before, done, reversal]);
    const [of, back] = [entries.at(-2) ?? {}, entries.at(-1) ?? {}];
    // A payout that came back is playable again, where the payout had ended a hold.
    const { withdrawals_in_flight: ended = 0, ...others } = of;
    const expected = Object.fromEntries(
      Object.entries(others).map(([account, amount]) => [account, -amount]),
    );
    expect(back).toEqual(ended === 0 ? expected : { ...expected, player_cash: -ended });
    expect(Object.keys(of).length).toBeGreaterThan(1);
  });

  it('a payout of a round that is open or settled returns in the proportion of the stake', async () => {
    const [roundId, awardId, gameSessionId] = [newId(), newId(), newId()];
    const entries = await entriesOf([
      step('deposit', 'deposit', money(300)),
      step('bonus_grant', 'award', {
        movement: { awardId, amount: 200, maximumStake: 400 },
        externalId: awardId,
      }),
      step('stake', 'stake', { movement: { stake: 400, roundId, gameId: 'g', gameSessionId } }),
      step('payout', 'payout', { movement: { payout: 101, roundId } }),
      step('settlement', 'round_end', { movement: { payout: 3 }, externalId: roundId }),
      step('payout', 'payout', { movement: { payout: 7, roundId } }),
    ]);
    expect(entries.slice(2)).toEqual([
      { player_cash: -300, player_bonus: -100, stakes_in_play: 400 },
      { player_cash: 76, player_bonus: 25, game_revenue: -101 },
      { player_cash: 3, stakes_in_play: -400, game_revenue: 397 },
      { player_cash: 6, player_bonus: 1, game_revenue: -7 },
    ]);
  });

  it('a stake of as much bonus money as cash is a stake, and the odd unit that it wins is cash', async () => {
    const [roundId, awardId, gameSessionId] = [newId(), newId(), newId()];
    const entries = await entriesOf([
      step('deposit', 'deposit', money(50)),
      step('bonus_grant', 'award', {
        movement: { awardId, amount: 50, maximumStake: 400 },
        externalId: awardId,
      }),
      step('stake', 'stake', { movement: { stake: 100, roundId, gameId: 'g', gameSessionId } }),
      step('payout', 'payout', { movement: { payout: 33, roundId } }),
      step('settlement', 'round_end', { movement: { payout: 101 }, externalId: roundId }),
    ]);
    expect(entries.slice(2)).toEqual([
      { player_cash: -50, player_bonus: -50, stakes_in_play: 100 },
      { player_cash: 17, player_bonus: 16, game_revenue: -33 },
      { player_cash: 51, player_bonus: 50, stakes_in_play: -100, game_revenue: -1 },
    ]);
  });

  it('what moves no bonus money is of no award, although the round or the player has one', async () => {
    const [roundId, awardId, gameSessionId] = [newId(), newId(), newId()];
    const { playerId } = await bench.player(false);
    const stake = (amount: number): Step =>
      step('stake', 'stake', { movement: { stake: amount, roundId, gameId: 'g', gameSessionId } });
    const [cash, bonus] = [stake(50), stake(20)];
    const steps = [
      step('deposit', 'deposit', money(50)),
      step('bonus_grant', 'award', {
        movement: { awardId, amount: 50, maximumStake: 400 },
        externalId: awardId,
      }),
      ...[cash, bonus, step('rollback', 'rollback', { externalId: bonus.externalId })],
      step('rollback', 'rollback', { externalId: cash.externalId }),
      ...[stake(10), step('payout', 'payout', { movement: { payout: 7, roundId } })],
    ];
    await bench.oneByOne(playerId, steps);
    const rows = await bench.rows<{ award_id: string | null }>(
      'SELECT award_id FROM journal WHERE player_id = $1 ORDER BY version',
      playerId,
    );
    expect(rows.map(({ award_id }) => award_id)).toEqual([
      ...[null, awardId, null, awardId, awardId, null],
      ...[null, null],
    ]);
  });

  it('a contribution to a jackpot comes out of the stake, and a transfer moves one kind of money to the other', async () => {
    const [awardId, gameSessionId] = [newId(), newId()];
    const played = { gameId: 'g', gameSessionId, minimumCycleMs: 0 };
    const entries = await entriesOf([
      step('deposit', 'deposit', money(300)),
      step('round', 'round', {
        movement: { ...played, stake: 100, payout: 30, jackpotContribution: 2, jackpotId: 'grand' },
      }),
      step('bonus_grant', 'award', {
        movement: { awardId, amount: 50, maximumStake: 100 },
        externalId: awardId,
      }),
      step('transfer', 'transfer', { movement: { amount: 20, toBonus: true, approvalId } }),
      step('transfer', 'transfer', { movement: { amount: 70, toBonus: false, approvalId } }),
      step('transfer', 'transfer', { movement: { amount: 280, toBonus: true, approvalId } }),
    ]);
    expect(entries.slice(1)).toEqual([
      expect.objectContaining({ player_cash: -70 }),
      { player_bonus: 50, bonus_cost: -50 },
      { player_cash: -20, player_bonus: 20 },
      { player_cash: 70, player_bonus: -70 },
      // To the last penny.
      { player_cash: -280, player_bonus: 280 },
    ]);
    expect(Object.entries(entries[1] ?? {}).filter(([account]) => account.includes('jackpot'))).not.toEqual(
      [],
    );
  });
});
