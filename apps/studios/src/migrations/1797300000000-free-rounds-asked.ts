import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** When safer-gambling was asked last whether a player may still have free rounds. */
export class FreeRoundsAsked1797300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE studio_free_rounds ADD COLUMN asked_at timestamptz NOT NULL DEFAULT clock_timestamp();
      CREATE INDEX studio_free_rounds_asked ON studio_free_rounds (asked_at) WHERE state = 'issued' AND used < rounds;
    `);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`GRANT UPDATE (asked_at) ON studio_free_rounds TO "${role}"`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP INDEX studio_free_rounds_asked; ALTER TABLE studio_free_rounds DROP COLUMN asked_at`,
    );
  }
}
