import { readFileSync } from 'node:fs';
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { loadLedgerSql } from './ledger-sql.js';

/** Settled rounds can be void: the transactions that undo them, by the approval of two people. */
export class RoundCorrections1796700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // What is there was held by the constraint of before, and to look again would keep bets waiting for all of the journal.
    await runner.query(`
      ALTER TABLE journal
        DROP CONSTRAINT journal_approval,
        ADD CONSTRAINT journal_approval CHECK (
          kind NOT IN ('adjustment', 'reversal', 'round_correction', 'transfer') OR approval_id IS NOT NULL) NOT VALID;
    `);
    await loadLedgerSql(runner);
    await runner.query(readFileSync(new URL('../ledger/jackpots.sql', import.meta.url), 'utf8'));
  }

  down(): Promise<void> {
    return Promise.reject(new Error('rounds that were corrected stay so: restore the backup before it'));
  }
}
