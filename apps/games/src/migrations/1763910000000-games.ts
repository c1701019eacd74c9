import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Game sessions and the history of rounds. Rounds are a projection of the wallet's facts: nothing here moves money.
 * Every unique key starts with player_id: distributing these tables by player stays a matter of deployment.
 */
export class Games1763910000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      GRANT SELECT, INSERT ON game_sessions, rounds TO "${role}";
      GRANT UPDATE (closed_at, stake_cap, cap_changes_at) ON game_sessions TO "${role}";
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE rounds; DROP TABLE game_sessions;`);
  }
}

const tables = `
  CREATE TABLE game_sessions (
    player_id       uuid NOT NULL,
    game_session_id uuid NOT NULL,
    game_id         text NOT NULL,
    currency        text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    stake_cap       bigint NOT NULL CHECK (stake_cap > 0),
    cap_changes_at  timestamptz,
    opened_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    closed_at       timestamptz,
    PRIMARY KEY (player_id, game_session_id)
  );
  -- One game at a time: whatever the code does, a player has one open session.
  CREATE UNIQUE INDEX game_sessions_open ON game_sessions (player_id) WHERE closed_at IS NULL;

  CREATE TABLE rounds (
    player_id       uuid NOT NULL,
    round_id        uuid NOT NULL,
    game_session_id uuid NOT NULL,
    game_id         text NOT NULL,
    currency        text NOT NULL,
    stake           bigint NOT NULL CHECK (stake > 0),
    payout          bigint NOT NULL CHECK (payout >= 0),
    outcome         jsonb NOT NULL,
    started_at      timestamptz NOT NULL,
    settled_at      timestamptz NOT NULL,
    PRIMARY KEY (player_id, round_id)
  );
  CREATE INDEX rounds_by_time ON rounds (player_id, settled_at DESC, round_id DESC);
`;
