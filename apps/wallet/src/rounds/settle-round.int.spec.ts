import {
  creditDeposit,
  type DepositCredited,
  holdWithdrawal,
  listTransactions,
  playerRegistered,
  readTrialBalance,
  readWallet,
  type SettleRound,
  settleRound,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { checkLedger, type ServiceUnderTest, TestStack, toldOnce, until } from '@croupier/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { service } from '../service.js';

describe('settle-round', () => {
  let stack: TestStack;
  let wallet: ServiceUnderTest;
  let playerId: string;

  beforeAll(async () => {
    stack = await TestStack.open();
    wallet = await stack.start(service);
  });

  afterAll(async () => {
    expect(await checkLedger(wallet.database.admin)).toEqual([]);
    await stack.close();
  });

  beforeEach(async () => {
    playerId = newId();
    await wallet.database.admin.query('SELECT open_account($1, $2)', [playerId, 'GBP']);
    await stack.bus.ask(creditDeposit, {
      playerId,
      depositId: newId(),
      provider: 'sandbox-psp',
      amount: { amount: 1000, currency: 'GBP' },
    });
  });

  function round(over: Partial<SettleRound> = {}): SettleRound {
    return {
      playerId,
      roundId: newId(),
      gameSessionId: '01a20a46-f71b-7904-908a-daa2e0b5fc68',
      gameId: 'test-game',
      stake: { amount: 100, currency: 'GBP' },
      payout: { amount: 0, currency: 'GBP' },
      startedAt: new Date().toISOString(),
      minimumCycleMs: 0,
      outcome: { stops: [1, 2, 3] },
      ...over,
    };
  }

  async function traces(): Promise<number> {
    const [row] = (await wallet.database.admin.query(
      `SELECT (SELECT count(*) FROM transactions WHERE player_id = $1)
            + (SELECT count(*) FROM entries WHERE player_id = $1)
            + (SELECT count(*) FROM outbox WHERE player_id = $1)
            + (SELECT version FROM accounts WHERE player_id = $1) AS count`,
      [playerId],
    )) as [{ count: string }];
    return Number(row.count);
  }

  it('takes the stake, pays the payout and answers balance and version', async () => {
    const settled = await stack.bus.ask(settleRound, round({ payout: { amount: 250, currency: 'GBP' } }));
    expect(settled.balance).toEqual({ amount: 1150, currency: 'GBP' });
    expect(settled.version).toBe(2);
    expect(settled.replayed).toBe(false);
    const view = await stack.bus.ask(readWallet, { playerId });
    expect(view).toMatchObject({ cash: { amount: 1150, currency: 'GBP' }, version: 2 });
  });

  it('answers a repeat with what was recorded first, whatever it brings', async () => {
    const first = round({ payout: { amount: 250, currency: 'GBP' } });
    const settled = await stack.bus.ask(settleRound, first);
    const again = await stack.bus.ask(settleRound, {
      ...first,
      payout: { amount: 99_999, currency: 'GBP' },
      outcome: { stops: [9, 9, 9] },
      startedAt: new Date(Date.now() + 1000).toISOString(),
    });
    expect(again).toEqual({ ...settled, replayed: true });
  });

  it('refuses a known round id with another stake and leaves no trace', async () => {
    const first = round();
    await stack.bus.ask(settleRound, first);
    const before = await traces();
    const altered = { ...first, stake: { amount: 200, currency: 'GBP' as const } };
    await expect(stack.bus.ask(settleRound, altered)).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
    expect(await traces()).toBe(before);
  });

  it('refuses a stake above the balance although the payout would cover it', async () => {
    const before = await traces();
    const tooMuch = round({
      stake: { amount: 1001, currency: 'GBP' },
      payout: { amount: 5000, currency: 'GBP' },
    });
    await expect(stack.bus.ask(settleRound, tooMuch)).rejects.toMatchObject({ code: 'insufficient_funds' });
    expect(await traces()).toBe(before);
  });

  it.each([
    ['RTS 14D', 2500],
    ['RTS 14G', 5000],
  ])(
    'refuses a start a millisecond before the cycle is over and takes one when it is (%s)',
    async (_, cycle) => {
      const start = Date.parse('2026-11-23T12:00:00.000Z');
      const at = (ms: number): Partial<SettleRound> => ({
        startedAt: new Date(start + ms).toISOString(),
        minimumCycleMs: cycle,
      });
      await stack.bus.ask(settleRound, round(at(0)));
      await expect(stack.bus.ask(settleRound, round(at(cycle - 1)))).rejects.toMatchObject({
        code: 'round_too_soon',
        retryAfterMs: 1,
      });
      await stack.bus.ask(settleRound, round(at(cycle)));
    },
  );

  it('lets one of 64 parallel stakes win when the balance covers one', async () => {
    const stakes = Array.from({ length: 64 }, () => round({ stake: { amount: 1000, currency: 'GBP' } }));
    const results = await Promise.allSettled(
      stakes.map((stake) => stack.bus.ask(settleRound, stake, { deadlineMs: 10_000 })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = stakes
      .filter((_, index) => results[index]?.status === 'rejected')
      .map(({ roundId }) => roundId);
    const ok = stakes
      .filter((_, index) => results[index]?.status === 'fulfilled')
      .map(({ roundId }) => roundId);
    expect(await checkLedger(wallet.database.admin, { ok, refused, unknown: [] })).toEqual([]);
  });

  it('carries one round out once when it is sent 32 times at once', async () => {
    const once = round({ payout: { amount: 30, currency: 'GBP' } });
    const answers = await Promise.all(
      Array.from({ length: 32 }, () => stack.bus.ask(settleRound, once, { deadlineMs: 10_000 })),
    );
    expect(new Set(answers.map(({ transactionId }) => transactionId)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
  });

  it('says what a stake would do without doing it', async () => {
    const before = await traces();
    await stack.bus.ask(settleRound, round({ dryRun: true }));
    const tooMuch = round({ dryRun: true, stake: { amount: 5000, currency: 'GBP' } });
    await expect(stack.bus.ask(settleRound, tooMuch)).rejects.toMatchObject({ code: 'insufficient_funds' });
    expect(await traces()).toBe(before);
  });

  it.each([
    ['a float', { stake: { amount: 1.5, currency: 'GBP' } }, 'stake.amount', 'not_an_integer'],
    ['a negative amount', { stake: { amount: -1, currency: 'GBP' } }, 'stake.amount', 'too_small'],
    ['2^53', { stake: { amount: 2 ** 53, currency: 'GBP' } }, 'stake.amount', 'too_large'],
    ['an unknown currency', { stake: { amount: 1, currency: 'XXX' } }, 'stake.currency', 'not_offered'],
    ['a text for a number', { stake: { amount: '100', currency: 'GBP' } }, 'stake.amount', 'not_an_integer'],
    ['an unknown member', { bonus: true }, 'bonus', 'unknown_field'],
    ['no outcome', { outcome: undefined }, 'outcome', 'missing'],
  ])('refuses %s by field and code', async (_, fault, field, code) => {
    const request = { ...round(), ...fault } as SettleRound;
    const refused = stack.bus.ask(settleRound, request);
    await expect(refused).rejects.toMatchObject({
      code: 'invalid_request',
      field,
      errors: [{ field, code }],
    });
  });

  it('shows the rounds in the statement and keeps the trial balance at zero', async () => {
    await stack.bus.ask(settleRound, round({ payout: { amount: 40, currency: 'GBP' } }));
    const withdrawalId = newId();
    await stack.bus.ask(holdWithdrawal, { playerId, withdrawalId, amount: { amount: 500, currency: 'GBP' } });
    const page = await stack.bus.ask(listTransactions, { playerId, limit: 2 });
    expect(page.data.map(({ kind, change, balance }) => [kind, change.amount, balance.amount])).toEqual([
      ['withdrawal_hold', -500, 440],
      ['round', -60, 940],
    ]);
    const rest = await stack.bus.ask(listTransactions, { playerId, cursor: page.next as string });
    expect(rest.data.map(({ kind }) => kind)).toEqual(['deposit']);
    expect(rest.next).toBeUndefined();
    const trial = await stack.bus.ask(readTrialBalance, {});
    expect(trial.sums.filter(({ amount }) => amount !== 0)).toEqual([]);
  });

  it('tells each posting once, through the outbox', async () => {
    const told = await toldOnce<DepositCredited>(stack.broker, 'evt.wallet.round.settled.v1');
    const one = round({ payout: { amount: 70, currency: 'GBP' } });
    await stack.bus.ask(settleRound, one);
    await stack.bus.ask(settleRound, one);
    // Facts leave in their order: once the next one is heard, nothing of this one is on its way.
    await stack.bus.ask(settleRound, round());
    await until('the next one is heard', () => told.facts().some(({ version }) => version === 3));
    told.stop();
    const heard = told.facts();
    expect(heard.map(({ version }) => version)).toEqual([2, 3]);
    expect(heard[0]).toMatchObject({ playerId, roundId: one.roundId, balance: { amount: 970 }, version: 2 });
  });

  it('opens an account when a player registers, once', async () => {
    expect(playerRegistered.subject).toBe('evt.identity.player.registered.v1');
    const [first] = (await wallet.database.admin.query(`SELECT open_account($1, 'GBP') AS opened`, [
      playerId,
    ])) as [{ opened: boolean }];
    expect(first.opened).toBe(false);
  });
});
