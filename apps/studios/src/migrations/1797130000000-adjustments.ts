import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Adjustments of rounds of live tables, which may take. What is there was held by narrower checks. */
export class Adjustments1797130000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE studio_transactions
        DROP CONSTRAINT studio_transactions_kind_check,
        ADD CONSTRAINT studio_transactions_kind_check
          CHECK (kind IN ('bet', 'win', 'rollback', 'promo-win', 'reverse-win', 'adjustment')) NOT VALID,
        DROP CONSTRAINT studio_transactions_amount_check,
        ADD CONSTRAINT studio_transactions_amount_check
          CHECK (CASE kind WHEN 'adjustment' THEN amount <> 0 ELSE amount >= 0 END) NOT VALID;
      ALTER TABLE studio_incidents
        DROP CONSTRAINT studio_incidents_amount_check,
        ADD CONSTRAINT studio_incidents_amount_check CHECK (amount >= 0 OR kind = 'adjustment') NOT VALID;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('rounds that were adjusted stay so: restore the backup before it'));
  }
}
