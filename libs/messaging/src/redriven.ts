import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Lets a dead letter be worked on again, on demand, and counts how often work on a fact failed for a reason of its own:
 * deliveries during an outage brought one that failed once after it among the dead.
 */
export class Redriven1795960000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE dead_letters
        -- Asked for, and not done yet; done.
        ADD COLUMN redrive_at timestamptz,
        ADD COLUMN redriven_at timestamptz;
      CREATE INDEX dead_letters_to_redrive ON dead_letters (redrive_at) WHERE redrive_at IS NOT NULL;
      ALTER TABLE fact_attempts ADD COLUMN failed integer NOT NULL DEFAULT 0;
    `);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(
      `GRANT UPDATE (redrive_at, redriven_at, cause, delivery, failed_at) ON dead_letters TO "${role}"`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE dead_letters DROP COLUMN redrive_at, DROP COLUMN redriven_at;
      ALTER TABLE fact_attempts DROP COLUMN failed;
    `);
  }
}
