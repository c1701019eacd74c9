import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Lets every fact become a dead letter, whatever it holds and although it has no id, and counts how often one was begun
 * and not ended: the one that kills its process is told by that only.
 */
export class AnyDeadLetter1795950000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE dead_letters
        ALTER COLUMN event_id TYPE text,
        -- What was sent, if text cannot hold it: the payload then is only what can be read of it.
        ADD COLUMN raw bytea;
      CREATE TABLE fact_attempts (
        event_id text PRIMARY KEY,
        begun    integer NOT NULL
      );
    `);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON fact_attempts TO "${role}"`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE fact_attempts;
      -- The version before could not have kept these.
      DELETE FROM dead_letters WHERE event_id !~ '^[0-9a-f-]{36}$';
      ALTER TABLE dead_letters DROP COLUMN raw, ALTER COLUMN event_id TYPE uuid USING event_id::uuid;
    `);
  }
}
