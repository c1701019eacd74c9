import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** How far each stream was heard. */
export class FactPlaces1795874400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE fact_places (
        source         text PRIMARY KEY,
        stream_created text NOT NULL,
        seq            bigint NOT NULL
      );
    `);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON fact_places TO "${role}"`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE fact_places');
  }
}
