import {
  commitWithdrawal,
  creditDeposit,
  grantBonus,
  holdWithdrawal,
  listTransactions,
  placeStake,
  readBalance,
  readLiability,
  readNetDeposits,
  readStatement,
  readWallet,
  releaseWithdrawal,
  settleRound,
  settleStakes,
  type StatementLine,
  type TransactionKind,
  voidStakes,
} from '@croupier/contracts';
import { type Currency, newId } from '@croupier/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { gbp, House, round, stake } from '../../test/house.js';

type Four = [cash: number, bonus: number, inPlay: number, withdrawing: number];

/** A row of the history, as the entries alone tell it. */
interface Told {
  kind: TransactionKind;
  at: string;
  change: Four;
}

const euros = (amount: number) => ({ amount, currency: 'EUR' as const });
const plus = (a: Four, b: Four): Four => a.map((value, index) => value + (b[index] ?? 0)) as Four;
const sum = (told: readonly Told[]): Four => told.map(({ change }) => change).reduce(plus, [0, 0, 0, 0]);
type Amounts = Record<'cash' | 'bonus' | 'inPlay' | 'withdrawing', { amount: number }>;
const four = ({ cash, bonus, inPlay, withdrawing }: Amounts): Four =>
  [...[cash.amount, bonus.amount], ...[inPlay.amount, withdrawing.amount]] as unknown as Four;

