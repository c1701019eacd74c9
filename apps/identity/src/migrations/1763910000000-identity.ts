import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Credentials, registrations, login sessions. No column holds personal data: an e-mail address is a keyed hash.
 * Codes and refresh tokens are stored as hashes. Credentials can be added, and only their hash be changed.
 */
export class Identity1763910000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      GRANT SELECT, INSERT, UPDATE (password_hash) ON credentials TO "${role}";
      GRANT SELECT, INSERT, DELETE,
            UPDATE (attempts, sent_at, confirmed_at, password_hash) ON registrations TO "${role}";
      GRANT SELECT, INSERT, DELETE, UPDATE (attempts, last_at) ON sign_in_attempts TO "${role}";
      GRANT SELECT, INSERT, DELETE,
            UPDATE (generation, last_used_at, closed_at, close_reason) ON sessions TO "${role}";
      GRANT SELECT, INSERT, UPDATE (spent_at) ON refresh_tokens TO "${role}";
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE refresh_tokens;
      DROP TABLE sessions;
      DROP TABLE sign_in_attempts;
      DROP TABLE registrations;
      DROP TABLE credentials;
    `);
  }
}

const tables = `
  CREATE TABLE credentials (
    player_id     uuid PRIMARY KEY,
    email_index   text NOT NULL UNIQUE,
    password_hash text NOT NULL CHECK (password_hash LIKE '$argon2id$%'),
    created_at    timestamptz NOT NULL
  );

  CREATE TABLE registrations (
    registration_id uuid PRIMARY KEY,
    -- The player this registration makes if it is confirmed. Every registration has one of its own, so that
    -- nothing of another registration for the same address can get into the account.
    player_id       uuid NOT NULL UNIQUE,
    email_index     text NOT NULL,
    currency        text NOT NULL,
    -- True if the address had an account: such a registration looks like any other and never confirms.
    decoy           boolean NOT NULL,
    password_hash   text,
    code_hash       text NOT NULL,
    attempts        integer NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL,
    sent_at         timestamptz,
    confirmed_at    timestamptz,
    CHECK (NOT (decoy AND confirmed_at IS NOT NULL))
  );
  CREATE INDEX registrations_by_email ON registrations (email_index, registration_id);
  CREATE INDEX registrations_by_age ON registrations (created_at);

  CREATE TABLE sign_in_attempts (
    email_index text PRIMARY KEY,
    -- Times of the attempts since the last success that still count, oldest first.
    attempts    timestamptz[] NOT NULL,
    last_at     timestamptz NOT NULL
  );
  CREATE INDEX sign_in_attempts_by_age ON sign_in_attempts (last_at);

  CREATE TABLE sessions (
    session_id   uuid PRIMARY KEY,
    player_id    uuid NOT NULL REFERENCES credentials,
    -- Of the newest refresh token.
    generation   integer NOT NULL DEFAULT 1,
    opened_at    timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL,
    closed_at    timestamptz,
    close_reason text CHECK (close_reason IN ('signed_out', 'token_reused', 'expired')),
    CHECK ((closed_at IS NULL) = (close_reason IS NULL))
  );
  CREATE INDEX sessions_open ON sessions (last_used_at) WHERE closed_at IS NULL;
  CREATE INDEX sessions_closed ON sessions (closed_at) WHERE closed_at IS NOT NULL;

  CREATE TABLE refresh_tokens (
    session_id uuid NOT NULL REFERENCES sessions ON DELETE CASCADE,
    generation integer NOT NULL,
    token_hash text NOT NULL,
    spent_at   timestamptz,
    PRIMARY KEY (session_id, generation),
    UNIQUE (session_id, token_hash)
  );
`;
