import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { measuresView } from '../projections/project.sql.js';

/** What a settled round that is void does to the figures. None was told before, so none has to be counted again. */
export class CorrectedRounds1796730000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(measuresView);
  }

  async down(): Promise<void> {
    // A figure of a version before reads what it knows; it counts no void that came since.
  }
}
