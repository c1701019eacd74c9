import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Players' restrictions, limits and the decisions behind them. What a decision said cannot be changed, the end of
 * a restriction is set once, and no column holds personal data: people are asked about, never kept.
 */
export class Protection1763950000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(guards);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      GRANT SELECT, INSERT, UPDATE (revision, acknowledged, version, next_push_at, pushes) ON players TO "${role}";
      GRANT SELECT, INSERT, UPDATE (ends_at, released_at) ON restrictions TO "${role}";
      GRANT SELECT, INSERT ON decisions, scheme_checks TO "${role}";
      GRANT SELECT, INSERT, DELETE, UPDATE (amount, set_at) ON limits TO "${role}";
      GRANT SELECT, INSERT, DELETE ON limit_changes TO "${role}";
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE limit_changes; DROP TABLE limits; DROP TABLE scheme_checks; DROP TABLE decisions;
      DROP TABLE restrictions; DROP TABLE players; DROP FUNCTION refuse_other_end();
    `);
  }
}

const tables = `
  CREATE TABLE players (
    player_id    uuid PRIMARY KEY,
    -- Of the limits and blocks as decided here, and the newest of them that the wallet has confirmed.
    revision     bigint NOT NULL DEFAULT 0,
    acknowledged bigint NOT NULL DEFAULT 0,
    -- Of the limits and of the wishes for others: the ETag.
    version      bigint NOT NULL DEFAULT 1,
    -- When the wallet is told next; null once it has confirmed.
    next_push_at timestamptz,
    pushes       integer NOT NULL DEFAULT 0,
    CHECK (acknowledged <= revision)
  );
  CREATE INDEX players_due ON players (next_push_at) WHERE next_push_at IS NOT NULL;

  CREATE TABLE restrictions (
    player_id      uuid NOT NULL REFERENCES players,
    restriction_id uuid NOT NULL,
    kind           text NOT NULL CHECK (kind IN
      ('time_out', 'self_exclusion', 'scheme_exclusion', 'staff_block')),
    -- These three by the player's clock. Until is the earliest end; a self-exclusion lasts beyond it until the
    -- player asks to return, and only then has an end.
    starts_at      timestamptz NOT NULL,
    until          timestamptz,
    ends_at        timestamptz,
    placed_at      timestamptz NOT NULL,
    released_at    timestamptz,
    PRIMARY KEY (player_id, restriction_id),
    CHECK ((until IS NOT NULL) = (kind IN ('time_out', 'self_exclusion'))),
    CHECK (ends_at >= until),
    CHECK (kind <> 'time_out' OR ends_at = until),
    CHECK (released_at IS NULL OR ends_at IS NOT NULL OR until IS NULL)
  );
  CREATE INDEX restrictions_ending ON restrictions (ends_at) WHERE released_at IS NULL AND ends_at IS NOT NULL;

  CREATE TABLE decisions (
    player_id   uuid NOT NULL REFERENCES players,
    decision_id uuid NOT NULL,
    decision    text NOT NULL,
    decided_by  text NOT NULL CHECK (decided_by IN ('player', 'staff', 'scheme', 'platform')),
    actor       text NOT NULL,
    -- Shown to the player; the note is not.
    reason      text NOT NULL,
    note        text,
    decided_at  timestamptz NOT NULL,
    PRIMARY KEY (player_id, decision_id)
  );

  -- That the scheme was asked and what it said; of whom only for players.
  CREATE TABLE scheme_checks (
    check_id   uuid PRIMARY KEY,
    player_id  uuid,
    purpose    text NOT NULL CHECK (purpose IN ('registration', 'sign_in')),
    answer     text NOT NULL CHECK (answer IN ('excluded', 'clear', 'formerly_excluded', 'unavailable')),
    reference  text,
    checked_at timestamptz NOT NULL
  );
  CREATE INDEX scheme_checks_by_player ON scheme_checks (player_id, checked_at);

  CREATE TABLE limits (
    player_id uuid NOT NULL REFERENCES players,
    kind      text NOT NULL CHECK (kind IN ('deposit', 'loss', 'stake')),
    period    text NOT NULL CHECK (period IN ('day', 'week', 'month')),
    amount    bigint NOT NULL CHECK (amount BETWEEN 0 AND 9007199254740991),
    currency  text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    set_at    timestamptz NOT NULL,
    PRIMARY KEY (player_id, kind, period)
  );

  CREATE TABLE limit_changes (
    player_id        uuid NOT NULL,
    change_id        uuid NOT NULL,
    kind             text NOT NULL,
    period           text NOT NULL,
    -- Null to have no limit.
    amount           bigint CHECK (amount BETWEEN 0 AND 9007199254740991),
    -- By the player's clock.
    requested_at     timestamptz NOT NULL,
    confirmable_from timestamptz NOT NULL,
    PRIMARY KEY (player_id, change_id),
    UNIQUE (player_id, kind, period),
    FOREIGN KEY (player_id, kind, period) REFERENCES limits ON DELETE CASCADE,
    CHECK (confirmable_from >= requested_at + interval '24 hours')
  );
`;

const guards = `
  CREATE FUNCTION refuse_other_end() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'the end of a restriction is set once' USING ERRCODE = 'restrict_violation';
  END $$;
  CREATE TRIGGER restrictions_keep BEFORE UPDATE ON restrictions FOR EACH ROW
    WHEN (OLD.released_at IS NOT NULL
          OR OLD.ends_at IS NOT NULL AND NEW.ends_at IS DISTINCT FROM OLD.ends_at)
    EXECUTE FUNCTION refuse_other_end();
`;
