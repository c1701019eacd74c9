import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Sessions end with the login that they were launched in. Of those that are open there is no more known than before. */
export class SessionEnds1797500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE studio_sessions ADD COLUMN login_session_id uuid;
      CREATE INDEX studio_sessions_open ON studio_sessions (player_id) WHERE closed_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP INDEX studio_sessions_open; ALTER TABLE studio_sessions DROP COLUMN login_session_id`,
    );
  }
}
