import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Seals: the journal in the order in which it became visible, in batches, each with the hash of the batch before. What is
 * there already is sealed at once, as seal 1.
 */
export class Seals1795880000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(reading);
    await runner.query(sealing);
    // Nothing may be posted between the look at what has no place and the first seal.
    await runner.query(`
      LOCK TABLE outbox IN SHARE MODE;
      SET LOCAL timezone = 'UTC';
      SELECT add_seal(-1, 0, count(*), string_agg(sha256(convert_to(form, 'UTF8')), ''::bytea ORDER BY place_within),
                      min(recorded_at), max(recorded_at))
        FROM unplaced();
    `);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      GRANT SELECT ON seals TO "${role}";
      GRANT SELECT, INSERT ON checkpoints TO "${role}";
      GRANT EXECUTE ON FUNCTION seal_journal(integer), sealable(bigint, bigint), unplaced() TO "${role}";
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE checkpoints, seals;
      DROP FUNCTION seal_journal(integer), add_seal(bigint, bigint, bigint, bytea, timestamptz, timestamptz),
        closed_place(), sealable(bigint, bigint), unplaced(), sealed_form(journal, bigint, uuid), micros(timestamptz);
    `);
  }
}

const tables = `
  CREATE TABLE seals (
    number            bigint PRIMARY KEY CHECK (number > 0),
    -- The transactions above the one place and up to the other. A place is the id of the transaction's outbox row, 0 for
    -- those that have none because they are older than the outbox's knowledge of them.
    from_place        bigint NOT NULL,
    to_place          bigint NOT NULL CHECK (to_place > from_place),
    transactions      bigint NOT NULL,
    -- In this seal and all before it.
    total             bigint NOT NULL,
    first_recorded_at timestamptz,
    last_recorded_at  timestamptz,
    -- SHA-256 of each transaction, 32 bytes each, in order: they stay when a month of the journal goes.
    leaves            bytea NOT NULL,
    previous_hash     bytea NOT NULL,
    hash              bytea NOT NULL,
    sealed_at         timestamptz NOT NULL
  );
  CREATE TABLE checkpoints (
    number    bigint PRIMARY KEY,
    hash      text NOT NULL,
    total     bigint NOT NULL,
    signed_at text NOT NULL,
    signature text NOT NULL
  );
  SELECT keep_append_only('seals'), keep_append_only('checkpoints');
