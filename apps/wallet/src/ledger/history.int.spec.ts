import { SystemClock } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ledgerLines } from '../../../../tools/verify-ledger/export.js';
import { LedgerVerifier } from '../../../../tools/verify-ledger/verifier.js';
import { LedgerBench } from '../../test/ledger-bench.js';
import { type ModelAccount } from '../../test/model.js';
import { sum } from '../../test/model-kinds.js';
import { type Entry } from '../../test/model-state.js';
import { atOnce, holds, longMs } from '../../test/sequences.js';
import { commandOf, type Step } from '../../test/steps.js';
import { FundsQueries } from '../statements/funds.queries.js';
import { PeriodQueries } from '../statements/period.queries.js';

const currency = 'GBP';

describe('the past of the ledger, whatever it was asked', () => {
  let bench: LedgerBench;
  let funds: FundsQueries;
  let periods: PeriodQueries;

  beforeAll(async () => {
    bench = await LedgerBench.open(2 * atOnce);
    const transactions = new TransactionRunner(bench.service);
    funds = new FundsQueries(transactions, new SystemClock());
    periods = new PeriodQueries(transactions);
  });

  afterAll(() => bench.close());

  /** Carries all out in two batches and one by one, so that instants differ. @returns the entries with their instants */
  async function lived(playerId: string, model: ModelAccount, steps: Step[], cut: number): Promise<Past[]> {
    const all = steps.map((step) => commandOf(step, playerId));
    const half = Math.floor(cut / 2);
    const batches = [all.slice(0, half), all.slice(half, cut), ...all.slice(cut).map((one) => [one])];
    for (const batch of batches) await bench.post(batch);
    for (const command of all) model.carryOut(command);
    const rows = await bench.rows<{ at: string }>(
      `SELECT to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at
         FROM journal WHERE player_id = $1 ORDER BY version`,
      playerId,
    );
    expect(rows).toHaveLength(model.entries.length);
    return model.entries.map((entry, index) => ({ entry, at: rows[index]?.at ?? '' }));
  }

  it(
    'as of: a balance of the past is what the history was then',
    () =>
      holds(bench, async ({ playerId, model }, steps, { cut }) => {
        const past = await lived(playerId, model, steps, cut);
        const instants = [past.at(0)?.at, past.at(cut % past.length)?.at, past.at(-1)?.at];
        for (const at of instants.flatMap((one) => (one === undefined ? [] : [one, justAfter(one)]))) {
          const before = past.filter((one) => one.at < at);
          const { cash, bonus, inPlay, withdrawing, version } = await funds.balance({
            ...{ playerId, at, currency },
          });
          expect([cash.amount, bonus.amount, inPlay.amount, withdrawing.amount]).toEqual(moved(before));
          expect(version).toBe(before.length);
        }
      }),
    longMs,
  );

  it(
    'statement: it is the entries of its period, and opening and entries are closing',
    () =>
      holds(bench, async ({ playerId, model }, steps, { cut }) => {
        const past = await lived(playerId, model, steps, cut);
        const instants = past.map(({ at }) => at);
        const [from, to] = [instants[cut % Math.max(1, past.length)], instants.at(-1)].sort();
        if (from === undefined || to === undefined) return;
        const within = past.filter(({ at }) => at >= from && at < to);
        const statement = await periods.statement({ playerId, currency, from, to, limit: 100 });
        const opening = moved(past.filter(({ at }) => at < from));
        expect(four(statement.opening)).toEqual(opening);
        expect(four(statement.closing)).toEqual(moved(past.filter(({ at }) => at < to)));
        expect(
          statement.data
            .toReversed()
            .map((line) => [
              line.kind,
              line.change.amount,
              line.bonusChange.amount,
              line.inPlayChange.amount,
            ]),
        ).toEqual(
          within.map(({ entry: { posting, change } }) => [
            ...[posting.kind, change.cash, change.bonus, change.inPlay ?? 0].map((one) =>
              typeof one === 'number' ? one + 0 : one,
            ),
          ]),
        );
        expect(sum(statement.sums, ({ count }) => count)).toBe(within.length);
        expect(sum(statement.sums, (each) => each.cash.amount)).toBe(
          sum(within, ({ entry }) => entry.change.cash) + 0,
        );
      }),
    longMs,
  );

  const edits = [
    'cash_after = cash_after + 1',
    'version = version + 1000',
    `kind = CASE kind WHEN 'deposit' THEN 'promo_win' ELSE 'deposit' END`,
    "recorded_at = recorded_at + interval '1 microsecond'",
    'external_id = uuidv7()',
    'cash_in = coalesce(cash_in, 0) + 1',
  ];

  it(
    'seal: all that was posted is sealed once and in order, and any edit of it shows',
    () =>
      holds(
        bench,
        async ({ playerId }, steps, { cut }) => {
          const all = steps.map((step) => commandOf(step, playerId));
          await bench.post(all.slice(0, cut));
          await bench.post(all.slice(cut));
        },
        async () => {
          const [posted] = await bench.rows<{ count: number }>('SELECT count(*)::int FROM journal');
          while ((await bench.rows<{ sealed: number }>('SELECT seal_journal(25) AS sealed'))[0]?.sealed);
          expect(await verified()).toEqual({ faults: [], transactions: posted?.count, unsealed: 0 });
          const edit = edits[(posted?.count ?? 0) % edits.length] ?? '';
          const { faults } = await verified(
            `UPDATE journal SET ${edit} WHERE transaction_id =
               (SELECT transaction_id FROM journal ORDER BY transaction_id LIMIT 1)`,
          );
          // What is not where it was sealed stands there as put in, and is missing at its own place.
          expect(faults).toEqual(expect.arrayContaining([expect.stringMatching(/^(edited|inserted)$/)]));
          await forget();
        },
      ),
    longMs,
  );

  /** What a verifier says of the ledger; an edit of somebody whom nothing stops is undone again. */
  async function verified(
    edit?: string,
  ): Promise<{ faults: string[]; transactions: number; unsealed: number }> {
    const runner = bench.database.admin.createQueryRunner();
    await runner.startTransaction();
    try {
      await runner.query(`SET LOCAL session_replication_role = replica; SET LOCAL timezone = 'UTC'`);
      if (edit !== undefined) {
        await runner.query(
          'ALTER TABLE journal DROP CONSTRAINT journal_balances, DROP CONSTRAINT journal_approval',
        );
        await runner.query(edit);
      }
      const verifier = new LedgerVerifier();
      for await (const line of ledgerLines(runner.manager)) verifier.line(line);
      verifier.finish();
      const { transactions, unsealed } = verifier;
      return { faults: verifier.faults.map(({ code }) => code), transactions, unsealed };
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  }

  /** A ledger without a past: each look at the seals is at few transactions. */
  async function forget(): Promise<void> {
    await bench.rows(`
      BEGIN;
      SET LOCAL session_replication_role = replica;
      TRUNCATE journal, known_commands, outbox, round_stakes, awards, accounts;
      DELETE FROM seals WHERE number > 1;
      COMMIT`);
  }
});

interface Past {
  entry: Entry;
  at: string;
}

type Four = [cash: number, bonus: number, inPlay: number, withdrawing: number];
type Amounts = Record<'cash' | 'bonus' | 'inPlay' | 'withdrawing', { amount: number }>;

function four({ cash, bonus, inPlay, withdrawing }: Amounts): Four {
  return [cash.amount, bonus.amount, inPlay.amount, withdrawing.amount];
}

/** What entries changed of the four balances together; never minus zero. */
function moved(past: readonly Past[]): Four {
  const of = (pick: (entry: Entry) => number | undefined): number =>
    sum(past, ({ entry }) => pick(entry) ?? 0) + 0;
  return [
    of(({ change }) => change.cash),
    of(({ change }) => change.bonus),
    of(({ change }) => change.inPlay),
    of(({ change }) => change.withdrawing),
  ];
}

function justAfter(at: string): string {
  const micros = BigInt(Date.parse(at)) * 1000n + BigInt(at.slice(23, 26)) + 1n;
  const ms = new Date(Number(micros / 1000n)).toISOString();
  return `${ms.slice(0, 23)}${String(micros % 1000n).padStart(3, '0')}Z`;
}
