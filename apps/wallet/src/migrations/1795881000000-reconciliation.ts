import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Continuous reconciliation: what is looked for, how far it has come, what it found, and what it does about it, which is
 * to freeze the account. It heals nothing.
 */
export class Reconciliation1795881000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(looking);
    await runner.query(freezing);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      GRANT SELECT ON ledger_differences TO "${role}";
      GRANT SELECT, UPDATE ON reconciliation TO "${role}";
      GRANT EXECUTE ON FUNCTION differences_of(uuid[], text[], timestamptz[]),
        freeze_account(uuid, text, text, text), release_account(uuid, text, uuid, text) TO "${role}";
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION differences_of(uuid[], text[], timestamptz[]), first_month(),
        freeze_account(uuid, text, text, text), release_account(uuid, text, uuid, text);
      DROP TABLE ledger_differences, reconciliation;
    `);
  }
}

const tables = `
  ALTER TABLE accounts ADD COLUMN IF NOT EXISTS frozen_at timestamptz;
  CREATE TABLE reconciliation (
    only_row       boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    -- Transactions up to this place were looked at when they came.
    through_place  bigint NOT NULL,
    -- The account at which the slow walk over all of them stands.
    walked_player  uuid, walked_currency text,
    ran_at         timestamptz NOT NULL,
    -- A full pass over every account's whole history: asked for, where it stands, when the last one ended.
    asked_at       timestamptz,
    passed_player  uuid, passed_currency text,
    passed_at      timestamptz
  );
  INSERT INTO reconciliation (through_place, ran_at) SELECT max(to_place), clock_timestamp() FROM seals;
  CREATE TABLE ledger_differences (
    id          uuid PRIMARY KEY DEFAULT uuidv7(),
    found_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    "check"     text NOT NULL CHECK ("check" IN ('C1', 'C2', 'C3')),
    -- Of a sum over all accounts there is no player.
    player_id   uuid,
    currency    text NOT NULL,
    fact        text NOT NULL,
    released_at timestamptz,
    released_by uuid,
    reason      text
  );
  -- What stays wrong is told once.
  CREATE UNIQUE INDEX ledger_differences_open ON ledger_differences (player_id, currency, "check") NULLS NOT DISTINCT
    WHERE released_at IS NULL;
  CREATE INDEX ledger_differences_by_player ON ledger_differences (player_id, currency);
`;

const looking = `
-- Where the journal's months begin: rows of accounts that are older may have been detached.
CREATE FUNCTION first_month() RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT to_date(min(right(c.relname, 7)), 'YYYY_MM')::timestamp AT TIME ZONE 'UTC'
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
   WHERE i.inhparent = 'journal'::regclass AND c.relname ~ '^journal_[0-9]{4}_[0-9]{2}$'
$$;

