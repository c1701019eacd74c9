import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** From when on a session takes no round until its player has looked at the clock; null in those of a version without. */
export class RealityChecks1796600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE game_sessions ADD reality_check_at timestamptz;
      ALTER TABLE demo_sessions ADD reality_check_at timestamptz;
    `);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`GRANT UPDATE (reality_check_at) ON game_sessions TO "${role}"`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE demo_sessions DROP reality_check_at;
      ALTER TABLE game_sessions DROP reality_check_at;
    `);
  }
}
