import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The round with decisions of a game that is tried for play money lies in the player's one row of demos, and nowhere else. */
export class DemoHands1796810000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE demo_sessions ADD hand jsonb`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE demo_sessions DROP hand`);
  }
}
