import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** A call of ours by which a studio has not cancelled free rounds wants a person. What is there was held by narrower checks. */
export class Cancels1797400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE studio_incidents
        -- Of a call of ours: what it was about.
        ADD COLUMN free_rounds_id uuid,
        DROP CONSTRAINT studio_incidents_reason_check,
        ADD CONSTRAINT studio_incidents_reason_check CHECK (reason IN ('bad_signature', 'conflict', 'win_without_bet',
          'win_rolled_back', 'win_reversed', 'not_covered', 'cancel_refused', 'cancel_unanswered')) NOT VALID,
        DROP CONSTRAINT studio_incidents_check,
        ADD CONSTRAINT studio_incidents_about CHECK (CASE
          WHEN reason = 'bad_signature' THEN transaction_id IS NULL AND free_rounds_id IS NULL
          WHEN reason IN ('cancel_refused', 'cancel_unanswered') THEN transaction_id IS NULL AND free_rounds_id IS NOT NULL
          ELSE transaction_id IS NOT NULL AND free_rounds_id IS NULL END) NOT VALID;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('incidents of calls of ours stay so: restore the backup before it'));
  }
}