`;

const reading = `
CREATE FUNCTION micros(at timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce((extract(epoch FROM at) * 1000000)::bigint, 0)
$$;

-- A transaction as it is sealed: a JSON list of all that is recorded of it, in this order. A column that is added later
-- goes to the end and is left out, with all after it, where it has no value: what is sealed keeps its form. Instants come
-- out in the time zone of the session; whoever calls sets UTC.
CREATE FUNCTION sealed_form(j journal, place bigint, fingerprint uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT json_build_array(place, fingerprint, j.player_id, j.currency, j.version, j.recorded_at, j.transaction_id, j.kind,
    j.source, j.external_id, j.cash_out, j.cash_in, j.bonus_out, j.bonus_in, j.in_play, j.withdrawing, j.revenue_in,
    j.revenue_out, j.bonus_cost, j.clearing, j.provider, j.jackpot, j.jackpot_funding, j.jackpot_id, j.adjustments,
    j.cash_after, j.bonus_after, j.in_play_after, j.withdrawing_after, j.stake_from_bonus, j.round_id, j.award_id,
    j.game_id, j.game_session_id, j.started_at, j.approval_id, j.outcome::text)::text
$$;

-- The transactions above one place and up to another.
CREATE FUNCTION sealable(above bigint, through bigint)
RETURNS TABLE (place bigint, recorded_at timestamptz, form text) LANGUAGE sql STABLE
-- Each row by its key, whatever the planner believes of a journal that grows.
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET jit = off SET timezone = 'UTC' AS $$
  SELECT o.id, j.recorded_at, sealed_form(j, o.id, k.fingerprint)
    FROM outbox o JOIN journal j ON j.player_id = o.player_id AND j.recorded_at = o.recorded_at
                                AND j.version = o.version AND j.currency = o.currency
    LEFT JOIN known_commands k ON k.external_id = j.external_id AND k.player_id = j.player_id AND k.source = j.source
   WHERE o.id > above AND o.id <= through ORDER BY o.id
$$;
REVOKE ALL ON FUNCTION sealable(bigint, bigint) FROM PUBLIC;

-- The transactions without a place of their own, which are all of them before the first seal, or forged.
CREATE FUNCTION unplaced() RETURNS TABLE (place_within bigint, recorded_at timestamptz, form text) LANGUAGE sql STABLE
SET timezone = 'UTC' AS $$
  SELECT row_number() OVER (ORDER BY j.player_id, j.currency, j.version), j.recorded_at, sealed_form(j, 0, k.fingerprint)
    FROM journal j
    LEFT JOIN known_commands k ON k.external_id = j.external_id AND k.player_id = j.player_id AND k.source = j.source
    LEFT JOIN outbox o ON o.player_id = j.player_id AND o.recorded_at = j.recorded_at AND o.version = j.version
                      AND o.currency = j.currency
   WHERE o.id IS NULL ORDER BY 1
$$;
REVOKE ALL ON FUNCTION unplaced() FROM PUBLIC;
`;

const sealing = `
CREATE FUNCTION add_seal(above bigint, through bigint, transactions bigint, leaves bytea, first timestamptz,
                         last timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  before seals;
  at timestamptz := clock_timestamp();
  number bigint; total bigint; previous bytea;
BEGIN
  SELECT * INTO before FROM seals s ORDER BY s.number DESC LIMIT 1;
  number := coalesce(before.number, 0) + 1;
  total := coalesce(before.total, 0) + transactions;
  previous := coalesce(before.hash, decode(repeat('00', 32), 'hex'));
  leaves := coalesce(leaves, '');
  INSERT INTO seals VALUES (number, above, through, transactions, total, first, last, leaves, previous,
    sha256(convert_to(concat_ws(' ', 'croupier-seal-1', number, above, through, transactions, total, micros(first),
      micros(last), micros(at), encode(previous, 'hex')) || E'\\n', 'UTF8') || leaves), at);
END $$;
REVOKE ALL ON FUNCTION add_seal(bigint, bigint, bigint, bytea, timestamptz, timestamptz) FROM PUBLIC;

-- A place below which nothing appears any more; nothing while a writer of before might still bring something. Whoever
-- took an id locked the outbox before, and gives the lock back only when its rows can be seen: once everybody who held it
-- after the look at the highest id is gone, all ids up to that one are visible or never come.
CREATE FUNCTION closed_place() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  through bigint;
  writers text[];
BEGIN
  SELECT coalesce(max(id), 0) INTO through FROM outbox;
  SELECT array_agg(l.virtualtransaction) INTO writers FROM pg_locks l
   WHERE l.relation = 'outbox'::regclass AND l.mode = 'RowExclusiveLock' AND l.granted AND l.pid <> pg_backend_pid()
     AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database());
  FOR attempt IN 1 .. 50 LOOP
    IF NOT EXISTS (SELECT FROM pg_locks l WHERE l.relation = 'outbox'::regclass AND l.mode = 'RowExclusiveLock'
                      AND l.virtualtransaction = ANY (writers)) THEN
      RETURN through;
    END IF;
    PERFORM pg_sleep(0.02);
  END LOOP;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION closed_place() FROM PUBLIC;

-- Seals what is not sealed yet, at most so many transactions. Answers how many; one process at a time does it.
CREATE FUNCTION seal_journal(most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  above bigint;
  closed bigint;
  through bigint;
  sealed integer;
BEGIN
  IF NOT pg_try_advisory_xact_lock(5230018) THEN RETURN 0; END IF;
  SELECT s.to_place INTO above FROM seals s ORDER BY s.number DESC LIMIT 1;
  closed := closed_place();
  SELECT max(id) INTO through FROM (
    SELECT o.id FROM outbox o WHERE o.id > above AND o.id <= closed AND o.player_id IS NOT NULL
     ORDER BY o.id LIMIT most) AS next;
  IF through IS NULL THEN RETURN 0; END IF;
  PERFORM add_seal(above, through, count(*), string_agg(sha256(convert_to(form, 'UTF8')), ''::bytea ORDER BY place),
                   min(recorded_at), max(recorded_at))
     FROM sealable(above, through);
  SELECT s.transactions INTO sealed FROM seals s ORDER BY s.number DESC LIMIT 1;
  RETURN sealed;
END $$;
REVOKE ALL ON FUNCTION seal_journal(integer) FROM PUBLIC;
`;
