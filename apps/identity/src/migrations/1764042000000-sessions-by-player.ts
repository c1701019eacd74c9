import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Staff read the login sessions of one player, newest first. */
export class SessionsByPlayer1764042000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX sessions_by_player ON sessions (player_id, session_id DESC)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX sessions_by_player`);
  }
}
