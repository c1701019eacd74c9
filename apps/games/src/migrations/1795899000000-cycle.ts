import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** When the first round of a session may start: a round with decisions that was just played in another game holds it up. */
export class Cycle1795899000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE game_sessions ADD starts_from timestamptz`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE game_sessions DROP starts_from`);
  }
}
