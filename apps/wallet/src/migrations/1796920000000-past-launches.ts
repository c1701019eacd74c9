import { readFileSync } from 'node:fs';
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { loadLedgerSql } from './ledger-sql.js';

/** Launches by a clock that is ahead are forgotten when their time is long past. */
export class PastLaunches1796920000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await loadLedgerSql(runner);
    await runner.query(readFileSync(new URL('../ledger/jackpots.sql', import.meta.url), 'utf8'));
  }

  down(): Promise<void> {
    return Promise.reject(new Error('the functions of the ledger stand in their files: restore the backup'));
  }
}
