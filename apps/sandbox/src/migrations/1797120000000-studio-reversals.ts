import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Wins of the studio that are taken back after they were paid. */
export class StudioReversals1797120000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(statesAre(`'open', 'raising', 'lowering', 'reversing', 'reversed',`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `UPDATE studio_coin_rounds SET state = 'done', due_at = NULL WHERE state IN ('reversing', 'reversed')`,
    );
    await runner.query(statesAre(`'open', 'raising', 'lowering',`));
  }
}

const statesAre = (more: string): string => `
  ALTER TABLE studio_coin_rounds
    DROP CONSTRAINT studio_coin_rounds_state_check,
    ADD CONSTRAINT studio_coin_rounds_state_check CHECK (state IN
      (${more} 'betting', 'paying', 'done', 'refused', 'undoing', 'undone'));`;
