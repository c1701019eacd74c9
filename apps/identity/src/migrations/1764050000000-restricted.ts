import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** A session may end because its player was restricted; a player's open sessions are found by an index. */
export class Restricted1764050000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sessions DROP CONSTRAINT sessions_close_reason_check;
      ALTER TABLE sessions ADD CONSTRAINT sessions_close_reason_check
        CHECK (close_reason IN ('signed_out', 'token_reused', 'expired', 'restricted'));
      CREATE INDEX sessions_open_by_player ON sessions (player_id) WHERE closed_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX sessions_open_by_player;
      UPDATE sessions SET close_reason = 'signed_out' WHERE close_reason = 'restricted';
      ALTER TABLE sessions DROP CONSTRAINT sessions_close_reason_check;
      ALTER TABLE sessions ADD CONSTRAINT sessions_close_reason_check
        CHECK (close_reason IN ('signed_out', 'token_reused', 'expired'));
    `);
  }
}
