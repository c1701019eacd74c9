import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Sessions for play money, apart from those for money: what counts those cannot count these, and a process of a version that
 * knows no demo finds no session instead of staking money in one. One row a player, whatever is tried.
 */
export class Demo1796150000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE demo_sessions (
        player_id       uuid PRIMARY KEY,
        game_session_id uuid NOT NULL,
        game_id         text NOT NULL,
        currency        text NOT NULL,
        stake_cap       bigint NOT NULL CHECK (stake_cap > 0),
        seed_salt       bytea NOT NULL CHECK (length(seed_salt) = 32),
        balance         bigint NOT NULL CHECK (balance >= 0),
        -- The round played last, so that a repeat of its request gets it again.
        last_round      jsonb,
        starts_from     timestamptz,
        opened_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
        closed_at       timestamptz
      )
    `);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON demo_sessions TO "${role}"`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE demo_sessions`);
  }
}
