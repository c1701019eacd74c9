import { readFileSync } from 'node:fs';
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { loadLedgerSql } from './ledger-sql.js';

/** Launches that were told by a clock that is ahead, and as of when each counts: few, and told again it must be the same. */
export class EarlyLaunches1796900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE early_launches (
        player_id  uuid NOT NULL,
        session_id uuid NOT NULL,
        -- By the clock of whoever launched, and by that of the ledger when it was told first.
        told_at    timestamptz NOT NULL,
        counts_at  timestamptz NOT NULL,
        PRIMARY KEY (player_id, session_id, told_at)
      );
    `);
    await loadLedgerSql(runner);
    await runner.query(readFileSync(new URL('../ledger/jackpots.sql', import.meta.url), 'utf8'));
  }

  down(): Promise<void> {
    return Promise.reject(new Error('the functions of the ledger stand in their files: restore the backup'));
  }
}
