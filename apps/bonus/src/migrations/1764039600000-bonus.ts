import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Programmes, awards, and the ledger facts that decide about an award. Unique keys start with player_id, so that
 * distributing the tables by player stays a matter of deployment. The database itself keeps a published programme
 * as it is, an award that is over closed, and a fact that was noted unchanged.
 */
export class Bonus1764039600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(programmes);
    await runner.query(awards);
    await runner.query(guards);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      GRANT SELECT, INSERT, UPDATE ON programmes TO "${role}";
      GRANT SELECT, INSERT ON awards, movements TO "${role}";
      GRANT UPDATE (status, end_reason, committed, bonus, deposit_id, required, counted, winnings,
        free_rounds_played, bonus_money, in_play, heard_version, granted_version, ended_version, granted_at,
        expires_at, ended_at, converted, forfeited, next_check_at, checks) ON awards TO "${role}";
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE movements; DROP TABLE awards; DROP TABLE programmes;
       DROP FUNCTION keep_published(); DROP FUNCTION keep_over();`,
    );
  }
}

const programmes = `
  CREATE TABLE programmes (
    programme_id    text NOT NULL,
    version         integer NOT NULL CHECK (version > 0),
    status          text NOT NULL CHECK (status IN ('draft', 'published', 'ended')),
    definition      jsonb NOT NULL,
    definition_hash text NOT NULL,
    published_at    timestamptz,
    ended_at        timestamptz,
    PRIMARY KEY (programme_id, version)
  );
  CREATE UNIQUE INDEX programmes_one_draft ON programmes (programme_id) WHERE status = 'draft';
  CREATE UNIQUE INDEX programmes_one_published ON programmes (programme_id) WHERE status = 'published';
`;

const awards = `
  CREATE TABLE awards (
    player_id          uuid NOT NULL,
    award_id           uuid NOT NULL,
    programme_id       text NOT NULL,
    programme_version  integer NOT NULL,
    claim_key          text NOT NULL,
    currency           text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    status             text NOT NULL CHECK (status IN
      ('claimed', 'granting', 'active', 'completing', 'ending', 'completed', 'ended')),
    -- Why it ends; set before the status follows where a grant is still under way.
    end_reason         text,
    -- Its part of the programme's budget: the most it can cost, then what it did cost.
    committed          bigint NOT NULL CHECK (committed >= 0),
    bonus              bigint NOT NULL DEFAULT 0 CHECK (bonus >= 0),
    -- The deposit that earned it.
    deposit_id         uuid,
    -- The sums of its movements; \`rebuild\` makes them anew. What counts is kept in ten-thousandths of a minor unit.
    required           bigint NOT NULL DEFAULT 0 CHECK (required >= 0),
    counted            bigint NOT NULL DEFAULT 0 CHECK (counted >= 0),
    winnings           bigint NOT NULL DEFAULT 0 CHECK (winnings >= 0),
    free_rounds_played integer NOT NULL DEFAULT 0 CHECK (free_rounds_played >= 0),
    -- The wallet at the latest version heard of.
    bonus_money        bigint NOT NULL DEFAULT 0,
    in_play            bigint NOT NULL DEFAULT 0,
    heard_version      bigint NOT NULL DEFAULT 0,
    -- Version of the account when the player opted in: a deposit must come after it.
    claimed_version    bigint NOT NULL,
    -- The award lives in the wallet after the first and before the second of these versions.
    granted_version    bigint,
    ended_version      bigint,
    claimed_at         timestamptz NOT NULL,
    granted_at         timestamptz,
    expires_at         timestamptz NOT NULL,
    ended_at           timestamptz,
    converted          bigint,
    forfeited          bigint,
    next_check_at      timestamptz,
    checks             integer NOT NULL DEFAULT 0,
    PRIMARY KEY (player_id, award_id),
    UNIQUE (player_id, claim_key),
    FOREIGN KEY (programme_id, programme_version) REFERENCES programmes
  );
  CREATE UNIQUE INDEX awards_one_open ON awards (player_id) WHERE status NOT IN ('completed', 'ended');
  -- Once per player, unless nothing was given.
  CREATE UNIQUE INDEX awards_once ON awards (player_id, programme_id)
    WHERE status <> 'ended' OR granted_version IS NOT NULL;
  CREATE INDEX awards_due ON awards (next_check_at) WHERE next_check_at IS NOT NULL;
  CREATE INDEX awards_by_programme ON awards (programme_id, programme_version);

  -- Each fact of the ledger about a player with an open award: what it did for the award, and why.
  CREATE TABLE movements (
    player_id   uuid NOT NULL,
    version     bigint NOT NULL,
    award_id    uuid NOT NULL,
    kind        text NOT NULL,
    bonus_money bigint NOT NULL,
    in_play     bigint NOT NULL,
    round_id    uuid,
    game_id     text,
    stake       bigint,
    weight      integer,
    -- Stake times weight: ten-thousandths of a minor unit, so that no fraction of a stake is lost.
    counted     bigint NOT NULL DEFAULT 0,
    free_round  boolean NOT NULL DEFAULT false,
    winnings    bigint NOT NULL DEFAULT 0,
    started_at  timestamptz,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (player_id, version)
  );
  CREATE INDEX movements_by_award ON movements (player_id, award_id, version);
`;

const guards = `
  CREATE FUNCTION keep_published() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'programme % version % was published and stays as it is', OLD.programme_id, OLD.version
      USING ERRCODE = 'restrict_violation';
  END $$;
  CREATE TRIGGER programmes_published BEFORE UPDATE ON programmes FOR EACH ROW
    WHEN (OLD.status <> 'draft' AND (NEW.definition <> OLD.definition OR NEW.definition_hash <> OLD.definition_hash
          OR NEW.status = 'draft' OR OLD.status = 'ended' AND NEW.status <> 'ended'))
    EXECUTE FUNCTION keep_published();

  CREATE FUNCTION keep_over() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'award % is %', OLD.award_id, OLD.status USING ERRCODE = 'restrict_violation';
  END $$;
  CREATE TRIGGER awards_over BEFORE UPDATE OF status, converted, forfeited ON awards FOR EACH ROW
    WHEN (OLD.status IN ('completed', 'ended') AND (NEW.status, NEW.converted, NEW.forfeited)
          IS DISTINCT FROM (OLD.status, OLD.converted, OLD.forfeited))
    EXECUTE FUNCTION keep_over();
`;
