import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** From when on a session takes no bets until its player has looked at the clock; null in those of a version without. */
export class RealityChecks1796700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE table_sessions ADD reality_check_at timestamptz`);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`GRANT UPDATE (reality_check_at) ON table_sessions TO "${role}"`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE table_sessions DROP reality_check_at`);
  }
}
