import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Finds players by e-mail address and name whatever the capitals; the collation knows more letters than ASCII's. */
export class PlayerSearch1764044000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX players_by_email ON players (lower(email COLLATE "pg_c_utf8"));
      CREATE INDEX players_by_family_name ON players (lower(family_name COLLATE "pg_c_utf8"));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX players_by_family_name; DROP INDEX players_by_email;`);
  }
}
