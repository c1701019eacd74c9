import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The register of the exclusion scheme: people by e-mail address, with the answer about them. */
export class Exclusions1764060000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE exclusions (
        email  text PRIMARY KEY,
        answer text NOT NULL CHECK (answer IN ('Y', 'N', 'P'))
      );
    `);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON exclusions TO "${role}"`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE exclusions`);
  }
}
