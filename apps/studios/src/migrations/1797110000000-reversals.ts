import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Wins can be taken back, also before they come. What is there was held by narrower checks, and is not looked through again. */
export class Reversals1797110000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE studio_transactions
        -- Of a reversal: the win. Of a win: when it was taken back.
        ADD COLUMN win_id text,
        ADD COLUMN reversed_at timestamptz,
        DROP CONSTRAINT studio_transactions_kind_check,
        ADD CONSTRAINT studio_transactions_kind_check
          CHECK (kind IN ('bet', 'win', 'rollback', 'promo-win', 'reverse-win')) NOT VALID,
        DROP CONSTRAINT studio_transactions_check1,
        ADD CONSTRAINT studio_transactions_tombstones CHECK (state <> 'tombstone' OR kind IN ('bet', 'win')) NOT VALID,
        ADD CONSTRAINT studio_transactions_reversals CHECK ((kind = 'reverse-win') = (win_id IS NOT NULL)) NOT VALID,
        ADD CONSTRAINT studio_transactions_reversed
          CHECK (reversed_at IS NULL OR state = 'accepted' AND kind IN ('win', 'promo-win')) NOT VALID;
      ALTER TABLE studio_incidents
        ADD COLUMN win_id text,
        DROP CONSTRAINT studio_incidents_reason_check,
        ADD CONSTRAINT studio_incidents_reason_check CHECK (reason IN ('bad_signature', 'conflict', 'win_without_bet',
          'win_rolled_back', 'win_reversed', 'not_covered')) NOT VALID;
    `);
    const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
    await runner.query(`GRANT UPDATE (reversed_at) ON studio_transactions TO "${role}"`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('wins that were taken back stay so: restore the backup before it'));
  }
}