describe('statements, past balances and customer funds', () => {
  let house: House;
  let playerId: string;
  let histories: Record<'GBP' | 'EUR', Told[]>;

  beforeAll(async () => {
    house = await House.open();
    playerId = await house.player(0);
    await house.wallet.database.admin.query(`SELECT open_account($1, 'EUR')`, [playerId]);
    const game = { outcome: {}, payout: gbp(150) };
    const [held, paid, table, dropped] = [newId(), newId(), newId(), newId()];
    for (const amount of [5000, 70]) await house.deposit(playerId, amount);
    const deposit = { playerId, depositId: newId(), provider: 'sandbox-psp', amount: euros(900) };
    await house.insist(creditDeposit, deposit);
    await house.insist(settleRound, round(playerId, 100, 30));
    await house.insist(holdWithdrawal, { playerId, withdrawalId: paid, amount: gbp(700) });
    await house.insist(placeStake, stake(playerId, table, 200));
    await house.insist(placeStake, stake(playerId, dropped, 50));
    await house.insist(settleRound, round(playerId, 0, 0, { stake: euros(80), payout: euros(10) }));
    await house.insist(holdWithdrawal, { playerId, withdrawalId: held, amount: gbp(300) });
    await house.insist(settleStakes, {
      settlements: [{ playerId, roundId: table, ...game }],
    });
    await house.insist(commitWithdrawal, {
      playerId,
      withdrawalId: paid,
      provider: 'sandbox-psp',
    });
    await house.insist(releaseWithdrawal, { playerId, withdrawalId: held, provider: 'sandbox-psp' });
    await house.insist(voidStakes, {
      voids: [{ playerId, roundId: dropped, currency: 'GBP', reason: 'test' }],
    });
    const award = { playerId, awardId: newId(), maximumStake: gbp(100) };
    await house.insist(grantBonus, { ...award, amount: gbp(40) });
    for (let n = 0; n < 30; n += 1) await house.insist(settleRound, round(playerId, 90, (n * 37) % 120));
    await house.insist(placeStake, stake(playerId, newId(), 60));
    histories = { GBP: await history('GBP'), EUR: await history('EUR') };
  });

  afterAll(async () => {
    expect(await house.close()).toEqual([]);
  });

  async function history(currency: string): Promise<Told[]> {
    const rows = (await house.wallet.database.admin.query(
      `SELECT t.kind, to_json(t.recorded_at AT TIME ZONE 'UTC') #>> '{}' || 'Z' AS at, (
                SELECT json_agg(coalesce((SELECT sum(e.amount) FROM entries e
                         WHERE e.player_id = t.player_id AND e.transaction_id = t.transaction_id
                           AND e.account = of.account), 0) ORDER BY of.place)
                  FROM unnest(ARRAY['player_cash', 'player_bonus', 'stakes_in_play', 'withdrawals_in_flight'])
                       WITH ORDINALITY AS of(account, place)) AS change
         FROM transactions t WHERE t.player_id = $1 AND t.currency = $2 ORDER BY t.version`,
      [playerId, currency],
    )) as Told[];
    expect(rows.length).toBeGreaterThan(1);
    return rows;
  }

  /** All lines of a period, over pages of `limit`. */
  async function pages(
    ask: { from: string; to: string; currency: Currency; kind?: TransactionKind },
    limit: number,
  ) {
    const data: StatementLine[] = [];
    let cursor: string | undefined;
    for (;;) {
      const more = cursor === undefined ? {} : { cursor };
      const page = await house.insist(readStatement, { playerId, ...ask, limit, ...more });
      data.push(...page.data);
      if (page.next === undefined) return { ...page, data };
      cursor = page.next;
    }
  }

  /** An instant at, right after or around one of the recorded ones, to the microsecond. */
  const boundary = (currency: 'GBP' | 'EUR'): fc.Arbitrary<string> =>
    fc
      .tuple(fc.constantFrom(...histories[currency]), fc.constantFrom(-60_000_000, -1, 0, 1, 60_000_000))
      .map(([{ at }, by]) => {
        const whole = BigInt(Date.parse(`${at.slice(0, 19)}Z`)) * 1000n;
        const micros = whole + BigInt((at.slice(20, -1) || '0').padEnd(6, '0')) + BigInt(by);
        const seconds = new Date(Number(micros / 1_000_000n) * 1000).toISOString().slice(0, 19);
        return `${seconds}.${String(micros % 1_000_000n).padStart(6, '0')}Z`;
      });
  /** Comparable as text: all fractions in six digits. */
  const exact = (at: string): string => `${at.slice(0, 19)}.${(at.slice(20, -1) || '').padEnd(6, '0')}Z`;
  const before = (told: Told, at: string): boolean => exact(told.at) < at;

  it('a statement equals the entries, whatever the period', async () => {
    const currency = fc.constantFrom('GBP' as const, 'EUR' as const);
    const asked = currency.chain((code) =>
      fc.record({
        currency: fc.constant(code),
        one: boundary(code),
        other: boundary(code),
        limit: fc.integer({ min: 1, max: 40 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(asked, async ({ currency: code, one, other, limit }) => {
        const [from, to] = one < other ? [one, other] : [other, one];
        const told = histories[code].filter((each) => !before(each, from) && before(each, to));
        const statement = await pages({ from, to, currency: code }, limit);
        const opening = sum(histories[code].filter((each) => before(each, from)));
        expect(four(statement.opening)).toEqual(opening);
        expect(four(statement.closing)).toEqual(plus(opening, sum(told)));
        expect(statement.closing.version - statement.opening.version).toBe(told.length);
        expect(
          statement.data.map(({ kind, change, bonusChange, inPlayChange, withdrawingChange }) => [
            kind,
            [change.amount, bonusChange.amount, inPlayChange.amount, withdrawingChange.amount],
          ]),
        ).toEqual(told.map(({ kind, change }) => [kind, change]).reverse());
        const kinds = [...new Set(told.map(({ kind }) => kind))].sort();
        expect(statement.sums.map((each) => [each.kind, each.count, four(each)])).toEqual(
          kinds.map((kind) => {
            const those = told.filter((each) => each.kind === kind);
            return [kind, those.length, sum(those)];
          }),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('past balances equal the history', async () => {
    const currency = fc.constantFrom('GBP' as const, 'EUR' as const);
    const asked = currency.chain((code) => fc.record({ currency: fc.constant(code), at: boundary(code) }));
    await fc.assert(
      fc.asyncProperty(asked, async ({ currency: code, at }) => {
        if (Date.parse(at) > Date.now()) return;
        const told = histories[code].filter((each) => before(each, at));
        const balance = await house.insist(readBalance, { playerId, currency: code, at });
        expect(four(balance)).toEqual(sum(told));
        expect(balance.version).toBe(told.length);
      }),
      { numRuns: 40 },
    );
  });

  it('customer funds equal the balances of then, with and without changes since', async () => {
    const at = `${exact(histories.GBP[20]?.at ?? '').slice(0, -1)}Z`;
    const then = await house.insist(readLiability, { at });
    for (const currency of ['GBP', 'EUR'] as const) {
      const [cash, bonus, inPlay, withdrawing] = sum(histories[currency].filter((each) => before(each, at)));
      const line = then.currencies.find((each) => each.currency === currency);
      expect(line).toMatchObject({ accounts: 1, bonus: { amount: bonus }, playerFunds: { currency } });
      expect(line?.playerFunds.amount).toBe(cash + inPlay + withdrawing);
    }
    const [, , inPlay] = sum(histories.GBP);
    const now = await house.insist(readLiability, {});
    expect(now.currencies.find(({ currency }) => currency === 'GBP')?.inPlay.amount).toBe(inPlay);
  });

  it('net deposits count what was credited and what was paid out', async () => {
    expect(await house.insist(readNetDeposits, { playerId })).toEqual({
      currencies: [
        { currency: 'GBP', deposits: gbp(5070), withdrawals: gbp(700), net: gbp(4370) },
        { currency: 'EUR', deposits: euros(900), withdrawals: euros(0), net: euros(900) },
      ],
    });
  });

  it('the oldest account is meant where none is named, and a stranger has none', async () => {
    const wallet = await house.insist(readWallet, { playerId });
    expect(wallet).toMatchObject({ cash: { currency: 'GBP' }, currencies: ['GBP', 'EUR'] });
    expect(await house.insist(readWallet, { playerId, currency: 'EUR' })).toMatchObject({ cash: euros(830) });
    const page = await house.insist(listTransactions, { playerId, currency: 'EUR' });
    expect(page.data.map(({ kind }) => kind)).toEqual(['round', 'deposit']);
    const rounds = await house.insist(listTransactions, { playerId, limit: 100 });
    expect(rounds.data).toHaveLength(histories.GBP.length);
    for (const asking of [
      () => house.insist(readWallet, { playerId, currency: 'JPY' }),
      () => house.insist(readNetDeposits, { playerId: newId() }),
      () => house.insist(readBalance, { playerId: newId(), at: '2026-11-01T00:00:00Z' }),
    ])
      await expect(asking()).rejects.toMatchObject({ code: 'no_account' });
  });

  it('lists one kind, and sums all', async () => {
    const [from, to] = [-1, 1].map((days) => new Date(Date.now() + days * 86_400_000).toISOString()) as [
      string,
      string,
    ];
    const period = { from, to, currency: 'GBP' as const };
    const deposits = await pages({ ...period, kind: 'deposit' }, 1);
    expect(deposits.data.map(({ change }) => change.amount)).toEqual([70, 5000]);
    expect(deposits.sums.length).toBeGreaterThan(8);
  });

  it('a detached month is left out, and what it left is the opening', async () => {
    const { admin } = house.wallet.database;
    const other = await house.player(500);
    const at = '2026-03-01T00:00:00Z';
    await admin.query(
      `CREATE TABLE old PARTITION OF journal FOR VALUES FROM ('2026-03-01T00:00Z') TO ('2026-04-01T00:00Z')`,
    );
    const old = `INSERT INTO journal (player_id, currency, version, recorded_at, transaction_id, kind, source,
      external_id, cash_in, clearing, provider, cash_after, bonus_after, in_play_after, withdrawing_after)
      SELECT player_id, currency, 0, '2026-03-15T00:00Z', uuidv7(), kind, source, uuidv7(), 20, -20, provider, 20, 0, 0, 0
        FROM journal WHERE player_id = $1`;
    await admin.query(old, [other]);
    expect(await house.insist(readBalance, { playerId: other, at: '2026-03-20T00:00:00Z' })).toMatchObject({
      cash: gbp(20),
    });
    await admin.query('ALTER TABLE journal DETACH PARTITION old');
    expect(await house.insist(readBalance, { playerId: other, at })).toMatchObject({
      cash: gbp(0),
      version: 0,
    });
  });

  it.each([
    [{ from: '2026-11-01', to: '2026-11-02T00:00:00Z' }, 'from'],
    [{ from: '2026-11-01T00:00:00', to: '2026-11-02T00:00:00Z' }, 'from'],
    [{ from: '2026-11-02T00:00:00Z', to: '2026-11-01T00:00:00Z' }, 'to'],
    [{ from: '2024-11-01T00:00:00Z', to: '2026-11-01T00:00:00Z' }, 'to'],
  ])('refuses the period %j by its %s', async (period, field) => {
    await expect(house.insist(readStatement, { playerId, ...period })).rejects.toMatchObject({
      code: 'invalid_request',
      field,
    });
  });

  it('refuses an instant that has not passed', async () => {
    const at = new Date(Date.now() + 3_600_000).toISOString();
    for (const asking of [
      () => house.insist(readBalance, { playerId, at }),
      () => house.insist(readLiability, { at }),
    ])
      await expect(asking()).rejects.toMatchObject({ code: 'invalid_request', field: 'at' });
  });
});
