import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Sessions end when the casino says so: none of those that are there is known by the id it says. */
export class StudioSessions1797500000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE studio_seats
        -- The casino's.
        ADD COLUMN session_id text,
        ADD COLUMN ended_at   timestamptz;
      CREATE INDEX studio_seats_session ON studio_seats (session_id) WHERE session_id IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP INDEX studio_seats_session; ALTER TABLE studio_seats DROP COLUMN session_id, DROP COLUMN ended_at`,
    );
  }
}
