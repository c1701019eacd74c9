import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Which replica of the service hears facts, and until when it need not say so again. */
export class FactTurn1796000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE fact_turn (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        holder   uuid,
        until    timestamptz NOT NULL DEFAULT '-infinity'
      );
      INSERT INTO fact_turn DEFAULT VALUES;
    `);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`GRANT SELECT, UPDATE (holder, until) ON fact_turn TO "${role}"`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE fact_turn');
  }
}
