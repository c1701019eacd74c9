/** How far ahead the journal has a partition for each month. */
export const monthsAhead = 24;

/**
 * The journal: one row a transaction, a column for each account it can touch. That its entries sum to zero is a check
 * of the row itself, so that no statement of whatever caller can write one that does not balance. It is partitioned by
 * month, so that old months can be detached; idempotency and versions live in `transactions`, which is kept for ever.
 */
export const journalTables = `
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
