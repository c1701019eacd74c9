import { accountFrozen, type LedgerCheck } from '@croupier/contracts';
import { type Currency } from '@croupier/kernel';
import { outgoing, tell } from '@croupier/messaging';
import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';

interface Found {
  player_id: string | null;
  currency: Currency;
  check: LedgerCheck;
  fact: string;
}

interface Place {
  player: string | null;
  currency: string | null;
}

/** Bounds of one step, which is a statement of some hundred ms: transactions, accounts, transactions of whole histories. */
const [changesAtOnce, walkedAtOnce, passedAtOnce] = [5000, 2000, 20_000];
/** An account alone may have more than that: its history is waited for. */
const patienceMs = 60_000;
const lock = 5_230_019;
const beforeAll = '00000000-0000-0000-0000-000000000000';

const newest = `
  SELECT max(id) AS through, count(*)::int AS count FROM (
    SELECT o.id FROM outbox o
     WHERE o.id > (SELECT through_place FROM reconciliation) AND o.id <= (SELECT max(to_place) FROM seals)
       AND o.player_id IS NOT NULL
     ORDER BY o.id LIMIT ${changesAtOnce}) AS next`;

/** Differences of accounts, which `from` brings as player_id, currency and since. */
const differences = (from: string): string => `
  SELECT d.* FROM (
    SELECT array_agg(c.player_id) AS players, array_agg(c.currency::text) AS codes, array_agg(c.since) AS sinces
      FROM (${from}) AS c) AS of
   CROSS JOIN LATERAL differences_of(of.players, of.codes, of.sinces) AS d`;

const changed = `
  SELECT o.player_id, o.currency, min(o.recorded_at) AS since FROM outbox o
   WHERE o.id > (SELECT through_place FROM reconciliation) AND o.id <= $1 AND o.player_id IS NOT NULL
   GROUP BY o.player_id, o.currency`;

/** Accounts after a place in the order of their key, each with its last transaction. */
const walked = `
  SELECT a.player_id, a.currency, a.changed_at AS since FROM accounts a
   WHERE (a.player_id, a.currency) > ($1::uuid, $2::text) ORDER BY a.player_id, a.currency LIMIT ${walkedAtOnce}`;

/** The same with the whole of each, as many as have some thousand transactions together, and at least one. */
const passed = `
  SELECT next.player_id, next.currency, NULL::timestamptz AS since FROM (
    SELECT a.player_id, a.currency, sum(a.version) OVER (ORDER BY a.player_id, a.currency) - a.version AS before
      FROM (SELECT * FROM accounts x WHERE (x.player_id, x.currency) > ($1::uuid, $2::text)
             ORDER BY x.player_id, x.currency LIMIT 500) AS a) AS next
   WHERE next.before < ${passedAtOnce}`;

interface Connection {
  query(statement: { text: string; values: unknown[]; query_timeout: number }): Promise<{ rows: unknown[] }>;
}

/** Looks for what does not add up, freezes it and says so. */
@Injectable()
export class ReconciliationService {
  constructor(
    private readonly transactions: TransactionRunner,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Accounts with transactions that were sealed since the last time. @returns whether there is more */
  changes(): Promise<boolean> {
    return this.step(async (manager) => {
      const [{ through, count }] = (await manager.query(newest)) as [
        { through: string | null; count: number },
      ];
      if (through !== null) await this.note(manager, await manager.query(differences(changed), [through]));
      const set = 'through_place = coalesce($1, through_place), ran_at = clock_timestamp()';
      await manager.query(`UPDATE reconciliation SET ${set}`, [through]);
      return count === changesAtOnce;
    });
  }

  /** The next accounts of the walk over all of them, by their last transaction: whoever changes nothing comes up, too. */
  async walk(): Promise<void> {
    await this.step(async (manager) => {
      const [{ player, currency }] = (await manager.query(
        `SELECT walked_player AS player, walked_currency AS currency FROM reconciliation`,
      )) as [Place];
      const next = await this.look(manager, { player, currency }, walked);
      const place = [next?.player ?? null, next?.currency ?? null];
      await manager.query(`UPDATE reconciliation SET walked_player = $1, walked_currency = $2`, place);
      return false;
    });
  }

  /** The next accounts of a full pass, if one was asked for, by their whole history. @returns whether there is more */
  pass(): Promise<boolean> {
    return this.step(async (manager) => {
      const [row] = (await manager.query(
        `SELECT passed_player AS player, passed_currency AS currency FROM reconciliation WHERE asked_at IS NOT NULL`,
      )) as Place[];
      if (!row) return false;
      const next = await this.look(manager, row, passed);
      // Once, when all accounts were gone through: each pot is summed over all rounds that fed it.
      if (!next)
        await this.note(manager, await patiently(manager, 'SELECT * FROM jackpot_differences()', []));
      const place = [next?.player ?? null, next?.currency ?? null];
      await manager.query(
        `UPDATE reconciliation
            SET passed_player = $1, passed_currency = $2, asked_at = CASE WHEN $1::uuid IS NULL THEN NULL ELSE asked_at END,
                passed_at = CASE WHEN $1::uuid IS NULL THEN clock_timestamp() ELSE passed_at END`,
        place,
      );
      return next !== undefined;
    });
  }

  /** One process at a time; the others find nothing to do. */
  private step(work: (manager: EntityManager) => Promise<boolean>): Promise<boolean> {
    return this.transactions.run(async (manager) => {
      const [{ locked }] = (await manager.query('SELECT pg_try_advisory_xact_lock($1) AS locked', [
        lock,
      ])) as [{ locked: boolean }];
      return locked && work(manager);
    });
  }

  /** @returns the last account looked at, nothing behind the last of all */
  private async look(manager: EntityManager, place: Place, accounts: string): Promise<Place | undefined> {
    const after = [place.player ?? beforeAll, place.currency ?? ''];
    const last = `SELECT player_id AS player, currency FROM (${accounts}) AS w ORDER BY 1 DESC, 2 DESC LIMIT 1`;
    const [end] = (await manager.query(last, after)) as Place[];
    if (end) await this.note(manager, await patiently(manager, differences(accounts), after));
    return end;
  }

  private async note(manager: EntityManager, found: Found[]): Promise<void> {
    for (const { player_id, currency, check, fact } of found) {
      const [{ id }] = (await manager.query('SELECT freeze_account($1, $2, $3, $4) AS id', [
        ...[player_id, currency, check, fact],
      ])) as [{ id: string | null }];
      if (id === null) continue;
      this.log.error({ differenceId: id, check, currency }, 'the ledger does not add up');
      if (player_id === null) continue;
      await tell(
        manager,
        outgoing(accountFrozen, { playerId: player_id, currency, differenceId: id, check }),
      );
    }
  }
}

async function patiently(manager: EntityManager, text: string, values: unknown[]): Promise<Found[]> {
  await manager.query(
    `SET LOCAL statement_timeout = ${patienceMs}; SET LOCAL transaction_timeout = ${2 * patienceMs};`,
  );
  const connection = (await manager.queryRunner?.connect()) as Connection;
  const { rows } = await connection.query({ text, values, query_timeout: patienceMs });
  return rows as Found[];
}
