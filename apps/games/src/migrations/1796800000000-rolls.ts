import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * When a decision drew a result of its own, such as a roll of dice: the next result, also of another game, waits for its cycle.
 */
export class Rolls1796800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE decision_rounds ADD paced_at timestamptz;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE decision_rounds DROP paced_at;
    `);
  }
}
