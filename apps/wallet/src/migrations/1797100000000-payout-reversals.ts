import { readFileSync } from 'node:fs';
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { loadLedgerSql } from './ledger-sql.js';

/** What a round paid can be reversed: its stakes stay settled. */
export class PayoutReversals1797100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await loadLedgerSql(runner);
    await runner.query(readFileSync(new URL('../ledger/jackpots.sql', import.meta.url), 'utf8'));
  }

  down(): Promise<void> {
    return Promise.reject(new Error('payouts that were reversed stay so: restore the backup before it'));
  }
}
