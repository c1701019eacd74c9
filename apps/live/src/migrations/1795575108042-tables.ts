import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Tables with their lease, rounds, the bets in them, and what each player's part in a round came to. */
export class Tables1795575108042 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      GRANT SELECT, INSERT ON live_tables, table_rounds, table_bets, round_parts, table_sessions TO "${role}";
      GRANT UPDATE (owner, epoch, lease_until) ON live_tables TO "${role}";
      GRANT UPDATE (phase, revision, changed_at, next_phase_at, pocket, draws, reason) ON table_rounds TO "${role}";
      GRANT UPDATE (status, refusal, round_id, game_session_id, started_at, attempted_at, placed_at, receipt) ON table_bets TO "${role}";
      GRANT UPDATE (state, ended_at, code) ON round_parts TO "${role}";
      GRANT UPDATE (closed_at) ON table_sessions TO "${role}";
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE table_sessions; DROP TABLE round_parts; DROP TABLE table_bets; DROP TABLE table_rounds; DROP TABLE live_tables;',
    );
  }
}

const tables = `
  -- One replica owns a table at a time. Whoever writes for it names the epoch it holds; a new owner has a higher one.
  CREATE TABLE live_tables (
    table_id    text PRIMARY KEY,
    owner       uuid,
    epoch       bigint NOT NULL DEFAULT 0,
    lease_until timestamptz NOT NULL DEFAULT '-infinity'
  );

  CREATE TABLE table_rounds (
    round_id        uuid PRIMARY KEY,
    table_id        text NOT NULL REFERENCES live_tables,
    number          bigint NOT NULL CHECK (number > 0),
    definition_hash text NOT NULL,
    phase           text NOT NULL CHECK (phase IN ('betting', 'closed', 'spinning', 'settling', 'settled', 'voiding', 'voided')),
    revision        bigint NOT NULL,
    opened_at       timestamptz NOT NULL,
    bets_close_at   timestamptz NOT NULL,
    changed_at      timestamptz NOT NULL,
    next_phase_at   timestamptz,
    pocket          integer CHECK (pocket BETWEEN 0 AND 37),
    draws           jsonb,
    reason          text,
    UNIQUE (table_id, number),
    -- A pocket is drawn once, with its draws, and a round with a result is never voided.
    CHECK ((pocket IS NULL) = (draws IS NULL)),
    CHECK ((pocket IS NOT NULL) = (phase IN ('spinning', 'settling', 'settled')))
  );
  -- Whatever the code does, a table plays one round at a time.
  CREATE UNIQUE INDEX table_rounds_open ON table_rounds (table_id) WHERE phase NOT IN ('settled', 'voided');

  CREATE TABLE table_bets (
    player_id       uuid NOT NULL,
    bet_id          uuid NOT NULL,
    table_id        text NOT NULL REFERENCES live_tables,
    round_id        uuid NOT NULL REFERENCES table_rounds,
    game_session_id uuid NOT NULL,
    currency        text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    stake           bigint NOT NULL CHECK (stake > 0),
    bets            jsonb NOT NULL,
    status          text NOT NULL CHECK (status IN ('placing', 'placed', 'refused', 'lapsed')),
    refusal         text,
    -- On the clock of the player, as the ledger has it; and on that of the server.
    started_at      timestamptz NOT NULL,
    attempted_at    timestamptz NOT NULL,
    placed_at       timestamptz,
    receipt         jsonb,
    PRIMARY KEY (player_id, bet_id)
  );
  CREATE INDEX table_bets_by_round ON table_bets (round_id, player_id);

  CREATE TABLE round_parts (
    round_id  uuid NOT NULL REFERENCES table_rounds,
    player_id uuid NOT NULL,
    currency  text NOT NULL,
    stake     bigint NOT NULL CHECK (stake >= 0),
    payout    bigint NOT NULL CHECK (payout >= 0),
    outcome   jsonb NOT NULL,
    state     text NOT NULL CHECK (state IN ('settle', 'settled', 'void', 'voided', 'failed')),
    code      text,
    ended_at  timestamptz,
    PRIMARY KEY (round_id, player_id)
  );
  CREATE INDEX round_parts_due ON round_parts (round_id, player_id) WHERE state IN ('settle', 'void');

  CREATE TABLE table_sessions (
    player_id       uuid NOT NULL,
    game_session_id uuid NOT NULL,
    table_id        text NOT NULL REFERENCES live_tables,
    opened_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    closed_at       timestamptz,
    PRIMARY KEY (player_id, game_session_id)
  );
  CREATE UNIQUE INDEX table_sessions_open ON table_sessions (player_id, table_id) WHERE closed_at IS NULL;
`;
