import { readFileSync } from 'node:fs';
import { type QueryRunner } from 'typeorm';

const files = ['controls', 'views', 'corrections', 'post', 'windows'] as const;
const calls = [
  'post',
  'open_account(uuid, text, boolean, text)',
  'set_controls(uuid, bigint, jsonb, jsonb, jsonb)',
  'reserve_deposit(uuid, uuid, text, bigint, timestamptz)',
  'cancel_deposit(uuid, uuid)',
  'windows_used(uuid, timestamptz)',
  'claim_play(uuid, text, uuid, timestamptz)',
];

/**
 * Loads the functions and views of the ledger as they stand in their files, in place of those before. Every migration that
 * changes them does this last; functions that speak of tables of a later one are not called before it.
 */
export async function loadLedgerSql(runner: QueryRunner): Promise<void> {
  for (const file of files)
    await runner.query(readFileSync(new URL(`../ledger/${file}.sql`, import.meta.url), 'utf8'));
  const [{ role }] = (await runner.query(`SELECT current_database() AS role`)) as [{ role: string }];
  await runner.query(`
    GRANT SELECT ON transactions, entries, facts TO "${role}";
    GRANT EXECUTE ON FUNCTION ${calls.join(', ')} TO "${role}";
  `);
}
