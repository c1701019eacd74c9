import {
  adjustBalance,
  carryOut,
  commitWithdrawal,
  convertBonus,
  creditDeposit,
  creditPayout,
  creditWin,
  forfeitBonus,
  grantBonus,
  grantFreeRounds,
  holdWithdrawal,
  type LedgerCommand,
  placeStake,
  releaseWithdrawal,
  reverseTransaction,
  rollBackStakes,
  settleRound,
  settleStakes,
  transferMoney,
  voidStakes,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { gbp, House, round, stake } from '../../test/house.js';

describe('batches and dry runs', () => {
  let house: House;
  let playerId: string;
  let rows: unknown;

  beforeAll(async () => {
    house = await House.open();
  });

  afterAll(async () => {
    expect(await house.close()).toEqual([]);
  });

  beforeEach(async () => {
    playerId = await house.player(1000);
  });

  const provider = 'sandbox-psp';
  const [currency, reason] = ['GBP' as const, 'test'];
  const written = (): Promise<unknown> =>
    house.wallet.database.admin.query(`SELECT to_jsonb(a) FROM accounts a WHERE player_id = $1`, [playerId]);

  /** A player in whose account every command finds what it needs. */
  async function prepared(): Promise<
    Record<'award' | 'roundId' | 'stakeId' | 'withdrawalId' | 'depositId', string>
  > {
    const known = {
      award: newId(),
      roundId: newId(),
      stakeId: newId(),
      withdrawalId: newId(),
      depositId: newId(),
    };
    const { award, roundId, stakeId, withdrawalId, depositId } = known;
    await house.deposit(playerId, 500, depositId);
    await house.insist(grantBonus, { playerId, awardId: award, amount: gbp(50), maximumStake: gbp(500) });
    await house.insist(placeStake, stake(playerId, roundId, 100, { stakeId }));
    await house.insist(holdWithdrawal, { playerId, withdrawalId, amount: gbp(70) });
    return known;
  }

  it('rehearses each command by its own ask: it answers, and leaves nothing', async () => {
    const { award, roundId, stakeId, withdrawalId, depositId } = await prepared();
    const dry = { playerId, dryRun: true };
    const [grants, approvalId] = [newId(), newId()];
    const ask = house.insist.bind(house);
    const rehearsals: (() => Promise<unknown>)[] = [
      () => ask(creditDeposit, { ...dry, depositId: newId(), provider, amount: gbp(5) }),
      () => ask(holdWithdrawal, { ...dry, withdrawalId: newId(), amount: gbp(5) }),
      () => ask(commitWithdrawal, { ...dry, withdrawalId, provider }),
      () => ask(releaseWithdrawal, { ...dry, withdrawalId, provider }),
      () => ask(settleRound, round(playerId, 5, 9, dry)),
      () => ask(placeStake, stake(playerId, newId(), 5, dry)),
      () => ask(creditPayout, { ...dry, payoutId: newId(), roundId, payout: gbp(5) }),
      () =>
        ask(settleStakes, {
          dryRun: true,
          settlements: [{ playerId, roundId, payout: gbp(5), outcome: {} }],
        }),
      () => ask(voidStakes, { dryRun: true, voids: [{ playerId, roundId, currency, reason }] }),
      () => ask(rollBackStakes, { dryRun: true, rollbacks: [{ playerId, stakeId, currency, reason }] }),
      () => ask(creditWin, { ...dry, winId: newId(), amount: gbp(5), reason }),
      () => ask(convertBonus, { ...dry, awardId: award }),
      () => ask(forfeitBonus, { ...dry, awardId: award, reason: 'player' }),
      () => ask(adjustBalance, { ...dry, approvalId, amount: gbp(-5), reason }),
      () =>
        ask(reverseTransaction, {
          ...dry,
          approvalId,
          kind: 'deposit',
          reference: depositId,
          currency,
          reason,
        }),
      () => ask(transferMoney, { ...dry, approvalId, amount: gbp(5), to: 'cash', reason }),
    ];
    rows = await written();
    for (const rehearse of rehearsals) {
      await rehearse();
      expect(await written()).toEqual(rows);
    }
    playerId = await house.player(10);
    rows = await written();
    await ask(grantBonus, { playerId, dryRun: true, awardId: grants, amount: gbp(5), maximumStake: gbp(5) });
    const free = { gameId: 'test-game', rounds: 2, stake: gbp(5), maximumStake: gbp(5) };
    await ask(grantFreeRounds, { playerId, dryRun: true, awardId: grants, ...free });
    expect(await written()).toEqual(rows);
  });

  it('carries every kind out in one batch, and says of each what its own ask would', async () => {
    const { award, roundId, stakeId, withdrawalId, depositId } = await prepared();
    const next = { roundId: newId(), stakeId: newId() };
    const commands: LedgerCommand[] = [
      { deposit: { playerId, depositId: newId(), provider, amount: gbp(5) } },
      { hold: { playerId, withdrawalId: newId(), amount: gbp(5) } },
      { release: { playerId, withdrawalId, provider } },
      { commit: { playerId, withdrawalId, provider } },
      { commit: { playerId, withdrawalId: newId(), provider } },
      { round: round(playerId, 5, 9) },
      { stake: stake(playerId, next.roundId, 5, { stakeId: next.stakeId }) },
      { rollback: { playerId, stakeId: next.stakeId, currency, reason } },
      { rollback: { playerId, stakeId: newId(), currency, reason } },
      { payout: { playerId, payoutId: newId(), roundId, payout: gbp(5) } },
      { settlement: { playerId, roundId, payout: gbp(5), outcome: {} } },
      { void: { playerId, roundId, currency, reason } },
      { rollback: { playerId, stakeId, currency, reason } },
      { win: { playerId, winId: newId(), amount: gbp(5), reason } },
      { adjustment: { playerId, approvalId: newId(), amount: gbp(-5), reason } },
      {
        reversal: { playerId, approvalId: newId(), kind: 'deposit', reference: depositId, currency, reason },
      },
      { transfer: { playerId, approvalId: newId(), amount: gbp(5), to: 'cash', reason } },
      { forfeit: { playerId, awardId: award, reason: 'player' } },
      { conversion: { playerId, awardId: award } },
      { bonus: { playerId, awardId: newId(), amount: gbp(5), maximumStake: gbp(5) } },
      {
        freeRounds: {
          ...{ playerId, awardId: newId(), gameId: 'test-game', rounds: 2 },
          ...{ stake: gbp(5), maximumStake: gbp(5) },
        },
      },
    ];
    const codes = [
      ...[
        'done',
        'done',
        'done',
        'hold_not_open',
        'hold_not_open',
        'done',
        'done',
        'done',
        'done',
        'done',
        'done',
      ],
      ...[
        'round_over',
        'round_over',
        'done',
        'done',
        'done',
        'done',
        'done',
        'award_not_active',
        'done',
        'award_active',
      ],
    ];
    rows = await written();
    const rehearsed = await house.insist(carryOut, { commands, dryRun: true });
    expect(await written()).toEqual(rows);
    const { results } = await house.insist(carryOut, { commands });
    expect(results.map(({ code }) => code)).toEqual(codes);
    expect(rehearsed.results.map(({ code }) => code)).toEqual(codes);
    const again = await house.insist(carryOut, { commands });
    const known = again.results
      .map(({ code }) => code)
      .filter((code, n) => codes[n] === 'done' && code !== 'replayed');
    expect(known).toEqual(['stake_rolled_back']);
  });

  it.each([
    ['no command', {}, 'commands.0'],
    ['two in one', { hold: 1, win: 1 }, 'commands.0'],
    ['a dry run of its own', { win: 1 }, 'commands.0.win.dryRun'],
  ])('refuses %s and does nothing', async (_, members, field) => {
    const request = {
      hold: { playerId, withdrawalId: newId(), amount: gbp(5) },
      win: { playerId, winId: newId(), amount: gbp(5), reason, dryRun: true },
    };
    const command = Object.fromEntries(Object.entries(request).filter(([name]) => name in members));
    rows = await written();
    await expect(house.insist(carryOut, { commands: [command] })).rejects.toMatchObject({
      code: 'invalid_request',
      field,
    });
    expect(await written()).toEqual(rows);
  });
});
