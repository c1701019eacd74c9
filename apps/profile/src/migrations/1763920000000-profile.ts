import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Players, the evidence of their checks and consents, their history. Evidence and history can be added to but
 * not changed; a player's row can be deleted by `forget_unconfirmed` alone, which the service may call.
 */
export class Profile1763920000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(forgetUnconfirmed);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      GRANT SELECT, INSERT ON players, verification_checks, consent_changes, activities TO "${role}";
      GRANT UPDATE (
        email, given_name, family_name, date_of_birth, address, version, confirmed_at,
        verification_status, verification_reasons, verification_decided_at, check_id, check_started_at,
        marketing_by_email, marketing_by_sms, reality_check_minutes
      ) ON players TO "${role}";
      GRANT EXECUTE ON FUNCTION forget_unconfirmed() TO "${role}";
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION forget_unconfirmed();
      DROP TABLE activities;
      DROP TABLE consent_changes;
      DROP TABLE verification_checks;
      DROP TABLE players;
    `);
  }
}

const tables = `
  CREATE TABLE players (
    player_id               uuid PRIMARY KEY,
    email                   text NOT NULL,
    given_name              text NOT NULL,
    family_name             text NOT NULL,
    date_of_birth           date NOT NULL,
    address                 jsonb NOT NULL,
    version                 integer NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at              timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- When identity told that the e-mail address was confirmed. Before that the row may be replaced or forgotten.
    confirmed_at            timestamptz,
    verification_status     text NOT NULL DEFAULT 'unverified'
      CHECK (verification_status IN ('unverified', 'pending', 'passed', 'referred', 'failed')),
    verification_reasons    text[] NOT NULL DEFAULT '{}',
    verification_decided_at timestamptz
      CHECK (verification_decided_at IS NOT NULL OR verification_status IN ('unverified', 'pending')),
    -- The check that is at the bureau now: whoever wrote it here decides, anybody else waits.
    check_id                uuid,
    check_started_at        timestamptz,
    marketing_by_email      boolean NOT NULL DEFAULT false,
    marketing_by_sms        boolean NOT NULL DEFAULT false,
    reality_check_minutes   integer NOT NULL DEFAULT 60 CHECK (reality_check_minutes BETWEEN 5 AND 240),
    CHECK ((check_id IS NULL) = (check_started_at IS NULL))
  );
  CREATE INDEX players_unconfirmed ON players (created_at) WHERE confirmed_at IS NULL;

  CREATE TABLE verification_checks (
    player_id    uuid NOT NULL REFERENCES players ON DELETE CASCADE,
    check_id     uuid NOT NULL,
    outcome      text NOT NULL CHECK (outcome IN ('pass', 'refer', 'fail', 'under_age', 'no_answer')),
    reasons      text[] NOT NULL,
    requested_at timestamptz NOT NULL,
    ended_at     timestamptz NOT NULL,
    PRIMARY KEY (player_id, check_id)
  );

  -- Proof of when a consent was given and when it was taken back.
  CREATE TABLE consent_changes (
    player_id  uuid NOT NULL REFERENCES players ON DELETE CASCADE,
    change_id  uuid NOT NULL,
    channel    text NOT NULL CHECK (channel IN ('email', 'sms')),
    given      boolean NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (player_id, change_id)
  );

  CREATE TABLE activities (
    player_id   uuid NOT NULL,
    activity_id uuid NOT NULL,
    kind        text NOT NULL,
    at          timestamptz NOT NULL,
    facts       jsonb NOT NULL,
    PRIMARY KEY (player_id, activity_id)
  );
  CREATE INDEX activities_by_time ON activities (player_id, at DESC, activity_id DESC);
`;

/** A registration ends after a day; the rest of the week is for a fact of its confirmation that is late. */
const forgetUnconfirmed = `
  CREATE FUNCTION forget_unconfirmed() RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM players WHERE player_id IN (
      SELECT player_id FROM players
       WHERE confirmed_at IS NULL AND verification_status = 'unverified'
         AND created_at < clock_timestamp() - interval '7 days'
       ORDER BY created_at LIMIT 20 FOR UPDATE SKIP LOCKED
    );
  $$;
  REVOKE ALL ON FUNCTION forget_unconfirmed() FROM PUBLIC;
`;
