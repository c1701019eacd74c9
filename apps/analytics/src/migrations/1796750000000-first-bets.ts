import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { projections } from '../projections/measures.js';
import { projectionFunctions } from '../projections/project.sql.js';

/** Rounds of craps are held by the bets that nothing changes, with what came back of these. */
export class FirstBets1796750000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(projectionFunctions(projections));
  }

  /** The functions stay: what they make of rounds that are told as before is what they made of them. */
  async down(): Promise<void> {}
}
