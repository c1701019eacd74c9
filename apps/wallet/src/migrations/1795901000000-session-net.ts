import { readFileSync } from 'node:fs';
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { loadLedgerSql } from './ledger-sql.js';

/**
 * The net position of the game session that is played, on the account's row, which every bet writes anyway. Accounts of before
 * find it from the journal with their next bet.
 */
export class SessionNet1795901000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE accounts
        -- The one of the last bet, and what the player has more or less by it, in minor units.
        ADD COLUMN game_session_id uuid,
        ADD COLUMN session_net bigint;
    `);
    await loadLedgerSql(runner);
    await runner.query(readFileSync(new URL('../ledger/jackpots.sql', import.meta.url), 'utf8'));
  }

  down(): Promise<void> {
    return Promise.reject(new Error('the functions of the ledger stand in their files: restore the backup'));
  }
}
