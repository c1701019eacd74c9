import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Rounds of the studio in which more can be staked, and what it gives away: prizes and its jackpot. */
export class StudioFeatures1796100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE studio_coin_rounds
        DROP CONSTRAINT studio_coin_rounds_state_check,
        ADD CONSTRAINT studio_coin_rounds_state_check CHECK (state IN
          ('betting', 'open', 'raising', 'lowering', 'paying', 'done', 'refused', 'undoing', 'undone'));

      -- A further stake in a round, with its own toss: drawn and written down before it is sent.
      CREATE TABLE studio_coin_raises (
        raise_id uuid PRIMARY KEY,
        round_id uuid NOT NULL REFERENCES studio_coin_rounds,
        landed   text NOT NULL,
        state    text NOT NULL DEFAULT 'sent' CHECK (state IN ('sent', 'in', 'refused', 'undone'))
      );
      CREATE INDEX studio_coin_raises_round ON studio_coin_raises (round_id);

      -- Sent until the casino took it; a prize that is due no more was taken.
      CREATE TABLE studio_prizes (
        prize_id   uuid PRIMARY KEY,
        seat_id    text NOT NULL REFERENCES studio_seats,
        jackpot_id text,
        amount     bigint NOT NULL CHECK (amount > 0),
        attempts   integer NOT NULL DEFAULT 0,
        due_at     timestamptz
      );
      CREATE INDEX studio_prizes_due ON studio_prizes (due_at) WHERE due_at IS NOT NULL;
    `);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON studio_coin_raises, studio_prizes TO "${role}"`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE studio_prizes;
      DROP TABLE studio_coin_raises;
      ALTER TABLE studio_coin_rounds
        DROP CONSTRAINT studio_coin_rounds_state_check,
        ADD CONSTRAINT studio_coin_rounds_state_check CHECK (state IN
          ('betting', 'paying', 'done', 'refused', 'undoing', 'undone'));
    `);
  }
}
