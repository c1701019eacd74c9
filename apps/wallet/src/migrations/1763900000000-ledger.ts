import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Accounts, transactions, entries, and what a stake or a deposit is held against: limits, blocks, awards. The
 * service's role may read them and call the functions; it cannot write a row by itself, so that no bug outside of
 * `post` can move money. The functions themselves come with the newest migration that changes them. Every unique key
 * starts with player_id: distributing these tables by player stays a matter of deployment.
 */
export class Ledger1763900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(guards);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      GRANT SELECT ON accounts, transactions, entries, controls, limits, blocks, deposit_reservations, awards,
        round_stakes TO "${role}";
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE round_stakes, awards, deposit_reservations, blocks, limits, controls, entries, transactions, accounts;
      DROP FUNCTION refuse_unbalanced();
      DROP FUNCTION refuse_change();
    `);
  }
}

const controlTables = `
  CREATE TABLE controls (
    player_id uuid PRIMARY KEY,
    revision  bigint NOT NULL CHECK (revision > 0)
  );

  CREATE TABLE limits (
    player_id uuid NOT NULL,
    kind      text NOT NULL CHECK (kind IN ('deposit', 'loss', 'stake')),
    period    text NOT NULL CHECK (period IN ('day', 'week', 'month')),
    currency  text NOT NULL,
    amount    bigint NOT NULL CHECK (amount >= 0),
    PRIMARY KEY (player_id, currency, kind, period)
  );

  CREATE TABLE blocks (
    player_id uuid NOT NULL,
    scope     text NOT NULL CHECK (scope IN ('play', 'deposit')),
    reason    text NOT NULL,
    until     timestamptz,
    PRIMARY KEY (player_id, scope, reason)
  );

  CREATE TABLE deposit_reservations (
    player_id   uuid NOT NULL,
    deposit_id  uuid NOT NULL,
    currency    text NOT NULL,
    amount      bigint NOT NULL CHECK (amount > 0),
    reserved_at timestamptz NOT NULL,
    state       text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'credited', 'cancelled')),
    PRIMARY KEY (player_id, deposit_id)
  );

  CREATE TABLE awards (
    player_id        uuid NOT NULL,
    award_id         uuid NOT NULL,
    currency         text NOT NULL,
    state            text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'converted', 'forfeited')),
    -- Largest stake of a round that uses bonus money.
    maximum_stake    bigint NOT NULL CHECK (maximum_stake > 0),
    free_game        text,
    free_stake       bigint CHECK (free_stake > 0),
    free_rounds_left integer NOT NULL CHECK (free_rounds_left >= 0),
    PRIMARY KEY (player_id, award_id)
  );

  -- A player's part in a round that is settled later. Kept for ever: a stake after the end is refused.
  CREATE TABLE round_stakes (
    player_id       uuid NOT NULL,
    round_id        uuid NOT NULL,
    currency        text NOT NULL,
    game_id         text,
    game_session_id uuid,
    -- The first stake, on the player's clock: where stakes and payout are counted.
    started_at      timestamptz NOT NULL,
    stake_cash      bigint NOT NULL CHECK (stake_cash >= 0),
    stake_bonus     bigint NOT NULL CHECK (stake_bonus >= 0),
    state           text NOT NULL CHECK (state IN ('open', 'settled', 'voided')),
    PRIMARY KEY (player_id, round_id)
  );
  CREATE INDEX round_stakes_open ON round_stakes (player_id) WHERE state = 'open';
`;

const tables = `
  CREATE TABLE accounts (
    player_id     uuid NOT NULL,
    currency      text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    cash          bigint NOT NULL DEFAULT 0 CHECK (cash BETWEEN 0 AND 9007199254740991),
    bonus         bigint NOT NULL DEFAULT 0 CHECK (bonus BETWEEN 0 AND 9007199254740991),
    in_play       bigint NOT NULL DEFAULT 0 CHECK (in_play BETWEEN 0 AND 9007199254740991),
    withdrawing   bigint NOT NULL DEFAULT 0 CHECK (withdrawing BETWEEN 0 AND 9007199254740991),
    version       bigint NOT NULL DEFAULT 0,
    last_round_at timestamptz,
    -- The active award: all bonus money belongs to it, and without one there is none.
    award_id      uuid,
    -- What was spent in the present day, week and month, each named by the date on which it began.
    day   date, day_deposited   bigint NOT NULL DEFAULT 0, day_staked   bigint NOT NULL DEFAULT 0,
                day_paid_out    bigint NOT NULL DEFAULT 0,
    week  date, week_deposited  bigint NOT NULL DEFAULT 0, week_staked  bigint NOT NULL DEFAULT 0,
                week_paid_out   bigint NOT NULL DEFAULT 0,
    month date, month_deposited bigint NOT NULL DEFAULT 0, month_staked bigint NOT NULL DEFAULT 0,
                month_paid_out  bigint NOT NULL DEFAULT 0,
    opened_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (player_id, currency),
    CHECK (bonus = 0 OR award_id IS NOT NULL)
  );

  CREATE TABLE transactions (
    player_id         uuid NOT NULL,
    transaction_id    uuid NOT NULL,
    source            text NOT NULL,
    external_id       uuid NOT NULL,
    fingerprint       text NOT NULL,
    kind              text NOT NULL,
    currency          text NOT NULL,
    cash_change       bigint NOT NULL,
    bonus_change      bigint NOT NULL,
    cash_after        bigint NOT NULL,
    bonus_after       bigint NOT NULL,
    in_play_after     bigint NOT NULL,
    withdrawing_after bigint NOT NULL,
    version           bigint NOT NULL,
    stake             bigint CHECK (stake > 0),
    payout            bigint CHECK (payout >= 0),
    stake_from_bonus  bigint NOT NULL,
    payout_to_bonus   bigint NOT NULL,
    outcome           jsonb,
    recorded_at       timestamptz NOT NULL,
    PRIMARY KEY (player_id, transaction_id),
    -- Idempotency: a command is known by its source and external id, for ever.
    UNIQUE (player_id, source, external_id),
    -- A version is given once: two transactions can never both have seen the same balance.
    UNIQUE (player_id, currency, version),
    FOREIGN KEY (player_id, currency) REFERENCES accounts
  );
  CREATE INDEX transactions_by_time ON transactions (player_id, recorded_at DESC, transaction_id DESC);

  CREATE TABLE entries (
    player_id      uuid NOT NULL,
    transaction_id uuid NOT NULL,
    line           smallint NOT NULL,
    account        text NOT NULL,
    currency       text NOT NULL,
    amount         bigint NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (player_id, transaction_id, line),
    FOREIGN KEY (player_id, transaction_id) REFERENCES transactions
  );
${controlTables}
`;

const guards = `
  -- The entries of a transaction are written by one statement; that statement must balance.
  CREATE FUNCTION refuse_unbalanced() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (
      SELECT FROM added GROUP BY player_id, transaction_id, currency HAVING sum(amount) <> 0
    ) OR EXISTS (
      SELECT FROM added a JOIN transactions t USING (player_id, transaction_id) WHERE a.currency <> t.currency
    ) THEN
      RAISE EXCEPTION 'entries of a transaction must sum to zero in its own currency'
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER entries_balance AFTER INSERT ON entries
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_unbalanced();

  CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END $$;
  CREATE TRIGGER entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER transactions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON transactions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;
