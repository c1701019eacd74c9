import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What of an award a round did that is void now: known by the version of the account by which it was settled. */
export class CorrectedRounds1796720000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE movements ADD COLUMN corrects_version bigint');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE movements DROP COLUMN corrects_version');
  }
}
