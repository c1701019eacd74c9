import { type DataSource } from 'typeorm';

const databases = ['wallet', 'games'] as const;

/** Transactions that each database has committed since now, as PostgreSQL counts them: reads of one statement are some, too. */
export async function watchCommits(server: DataSource): Promise<() => Promise<Record<string, number>>> {
  const before = await committed(server);
  return async () => {
    const after = await committed(server);
    return Object.fromEntries(
      databases.map((name) => [name, (after.get(name) ?? 0) - (before.get(name) ?? 0)]),
    );
  };
}

async function committed(server: DataSource): Promise<Map<string, number>> {
  const rows = await server.query<{ datname: string; xact_commit: string }[]>(
    `SELECT datname, xact_commit FROM pg_stat_database WHERE datname = ANY ($1)`,
    [databases],
  );
  return new Map(rows.map(({ datname, xact_commit: count }) => [datname, Number(count)]));
}
