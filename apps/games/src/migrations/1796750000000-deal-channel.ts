import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Where a round with decisions was asked for; of those of before it is not known. */
export class DealChannel1796750000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE decision_rounds ADD channel text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE decision_rounds DROP channel`);
  }
}
