import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * The journal's row is the transaction: what was answered lies beside the entries, `transactions` becomes a view of it,
 * and a key keeps only where to find it. An account carries what a bet is held against. `post` carries commands out one
 * after the other and writes them together.
 */
export class OneRow1795809600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(accounts);
    await runner.query(journal);
    await runner.query(keys);
    await runner.query(outbox);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`GRANT SELECT ON known_commands TO "${role}"`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('transactions are not taken apart again: restore the backup before it'));
  }
}

const accounts = `
  CREATE DOMAIN currency_code AS text CHECK (VALUE ~ '^[A-Z]{3}$');
  DROP FUNCTION IF EXISTS post(jsonb), kept(date, date, bigint, bigint), said(text, bigint, text), named(text, text);
  DROP TYPE IF EXISTS posted;
  ALTER TABLE accounts
    -- When its last transaction was recorded: no later one is recorded before it, whatever the clock does.
    ADD COLUMN changed_at timestamptz,
    -- Copies of the player's limits and blocks, so that a bet reads one row.
    ADD COLUMN play_blocked_until timestamptz,
    ADD COLUMN stake_limit_day bigint, ADD COLUMN stake_limit_week bigint, ADD COLUMN stake_limit_month bigint,
    ADD COLUMN loss_limit_day bigint, ADD COLUMN loss_limit_week bigint, ADD COLUMN loss_limit_month bigint,
    ALTER currency TYPE currency_code,
    DROP CONSTRAINT accounts_currency_check, DROP CONSTRAINT accounts_cash_check, DROP CONSTRAINT accounts_bonus_check,
    DROP CONSTRAINT accounts_in_play_check, DROP CONSTRAINT accounts_withdrawing_check, DROP CONSTRAINT accounts_check,
    -- One check and not six: each is read anew by every statement that writes a row.
    ADD CONSTRAINT accounts_floor CHECK (
      least(cash, bonus, in_play, withdrawing) >= 0 AND greatest(cash, bonus, in_play, withdrawing) <= 9007199254740991
      AND (bonus = 0 OR award_id IS NOT NULL));
  UPDATE accounts a SET changed_at = (
    SELECT max(t.recorded_at) FROM transactions t WHERE t.player_id = a.player_id AND t.currency = a.currency);
`;

const journal = `
  DROP TRIGGER journal_known ON journal;
  DROP FUNCTION refuse_strange_entries();
  ALTER TABLE journal
    ADD COLUMN kind text, ADD COLUMN source text, ADD COLUMN external_id uuid,
    ADD COLUMN cash_after bigint, ADD COLUMN bonus_after bigint, ADD COLUMN in_play_after bigint,
    ADD COLUMN withdrawing_after bigint, ADD COLUMN stake_from_bonus bigint,
    -- The round a stake is in; of every other kind the round is the external id.
    ADD COLUMN round_id uuid,
    ADD COLUMN award_id uuid, ADD COLUMN game_id text, ADD COLUMN game_session_id uuid,
    ADD COLUMN started_at timestamptz, ADD COLUMN outcome json,
    DROP CONSTRAINT journal_pkey,
    DROP CONSTRAINT journal_cash_out_check, DROP CONSTRAINT journal_cash_in_check,
    DROP CONSTRAINT journal_bonus_out_check, DROP CONSTRAINT journal_bonus_in_check,
    DROP CONSTRAINT journal_in_play_check, DROP CONSTRAINT journal_withdrawing_check,
    DROP CONSTRAINT journal_revenue_in_check, DROP CONSTRAINT journal_revenue_out_check,
    DROP CONSTRAINT journal_bonus_cost_check, DROP CONSTRAINT journal_clearing_check,
    DROP CONSTRAINT journal_check;
  ${triggers('DISABLE')}
  UPDATE journal j
     SET kind = t.kind, source = t.source, external_id = t.external_id, cash_after = t.cash_after,
         bonus_after = t.bonus_after, in_play_after = t.in_play_after, withdrawing_after = t.withdrawing_after,
         stake_from_bonus = t.stake_from_bonus, outcome = t.outcome
    FROM transactions t
   WHERE t.player_id = j.player_id AND t.currency = j.currency AND t.version = j.version;
  ${triggers('ENABLE')}
  ALTER TABLE journal
    ALTER kind SET NOT NULL, ALTER source SET NOT NULL, ALTER external_id SET NOT NULL,
    ALTER cash_after SET NOT NULL, ALTER bonus_after SET NOT NULL, ALTER in_play_after SET NOT NULL,
    ALTER withdrawing_after SET NOT NULL,
    -- A player's history in order, and the account as it was at any instant.
    ADD PRIMARY KEY (player_id, recorded_at, version, currency),
    ADD CONSTRAINT journal_provider CHECK (clearing IS NULL OR provider IS NOT NULL);
`;

const keys = `
  -- Idempotency: a command is known by its source and external id, for ever, and its transaction is found by the rest.
  CREATE TABLE known_commands (
    player_id   uuid NOT NULL,
    source      text NOT NULL,
    external_id uuid NOT NULL,
    -- The first half of a SHA-256 of all that the caller decided.
    fingerprint uuid NOT NULL,
    currency    text NOT NULL,
    version     bigint NOT NULL,
    recorded_at timestamptz NOT NULL,
    -- The id first: ids are given in the order of time, so that new ones lie together at the end of the index.
    PRIMARY KEY (external_id, player_id, source)
  );
  INSERT INTO known_commands (player_id, source, external_id, fingerprint, currency, version, recorded_at)
  SELECT player_id, source, external_id, left(fingerprint, 32)::uuid, currency, version, recorded_at FROM transactions;
  SELECT keep_append_only('known_commands');
  DROP TABLE transactions;
`;

const outbox = `
  -- Where the transaction is that a fact tells of; facts of before the change are whole by themselves.
  ALTER TABLE outbox ADD COLUMN player_id uuid, ADD COLUMN recorded_at timestamptz, ADD COLUMN version bigint,
    ADD COLUMN currency text;
`;

/** The journal and its parts, one by one: the triggers that keep them append-only. */
function triggers(verb: 'DISABLE' | 'ENABLE'): string {
  return `
  DO $$
  DECLARE part regclass;
  BEGIN
    FOR part IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'journal'::regclass LOOP
      EXECUTE format('ALTER TABLE %s ${verb} TRIGGER USER', part);
    END LOOP;
    ALTER TABLE ONLY journal ${verb} TRIGGER USER;
  END $$;`;
}
