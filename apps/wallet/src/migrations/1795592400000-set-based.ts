import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The entries are checked against their transactions by statement and no longer row by row. */
export class SetBased1795592400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(entriesGuard);
    await runner.query(`ALTER TABLE entries DROP CONSTRAINT entries_player_id_transaction_id_fkey`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE entries ADD FOREIGN KEY (player_id, transaction_id) REFERENCES transactions`,
    );
  }
}

const entriesGuard = `
  -- The entries of a transaction are written by one statement; that statement must balance. It stands for a foreign
  -- key, too: transactions are never deleted.
  CREATE OR REPLACE FUNCTION refuse_unbalanced() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (
      SELECT FROM added GROUP BY player_id, transaction_id, currency HAVING sum(amount) <> 0
    ) OR EXISTS (
      SELECT FROM added a LEFT JOIN transactions t USING (player_id, transaction_id)
       WHERE a.currency IS DISTINCT FROM t.currency
    ) THEN
      RAISE EXCEPTION 'entries must be of a transaction, and sum to zero in its own currency'
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
  END $$;
`;
