import { newId } from '@croupier/kernel';
import { type DatabaseDefinition } from '@croupier/persistence';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { checkLedger, type CommandJournal, type LedgerFault } from './checkers.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

/** The wallet's tables without its guards, so that faults can be planted which those guards would refuse. */
class UnguardedLedger1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE accounts (player_id uuid, currency text, cash bigint, bonus bigint, in_play bigint,
        withdrawing bigint, version bigint);
      CREATE TABLE transactions (player_id uuid, transaction_id uuid, external_id uuid, currency text,
        cash_change bigint, bonus_change bigint, cash_after bigint, bonus_after bigint, in_play_after bigint,
        withdrawing_after bigint, version bigint);
      CREATE TABLE entries (player_id uuid, transaction_id uuid, line int, account text, currency text, amount bigint);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE entries; DROP TABLE transactions; DROP TABLE accounts;');
  }
}

const definition: DatabaseDefinition = { entities: [], migrations: [UnguardedLedger1700000000000] };

describe('checkLedger', () => {
  let database: TestDatabase;
  const player = newId();
  const [deposit, round] = [newId(), newId()];

  beforeAll(async () => {
    database = await createTestDatabase(definition);
  });

  afterAll(async () => {
    await database.drop();
  });

  beforeEach(async () => {
    await database.admin.query('TRUNCATE entries, transactions, accounts');
    await run(`INSERT INTO accounts VALUES ($1, 'GBP', 900, 0, 0, 0, 2)`, player);
    await run(
      `INSERT INTO transactions VALUES ($1, $2, $2, 'GBP', 1000, 0, 1000, 0, 0, 0, 1),
         ($1, $3, $3, 'GBP', -100, 0, 900, 0, 0, 0, 2)`,
      player,
      deposit,
      round,
    );
    await run(
      `INSERT INTO entries VALUES ($1, $2, 1, 'psp_clearing:x', 'GBP', -1000), ($1, $2, 2, 'player_cash', 'GBP', 1000),
         ($1, $3, 1, 'player_cash', 'GBP', -100), ($1, $3, 2, 'game_revenue', 'GBP', 100)`,
      player,
      deposit,
      round,
    );
  });

  async function run(sql: string, ...values: string[]): Promise<void> {
    await database.admin.query(sql, values);
  }

  async function red(commands?: CommandJournal): Promise<LedgerFault['check'][]> {
    const faults = await checkLedger(database.admin, commands);
    return [...new Set(faults.map(({ check }) => check))].sort();
  }

  it('is green on a sound ledger', async () => {
    expect(await red({ ok: [deposit, round], refused: [newId()], unknown: [newId(), round] })).toEqual([]);
  });

  it.each([
    ['an entry is lost', 'DELETE FROM entries WHERE amount = 100', ['C1', 'C2']],
    ['money is made up', `UPDATE entries SET amount = 1100 WHERE amount = 1000`, ['C1', 'C2', 'C3']],
    [
      'two wrongs hide each other',
      `UPDATE entries SET amount = amount + sign(amount)::int * 0 + CASE
       WHEN account = 'game_revenue' THEN 5 WHEN account LIKE 'psp%' THEN -5 ELSE 0 END`,
      ['C2'],
    ],
    ['a stored balance is edited', 'UPDATE accounts SET cash = 901', ['C3']],
    ['stored bonus money is edited', 'UPDATE accounts SET bonus = 5', ['C3']],
    ['a stake in play is forgotten', 'UPDATE accounts SET in_play = 5', ['C3']],
    [
      'a transaction has no entries',
      'DELETE FROM entries WHERE transaction_id = (SELECT transaction_id FROM transactions WHERE version = 2)',
      ['C2', 'C3'],
    ],
    [
      'a bonus change is not what it says',
      `UPDATE transactions SET bonus_change = 5 WHERE version = 2`,
      ['C4'],
    ],
    ['a balance was below zero once', `UPDATE transactions SET cash_after = -1 WHERE version = 2`, ['C4']],
    ['a version is missing', `UPDATE transactions SET version = 3 WHERE version = 2`, ['C4']],
    ['a change is not what it says', `UPDATE transactions SET cash_change = -99 WHERE version = 2`, ['C4']],
  ])('goes red when %s', async (_, fault, checks) => {
    await run(fault);
    expect(await red()).toEqual(checks);
  });

  it('goes red when an acknowledged command is missing, or was carried out twice', async () => {
    expect(await red({ ok: [newId()], refused: [], unknown: [] })).toEqual(['C5']);
    await run(
      `INSERT INTO transactions SELECT player_id, $1, external_id, currency, 0, 900, 0, 3 FROM transactions
      WHERE version = 2`,
      newId(),
    );
    expect(await red({ ok: [round], refused: [], unknown: [] })).toContain('C5');
  });

  it('goes red when a refused command left a transaction', async () => {
    expect(await red({ ok: [], refused: [round], unknown: [] })).toEqual(['C6']);
  });

  it('goes red when an unanswered command was carried out twice', async () => {
    await run(
      `INSERT INTO transactions SELECT player_id, $1, external_id, currency, 0, 900, 0, 3 FROM transactions
      WHERE version = 2`,
      newId(),
    );
    expect(await red({ ok: [], refused: [], unknown: [round] })).toContain('C7');
  });
});
