import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { measuresView, projectionFunctions } from '../projections/project.sql.js';
import { projectionsWithSessions } from './1795575000000-analytics.js';

const added = ['promo_wins', 'jackpot_wins', 'jackpot_contributions', 'adjustments', 'payment_reversals'];

/** Wins without a stake, jackpots and corrections. No fact of before tells of any, so all sums start at zero. */
export class OtherMoney1795821000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const columns = added
      .map((name) => `ADD COLUMN IF NOT EXISTS ${name} bigint NOT NULL DEFAULT 0`)
      .join(', ');
    for (const table of ['hours', 'player_hours']) await runner.query(`ALTER TABLE ${table} ${columns}`);
    await runner.query(measuresView);
    await runner.query(projectionFunctions(projectionsWithSessions));
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('figures that were told are not forgotten: restore the backup before it'),
    );
  }
}