-- What does not add up about these accounts, in their transactions from an instant on, or in all where there is none. One
-- statement with one snapshot, in which a transaction is all there or not at all: nothing has to stand still for it.
CREATE FUNCTION differences_of(players uuid[], codes text[], sinces timestamptz[])
RETURNS TABLE (player_id uuid, currency text, "check" text, fact text) LANGUAGE sql STABLE
SET enable_seqscan = off SET jit = off AS $$
  WITH asked AS MATERIALIZED (
    SELECT given.player_id, given.currency, given.since, a.player_id IS NOT NULL AS there, a.cash, a.bonus, a.in_play,
           a.withdrawing, a.version, a.changed_at, coalesce(a.opened_at < (SELECT first_month()), false) AS old
      FROM unnest(players, codes, sinces) AS given(player_id, currency, since)
      LEFT JOIN accounts a ON a.player_id = given.player_id AND a.currency = given.currency),
  found AS (
    SELECT k.old, false AS known, j.*
      FROM asked k CROSS JOIN LATERAL (
        SELECT * FROM journal x
         WHERE x.player_id = k.player_id AND x.currency = k.currency AND x.recorded_at >= coalesce(k.since, '-infinity')
           -- No transaction is later than both: this keeps months that have not come out of it.
           AND x.recorded_at <= greatest(k.changed_at, statement_timestamp())
        -- By its key, account by account, however large the journal is.
        OFFSET 0) AS j
    UNION ALL
    -- The one before, to go on from.
    SELECT k.old, true, j.*
      FROM asked k CROSS JOIN LATERAL (
        SELECT * FROM journal x
         WHERE x.player_id = k.player_id AND x.currency = k.currency AND x.recorded_at < k.since
         ORDER BY x.recorded_at DESC, x.version DESC LIMIT 1) AS j),
  steps AS (
    SELECT f.player_id, f.currency, f.transaction_id, f.known, f.version, c.*,
           f.cash_after, f.bonus_after, f.in_play_after, f.withdrawing_after,
           CASE WHEN lag(f.version) OVER history IS NULL THEN NOT (f.old AND f.version > 1) ELSE true END AS comparable,
           lead(f.version) OVER history IS NULL AS is_last,
           coalesce(lag(f.version) OVER history, 0) AS version_before,
           coalesce(lag(f.cash_after) OVER history, 0) AS cash_before,
           coalesce(lag(f.bonus_after) OVER history, 0) AS bonus_before,
           coalesce(lag(f.in_play_after) OVER history, 0) AS in_play_before,
           coalesce(lag(f.withdrawing_after) OVER history, 0) AS withdrawing_before
      FROM found f CROSS JOIN LATERAL (
        SELECT coalesce(f.cash_out, 0) + coalesce(f.cash_in, 0) AS cash,
               coalesce(f.bonus_out, 0) + coalesce(f.bonus_in, 0) AS bonus,
               coalesce(f.in_play, 0) AS in_play, coalesce(f.withdrawing, 0) AS withdrawing,
               coalesce(f.cash_out, 0) + coalesce(f.cash_in, 0) + coalesce(f.bonus_out, 0) + coalesce(f.bonus_in, 0)
               + coalesce(f.in_play, 0) + coalesce(f.withdrawing, 0) + coalesce(f.revenue_in, 0)
               + coalesce(f.revenue_out, 0) + coalesce(f.bonus_cost, 0) + coalesce(f.clearing, 0)
               + coalesce(f.jackpot, 0) + coalesce(f.jackpot_funding, 0) + coalesce(f.adjustments, 0) AS total) AS c
    WINDOW history AS (PARTITION BY f.player_id, f.currency ORDER BY f.version, f.recorded_at))
  SELECT NULL::uuid, s.currency, 'C1', s.currency || ' sums to ' || sum(s.total)
    FROM steps s GROUP BY s.currency HAVING sum(s.total) <> 0
  UNION ALL
  SELECT s.player_id, s.currency, 'C2', 'transaction ' || s.transaction_id || ' sums to ' || s.total
    FROM steps s WHERE s.total <> 0
  UNION ALL
  SELECT s.player_id, s.currency, 'C3', 'transaction ' || s.transaction_id || ' has version ' || s.version || ' after '
         || s.version_before || ', and balances ' || concat_ws('/', s.cash_after, s.bonus_after, s.in_play_after, s.withdrawing_after)
         || ', its entries say ' || concat_ws('/', s.cash_before + s.cash, s.bonus_before + s.bonus,
              s.in_play_before + s.in_play, s.withdrawing_before + s.withdrawing)
    FROM steps s
   WHERE s.comparable AND NOT s.known
     AND (s.version, s.cash_after, s.bonus_after, s.in_play_after, s.withdrawing_after)
         <> (s.version_before + 1, s.cash_before + s.cash, s.bonus_before + s.bonus, s.in_play_before + s.in_play,
             s.withdrawing_before + s.withdrawing)
  UNION ALL
  SELECT k.player_id, k.currency, 'C3', 'the account stores '
         || coalesce(concat_ws('/', k.cash, k.bonus, k.in_play, k.withdrawing) || ' at version ' || k.version, 'nothing')
         || ', its last transaction says ' || concat_ws('/', l.cash, l.bonus, l.in_play, l.withdrawing) || ' at version ' || l.version
    FROM asked k
    LEFT JOIN steps j ON j.player_id = k.player_id AND j.currency = k.currency AND j.is_last
   CROSS JOIN LATERAL (
      SELECT coalesce(j.cash_after, 0) AS cash, coalesce(j.bonus_after, 0) AS bonus, coalesce(j.in_play_after, 0) AS in_play,
             coalesce(j.withdrawing_after, 0) AS withdrawing, coalesce(j.version, 0) AS version) AS l
   WHERE NOT (k.old AND j.version IS NULL)
     AND (NOT k.there OR (k.cash, k.bonus, k.in_play, k.withdrawing, k.version)
                         <> (l.cash, l.bonus, l.in_play, l.withdrawing, l.version))
  UNION ALL
  SELECT k.player_id, k.currency, 'C3', 'the account has ' || k.in_play || ' in play, its open rounds ' || r.staked
    FROM asked k CROSS JOIN LATERAL (
      SELECT coalesce(sum(x.stake_cash + x.stake_bonus), 0) AS staked FROM round_stakes x
       WHERE x.player_id = k.player_id AND x.currency = k.currency AND x.state = 'open') AS r
   WHERE k.in_play <> r.staked
$$;
REVOKE ALL ON FUNCTION differences_of(uuid[], text[], timestamptz[]) FROM PUBLIC;
`;

const freezing = `
-- Notes a difference and freezes its account. Answers its id, or nothing if one of its kind is open, or if somebody has
-- released this very one: history is not mended by an edit, so what was explained stays explained.
CREATE FUNCTION freeze_account(player uuid, code text, what text, said text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  noted uuid;
BEGIN
  IF EXISTS (SELECT FROM ledger_differences d
              WHERE d.player_id IS NOT DISTINCT FROM player AND d.currency = code AND d."check" = what AND d.fact = said
                AND d.released_at IS NOT NULL) THEN
    RETURN NULL;
  END IF;
  INSERT INTO ledger_differences AS d ("check", player_id, currency, fact) VALUES (what, player, code, said)
  ON CONFLICT DO NOTHING RETURNING d.id INTO noted;
  UPDATE accounts a SET frozen_at = clock_timestamp()
   WHERE a.player_id = player AND a.currency = code AND a.frozen_at IS NULL;
  RETURN noted;
END $$;
REVOKE ALL ON FUNCTION freeze_account(uuid, text, text, text) FROM PUBLIC;

-- Ends the freeze of an account, by a member of staff who knows why. What else is wrong is found when it is looked at.
CREATE FUNCTION release_account(player uuid, code text, staff uuid, why text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  was_frozen boolean;
BEGIN
  UPDATE accounts a SET frozen_at = NULL
   WHERE a.player_id = player AND a.currency = code AND a.frozen_at IS NOT NULL;
  was_frozen := FOUND;
  UPDATE ledger_differences d SET released_at = clock_timestamp(), released_by = staff, reason = why
   WHERE (d.player_id = player OR d.player_id IS NULL) AND d.currency = code AND d.released_at IS NULL;
  RETURN was_frozen;
END $$;
REVOKE ALL ON FUNCTION release_account(uuid, text, uuid, text) FROM PUBLIC;
`;
