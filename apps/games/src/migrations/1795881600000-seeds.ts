import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * What rounds are drawn from. A server's seed itself is stored nowhere: it is derived from the salt and a key that only the
 * processes have, so that neither a copy of this database nor the key alone tells a round to come.
 */
export class Seeds1795881600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Without: opened by a version that had no seeds.
      ALTER TABLE game_sessions ADD seed_salt bytea, ADD client_seed text, ADD seeded_at timestamptz,
        ADD refusals integer NOT NULL DEFAULT 0;

      CREATE TABLE seeds (
        player_id        uuid NOT NULL,
        server_seed_hash bytea NOT NULL CHECK (length(server_seed_hash) = 32),
        game_session_id  uuid NOT NULL,
        salt             bytea NOT NULL CHECK (length(salt) = 32),
        committed_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
        retired_at       timestamptz,
        PRIMARY KEY (player_id, server_seed_hash)
      );
      -- One seed at a time draws rounds for a player, as one session is open at a time.
      CREATE UNIQUE INDEX seeds_in_use ON seeds (player_id) WHERE retired_at IS NULL;
    `);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`
      GRANT SELECT, INSERT ON seeds TO "${role}";
      GRANT UPDATE (retired_at) ON seeds TO "${role}";
      GRANT UPDATE (seed_salt, client_seed, seeded_at, refusals) ON game_sessions TO "${role}";
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE seeds;
      ALTER TABLE game_sessions DROP seed_salt, DROP client_seed, DROP seeded_at, DROP refusals;
    `);
  }
}
