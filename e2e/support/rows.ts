import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DataSource } from 'typeorm';

/** Tables that fill by themselves: deliveries of the world outside and of facts told before. */
const passing = new Set(['outbox', 'inbox', 'activities', 'activity']);

/** Rows of every table of every service, by `app.table`. */
export async function countRows(home: string): Promise<Record<string, number>> {
  const run = JSON.parse(await readFile(path.join(home, 'run.json'), 'utf8')) as { apps: { app: string }[] };
  const counts: Record<string, number> = {};
  for (const app of new Set(run.apps.map((entry) => entry.app))) {
    const environment = JSON.parse(await readFile(path.join(home, 'env', `${app}.json`), 'utf8')) as {
      DATABASE_URL?: string;
    };
    if (environment.DATABASE_URL) Object.assign(counts, await countIn(app, environment.DATABASE_URL));
  }
  return counts;
}

async function countIn(app: string, url: string): Promise<Record<string, number>> {
  const source = await new DataSource({ type: 'postgres', url, poolSize: 1 }).initialize();
  try {
    const tables = (await source.query(
      `SELECT tablename FROM pg_tables WHERE schemaname = 'public'
          AND has_table_privilege(current_user, quote_ident(tablename), 'SELECT')`,
    )) as { tablename: string }[];
    const counts: Record<string, number> = {};
    for (const { tablename } of tables.filter((table) => !passing.has(table.tablename))) {
      const [row] = (await source.query(`SELECT count(*)::int AS count FROM "${tablename}"`)) as [
        { count: number },
      ];
      counts[`${app}.${tablename}`] = row.count;
    }
    return counts;
  } finally {
    await source.destroy();
  }
}
