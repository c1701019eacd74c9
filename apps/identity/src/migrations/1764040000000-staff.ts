import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Accounts and login sessions of staff, apart from those of players. Name and roles of an account cannot be changed
 * by the service's role, and a disabled one cannot come back. Passwords, tokens and enrolments are hashes; the secret
 * of a second factor is sealed.
 */
export class Staff1764040000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(guard);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      GRANT SELECT, INSERT,
            UPDATE (state, password_hash, factor_sealed, factor_step, enrolment_hash, enrolment_expires_at)
         ON staff TO "${role}";
      GRANT SELECT, INSERT, DELETE,
            UPDATE (generation, last_used_at, closed_at, close_reason) ON staff_sessions TO "${role}";
      GRANT SELECT, INSERT, UPDATE (spent_at) ON staff_refresh_tokens TO "${role}";
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE staff_refresh_tokens;
      DROP TABLE staff_sessions;
      DROP TABLE staff;
      DROP FUNCTION refuse_return_of_staff();
    `);
  }
}

const tables = `
  CREATE TABLE staff (
    staff_id             uuid PRIMARY KEY,
    name                 text NOT NULL UNIQUE,
    roles                text[] NOT NULL CHECK (
      cardinality(roles) BETWEEN 1 AND 5 AND roles <@ '{support,payments,risk,marketing,admin}'),
    state                text NOT NULL CHECK (state IN ('invited', 'active', 'disabled')),
    password_hash        text CHECK (password_hash LIKE '$argon2id$%'),
    factor_sealed        text,
    factor_step          bigint,
    enrolment_hash       text,
    enrolment_expires_at timestamptz,
    created_at           timestamptz NOT NULL,
    -- Nobody is active with one factor alone, and nobody enrols twice with one token.
    CHECK (state <> 'active' OR (password_hash IS NOT NULL AND factor_sealed IS NOT NULL AND enrolment_hash IS NULL)),
    CHECK (state <> 'invited' OR (password_hash IS NULL AND enrolment_hash IS NOT NULL)),
    CHECK ((enrolment_hash IS NULL) = (enrolment_expires_at IS NULL))
  );

  CREATE TABLE staff_sessions (
    session_id   uuid PRIMARY KEY,
    staff_id     uuid NOT NULL REFERENCES staff,
    -- Of the newest refresh token.
    generation   integer NOT NULL DEFAULT 1,
    opened_at    timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL,
    closed_at    timestamptz,
    close_reason text CHECK (close_reason IN ('signed_out', 'token_reused', 'expired', 'disabled')),
    CHECK ((closed_at IS NULL) = (close_reason IS NULL))
  );
  CREATE INDEX staff_sessions_open ON staff_sessions (staff_id) WHERE closed_at IS NULL;
  CREATE INDEX staff_sessions_closed ON staff_sessions (closed_at) WHERE closed_at IS NOT NULL;

  CREATE TABLE staff_refresh_tokens (
    session_id uuid NOT NULL REFERENCES staff_sessions ON DELETE CASCADE,
    generation integer NOT NULL,
    token_hash text NOT NULL,
    spent_at   timestamptz,
    PRIMARY KEY (session_id, generation),
    UNIQUE (session_id, token_hash)
  );
`;

const guard = `
  CREATE FUNCTION refuse_return_of_staff() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'a disabled staff account stays disabled' USING ERRCODE = 'restrict_violation';
  END $$;
  CREATE TRIGGER staff_end BEFORE UPDATE OF state ON staff FOR EACH ROW
    WHEN (OLD.state = 'disabled' AND NEW.state <> OLD.state)
    EXECUTE FUNCTION refuse_return_of_staff();
`;
