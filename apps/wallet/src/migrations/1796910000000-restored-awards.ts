import { readFileSync } from 'node:fs';
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { loadLedgerSql } from './ledger-sql.js';

/** An award that was used up is active again when a round of it is void, and none is used up while there is something of it. */
export class RestoredAwards1796910000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await loadLedgerSql(runner);
    await runner.query(readFileSync(new URL('../ledger/jackpots.sql', import.meta.url), 'utf8'));
  }

  down(): Promise<void> {
    return Promise.reject(new Error('the functions of the ledger stand in their files: restore the backup'));
  }
}
