import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What the casino says of a session may come before its seat is written down, and is not said again. */
export class StudioEndedSessions1797600000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE studio_ended_sessions (
        -- The casino's.
        session_id text PRIMARY KEY,
        ended_at   timestamptz NOT NULL DEFAULT clock_timestamp()
      );
    `);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`GRANT SELECT, INSERT ON studio_ended_sessions TO "${role}"`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE studio_ended_sessions`);
  }
}
