import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { measuresView } from '../projections/project.sql.js';

/**
 * What was taken back of what a round had paid. None was told before, so none has to be counted again; where wallet and studios are
 * new before this is there, `npm run rebuild -- analytics` counts what came in between.
 */
export class PayoutReversals1797100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(measuresView);
  }

  async down(): Promise<void> {
    // A figure of a version before reads what it knows; it counts no reversal of a payout that came since.
  }
}
