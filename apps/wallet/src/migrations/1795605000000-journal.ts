import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { journalTables, monthsAhead } from '../ledger/journal.sql.js';
import { postFunction } from '../ledger/post.sql.js';

/**
 * One journal row a transaction in place of a row an entry, in partitions by month; `entries` becomes a view of it.
 * A transaction is found by its idempotency key and by its version, and by nothing else, so it has two indexes in
 * place of four. `post` runs a player's rounds in one pass and is planned once.
 */
export class Journal1795605000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION IF EXISTS post(jsonb), money(bigint, text);
      ALTER TABLE transactions
        DROP CONSTRAINT transactions_pkey,
        DROP CONSTRAINT transactions_player_id_currency_fkey,
        DROP CONSTRAINT transactions_player_id_source_external_id_key,
        DROP CONSTRAINT transactions_player_id_currency_version_key,
        ADD PRIMARY KEY (player_id, source, external_id),
        -- Not led by the player: for a key the planner must not even think of it.
        ADD UNIQUE (currency, player_id, version),
        ALTER outcome TYPE json USING outcome::json;
      DROP INDEX transactions_by_time;
      ALTER TABLE accounts SET (fillfactor = 70);
      ALTER TABLE outbox ALTER payload TYPE json USING payload::json;
      CREATE TRIGGER accounts_stay BEFORE DELETE OR TRUNCATE ON accounts
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      ALTER TABLE entries RENAME TO entries_by_line;
    `);
    await runner.query(journalTables);
    await runner.query(postFunction);
    await runner.query(`SELECT open_journal_months($1)`, [monthsAhead]);
    await runner.query(carryOver);
    await runner.query(`DROP TABLE entries_by_line; DROP FUNCTION refuse_unbalanced();`);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      GRANT SELECT ON journal, entries TO "${role}";
      GRANT EXECUTE ON FUNCTION post(jsonb), open_journal_months(integer) TO "${role}";
    `);
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('the journal is not turned back into entries: restore the backup before it'),
    );
  }
}

const carryOver = `
  INSERT INTO journal (player_id, transaction_id, currency, version, recorded_at, cash_out, cash_in, bonus_out,
    bonus_in, in_play, withdrawing, revenue_in, revenue_out, bonus_cost, clearing, provider)
  SELECT t.player_id, t.transaction_id, t.currency, t.version, t.recorded_at,
         sum(e.amount) FILTER (WHERE e.account = 'player_cash' AND e.amount < 0),
         sum(e.amount) FILTER (WHERE e.account = 'player_cash' AND e.amount > 0),
         sum(e.amount) FILTER (WHERE e.account = 'player_bonus' AND e.amount < 0),
         sum(e.amount) FILTER (WHERE e.account = 'player_bonus' AND e.amount > 0),
         sum(e.amount) FILTER (WHERE e.account = 'stakes_in_play'),
         sum(e.amount) FILTER (WHERE e.account = 'withdrawals_in_flight'),
         sum(e.amount) FILTER (WHERE e.account = 'game_revenue' AND e.amount > 0),
         sum(e.amount) FILTER (WHERE e.account = 'game_revenue' AND e.amount < 0),
         sum(e.amount) FILTER (WHERE e.account = 'bonus_cost'),
         sum(e.amount) FILTER (WHERE e.account LIKE 'psp_clearing:%'),
         max(substr(e.account, length('psp_clearing:') + 1)) FILTER (WHERE e.account LIKE 'psp_clearing:%')
    FROM transactions t LEFT JOIN entries_by_line e USING (player_id, transaction_id)
   GROUP BY t.player_id, t.transaction_id, t.currency, t.version, t.recorded_at;
`;
