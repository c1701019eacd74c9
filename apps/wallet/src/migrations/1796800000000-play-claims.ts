import { readFileSync } from 'node:fs';
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { loadLedgerSql } from './ledger-sql.js';

/**
 * Which game session may begin rounds, on the account's row, which every bet reads anyway (RTS 14C). In accounts of before it is that
 * of the last bet, until a launch is told.
 */
export class PlayClaims1796800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE accounts
        -- The one of the newest launch, and when that was, by the clock of whoever launched; see claim_play.
        ADD COLUMN play_session_id uuid,
        ADD COLUMN play_launched_at timestamptz;
    `);
    await loadLedgerSql(runner);
    await runner.query(readFileSync(new URL('../ledger/jackpots.sql', import.meta.url), 'utf8'));
  }

  down(): Promise<void> {
    return Promise.reject(new Error('the functions of the ledger stand in their files: restore the backup'));
  }
}
