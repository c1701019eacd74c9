import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { withDatabase } from '@croupier/embedded';
import { DataSource } from 'typeorm';

/** Tables that fill by themselves, whatever is asked: facts on their way, what is read from catalogues, timed rounds. */
const passing = new Set([
  'outbox',
  'inbox',
  'fact_places',
  'activities',
  'activity',
  'rounds',
  'round_voids',
  'messages',
  'mailbox',
  'theoretical_returns',
  'monitored_games',
  'return_bounds',
  'return_cells',
  'table_rounds',
  'table_spins',
  'spin_multiples',
  'spin_pockets',
  'studio_feeds',
  'seals',
  'checkpoints',
]);
const stillMs = 250;

/** The rows once nothing is made of earlier requests any more: two looks, a moment apart, see the same. */
export async function stillRows(home: string): Promise<Record<string, number>> {
  const rows = await countRows(home);
  await sleep(stillMs);
  return isDeepStrictEqual(await countRows(home), rows) ? rows : stillRows(home);
}

/** What tools are told of a platform: among it the databases' superuser. */
export async function toolsOf(home: string): Promise<{ POSTGRES_URL: string }> {
  return JSON.parse(await readFile(path.join(home, 'env', 'tools.json'), 'utf8')) as { POSTGRES_URL: string };
}

/** Rows of every table of every service, by `database.table`. */
export async function countRows(home: string): Promise<Record<string, number>> {
  const tools = await toolsOf(home);
  const databases = await select<{ name: string }>(
    tools.POSTGRES_URL,
    `SELECT datname AS name FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres'`,
  );
  const counts = await Promise.all(
    databases.map(({ name }) => countIn(name, withDatabase(tools.POSTGRES_URL, name))),
  );
  return Object.assign({}, ...counts) as Record<string, number>;
}

async function countIn(database: string, url: string): Promise<Record<string, number>> {
  const rows = await select<{ name: string; count: number }>(
    url,
    `SELECT tablename AS name, (xpath('/row/c/text()',
            query_to_xml(format('SELECT count(*) AS c FROM %I', tablename), false, true, '')))[1]::text::int AS count
       FROM pg_tables WHERE schemaname = 'public'`,
  );
  const counted = rows.filter(({ name }) => !passing.has(name));
  return Object.fromEntries(counted.map(({ name, count }) => [`${database}.${name}`, count]));
}

export async function select<Row>(url: string, sql: string): Promise<Row[]> {
  const source = await new DataSource({ type: 'postgres', url, poolSize: 1 }).initialize();
  try {
    return (await source.query(sql)) as Row[];
  } finally {
    await source.destroy();
  }
}
