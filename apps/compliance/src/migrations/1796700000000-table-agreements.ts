import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The maths of a live table takes two agreements, as that of a game does. */
export class TableAgreements1796700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(agreementsFor(`'change-game', 'change-table'`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(agreementsFor(`'change-game'`));
  }
}

function agreementsFor(kinds: string): string {
  return `
    ALTER TABLE approvals DROP CONSTRAINT two_agreements, ADD CONSTRAINT two_agreements CHECK (
      kind NOT IN (${kinds}) OR endorser_id IS NOT NULL OR status IN ('pending', 'rejected', 'expired'))`;
}
