import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { monthsAhead } from '../ledger/journal-months.js';

/**
 * One journal row a transaction in place of a row an entry, in partitions by month; `entries` becomes a view of it.
 * A transaction is found by its idempotency key and by its version, and by nothing else, so it has two indexes in
 * place of four.
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
    await runner.query(`SELECT open_journal_months($1)`, [monthsAhead]);
    await runner.query(carryOver);
    await runner.query(`DROP TABLE entries_by_line; DROP FUNCTION refuse_unbalanced();`);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      GRANT SELECT ON journal, entries TO "${role}";
      GRANT EXECUTE ON FUNCTION open_journal_months(integer) TO "${role}";
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

const journalTables = `
CREATE TABLE journal (
  player_id      uuid NOT NULL,
  transaction_id uuid NOT NULL,
  currency       text NOT NULL,
  version        bigint NOT NULL,
  recorded_at    timestamptz NOT NULL,
  -- What left and what reached the player's cash and bonus money; a stake and its payout stay two entries.
  cash_out       bigint CHECK (cash_out < 0),
  cash_in        bigint CHECK (cash_in > 0),
  bonus_out      bigint CHECK (bonus_out < 0),
  bonus_in       bigint CHECK (bonus_in > 0),
  in_play        bigint CHECK (in_play <> 0),
  withdrawing    bigint CHECK (withdrawing <> 0),
  -- The house's side: revenue by stakes and by payouts, the cost of bonus money, and a payment provider.
  revenue_in     bigint CHECK (revenue_in > 0),
  revenue_out    bigint CHECK (revenue_out < 0),
  bonus_cost     bigint CHECK (bonus_cost <> 0),
  clearing       bigint CHECK (clearing <> 0),
  provider       text,
  PRIMARY KEY (player_id, currency, version, recorded_at),
  CONSTRAINT journal_balances CHECK (
    coalesce(cash_out, 0) + coalesce(cash_in, 0) + coalesce(bonus_out, 0) + coalesce(bonus_in, 0)
    + coalesce(in_play, 0) + coalesce(withdrawing, 0) + coalesce(revenue_in, 0) + coalesce(revenue_out, 0)
    + coalesce(bonus_cost, 0) + coalesce(clearing, 0) = 0),
  CHECK (clearing IS NULL OR provider IS NOT NULL)
) PARTITION BY RANGE (recorded_at);

-- Takes what no month is there for, so that a clock far off loses nothing.
CREATE TABLE journal_otherwise PARTITION OF journal DEFAULT;

-- The entries as an accountant reads them: an account and an amount a line.
CREATE VIEW entries AS
SELECT j.player_id, j.transaction_id, entry.line, entry.account, j.currency, entry.amount, j.recorded_at
  FROM journal j CROSS JOIN LATERAL (VALUES
    (1::smallint, 'player_cash', j.cash_out), (2::smallint, 'player_bonus', j.bonus_out),
    (3::smallint, 'stakes_in_play', j.in_play), (4::smallint, 'withdrawals_in_flight', j.withdrawing),
    (5::smallint, 'bonus_cost', j.bonus_cost), (6::smallint, 'game_revenue', j.revenue_in),
    (7::smallint, 'game_revenue', j.revenue_out), (8::smallint, 'psp_clearing:' || j.provider, j.clearing),
    (9::smallint, 'player_cash', j.cash_in), (10::smallint, 'player_bonus', j.bonus_in)
  ) AS entry(line, account, amount)
 WHERE entry.amount IS NOT NULL;

CREATE FUNCTION keep_append_only(part text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I
                  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', part || '_append_only', part);
END $$;
REVOKE ALL ON FUNCTION keep_append_only(text) FROM PUBLIC;

-- Makes sure of a partition for each month from last month on.
CREATE FUNCTION open_journal_months(ahead integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  month date;
  part text;
BEGIN
  FOR month IN
    SELECT generate_series(this - interval '1 month', this + ahead * interval '1 month', interval '1 month')::date
      FROM date_trunc('month', clock_timestamp() AT TIME ZONE 'UTC') AS this
  LOOP
    part := 'journal_' || to_char(month, 'YYYY_MM');
    CONTINUE WHEN to_regclass(part) IS NOT NULL;
    BEGIN
      EXECUTE format('CREATE TABLE %I PARTITION OF journal FOR VALUES FROM (%L) TO (%L)', part,
        month::timestamp AT TIME ZONE 'UTC', (month + interval '1 month') AT TIME ZONE 'UTC');
      PERFORM keep_append_only(part);
    EXCEPTION
      WHEN check_violation THEN RAISE WARNING '% stays in journal_otherwise, which has rows of it', part;
      WHEN duplicate_table THEN NULL; -- Another replica was faster.
    END;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION open_journal_months(integer) FROM PUBLIC;

-- Stands for a foreign key, which would be checked row by row: transactions are never deleted.
CREATE FUNCTION refuse_strange_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM added j LEFT JOIN transactions t
        ON t.player_id = j.player_id AND t.currency = j.currency AND t.version = j.version
     WHERE t.transaction_id IS DISTINCT FROM j.transaction_id
  ) THEN
    RAISE EXCEPTION 'entries must be of a transaction, its currency and its version' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER journal_known AFTER INSERT ON journal
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_strange_entries();
SELECT keep_append_only('journal'), keep_append_only('journal_otherwise');
`;
