import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Lets a withdrawal wait for a person between the hold and the provider, and says who decided and why. */
export class WithdrawalReviews1764043000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE withdrawals DROP CONSTRAINT withdrawals_status_check;
      ALTER TABLE withdrawals ADD CONSTRAINT withdrawals_status_check CHECK (status IN
        ('requested', 'held', 'in_review', 'submitted', 'paid', 'failed', 'refused'));
      ALTER TABLE withdrawals
        ADD COLUMN reviewed_by   uuid,
        ADD COLUMN reviewed_at   timestamptz,
        ADD COLUMN review_reason text,
        ADD CHECK ((reviewed_by IS NULL) = (reviewed_at IS NULL)),
        ADD CHECK ((reviewed_by IS NULL) = (review_reason IS NULL));
      CREATE INDEX withdrawals_in_review ON withdrawals (withdrawal_id) WHERE status = 'in_review';
    `);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`GRANT UPDATE (reviewed_by, reviewed_at, review_reason) ON withdrawals TO "${role}"`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX withdrawals_in_review;
      ALTER TABLE withdrawals DROP COLUMN reviewed_by, DROP COLUMN reviewed_at, DROP COLUMN review_reason;
      ALTER TABLE withdrawals DROP CONSTRAINT withdrawals_status_check;
      ALTER TABLE withdrawals ADD CONSTRAINT withdrawals_status_check CHECK (status IN
        ('requested', 'held', 'submitted', 'paid', 'failed', 'refused'));
    `);
  }
}
