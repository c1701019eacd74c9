import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { postFunction } from '../ledger/post.sql.js';

/**
 * Accounts, transactions, entries. The service's role may read them and call `post`; it cannot write a row by
 * itself, so that no bug outside of `post` can move money. Every unique key starts with player_id: distributing
 * these tables by player stays a matter of deployment.
 */
export class Ledger1763900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(guards);
    await runner.query(postFunction);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      GRANT SELECT ON accounts, transactions, entries TO "${role}";
      GRANT EXECUTE ON FUNCTION post(jsonb), open_account(uuid, text) TO "${role}";
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION post(jsonb);
      DROP FUNCTION open_account(uuid, text);
      DROP TABLE entries;
      DROP TABLE transactions;
      DROP TABLE accounts;
      DROP FUNCTION refuse_unbalanced();
      DROP FUNCTION refuse_change();
    `);
  }
}

const tables = `
  CREATE TABLE accounts (
    player_id     uuid NOT NULL,
    currency      text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    cash          bigint NOT NULL DEFAULT 0 CHECK (cash BETWEEN 0 AND 9007199254740991),
    withdrawing   bigint NOT NULL DEFAULT 0 CHECK (withdrawing BETWEEN 0 AND 9007199254740991),
    version       bigint NOT NULL DEFAULT 0,
    last_round_at timestamptz,
    opened_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (player_id, currency)
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
    cash_after        bigint NOT NULL,
    withdrawing_after bigint NOT NULL,
    version           bigint NOT NULL,
    stake             bigint CHECK (stake > 0),
    payout            bigint CHECK (payout >= 0),
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

  -- True if this call opened the account.
  CREATE FUNCTION open_account(player uuid, code text) RETURNS boolean
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH opened AS (
      INSERT INTO accounts (player_id, currency) VALUES (player, code) ON CONFLICT DO NOTHING RETURNING 1
    )
    SELECT EXISTS (SELECT FROM opened);
  $$;
  REVOKE ALL ON FUNCTION open_account(uuid, text) FROM PUBLIC;
`;
