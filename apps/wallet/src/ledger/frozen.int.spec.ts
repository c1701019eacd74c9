import { checkLedger } from '@croupier/testing';
import { newId } from '@croupier/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LedgerBench } from '../../test/ledger-bench.js';
import { type Step } from '../../test/steps.js';

const at = '2026-11-29T12:00:00.000Z';
const [roundId, awardId, approvalId] = [newId(), newId(), newId()];
const game = { gameId: 'a-game', gameSessionId: newId() };

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

describe('a frozen account', () => {
  let bench: LedgerBench;
  let playerId: string;

  beforeAll(async () => {
    bench = await LedgerBench.open();
    ({ playerId } = await bench.player(false));
    const before = [
      step('deposit', 'deposit', money(1000)),
      step('stake', 'stake', { movement: { ...game, stake: 100, roundId } }),
      step('withdrawal_hold', 'withdrawal_hold', money(-100, 100)),
      step('bonus_grant', 'award', {
        movement: { awardId, amount: 50, maximumStake: 100 },
        externalId: awardId,
      }),
    ];
    const answers = await bench.oneByOne(playerId, before);
    expect(answers.map(({ verdict }) => verdict)).toEqual(before.map(() => 'posted'));
    await bench.rows('UPDATE accounts SET frozen_at = clock_timestamp() WHERE player_id = $1', playerId);
  });

  afterAll(async () => {
    expect(await checkLedger(bench.database.admin)).toEqual([]);
    await bench.close();
  });

  const verdictOf = async (one: Step): Promise<string | undefined> =>
    (await bench.oneByOne(playerId, [one]))[0]?.verdict;

  it.each([
    step('round', 'round', { movement: { ...game, stake: 1, payout: 0, minimumCycleMs: 0 } }),
    step('free_round', 'round', { movement: { ...game, stake: 1, payout: 0, minimumCycleMs: 0, awardId } }),
    step('stake', 'stake', { movement: { ...game, stake: 1, roundId } }),
    step('bonus_grant', 'award', { movement: { awardId: newId(), amount: 1, maximumStake: 1 } }),
    step('free_rounds_grant', 'award', {
      movement: { awardId: newId(), maximumStake: 1, freeRounds: 1, freeStake: 1, gameId: 'a-game' },
    }),
    step('bonus_conversion', 'award_end', { movement: { awardId }, externalId: awardId }),
    step('withdrawal_hold', 'withdrawal_hold', money(-1, 1)),
    step('transfer', 'transfer', { movement: { amount: 1, toBonus: true, approvalId } }),
  ])('refuses a $kind', async (one) => {
    const before = await bench.stored(playerId);
    expect(await verdictOf(one)).toBe('account_frozen');
    expect(await bench.stored(playerId)).toEqual(before);
  });

  it.each([
    step('deposit', 'deposit', money(1)),
    step('settlement', 'round_end', { movement: { payout: 10 }, externalId: roundId }),
    step('payout', 'payout', { movement: { payout: 10, roundId } }),
    step('withdrawal_release', 'withdrawal_end', money(50, -50)),
    step('withdrawal_commit', 'withdrawal_end', money(0, -50)),
    step('adjustment', 'adjustment', { movement: { cashChange: 1, approvalId } as Step['movement'] }),
    step('bonus_forfeit', 'award_end', { movement: { awardId }, externalId: awardId }),
  ])('takes a $kind: the money has moved already, or is the player’s', async (one) => {
    expect(await verdictOf(one)).toBe('posted');
  });
});
