import { DataSource } from 'typeorm';

/** Something a person can mend. */
export class RebuildFault extends Error {
  override readonly name = 'RebuildFault';

  constructor(
    message: string,
    readonly fix: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

export interface RebuiltProjection {
  name: string;
  rows: number;
  /** True if it holds exactly what it held before. */
  same: boolean;
}

export interface RebuildReport {
  events: number;
  durationMs: number;
  projections: RebuiltProjection[];
}

interface DigestRow {
  projection: string;
  row_count: string;
  digest: string;
}

/**
 * Makes the projections of one service again from its events, in one transaction: readers see the old figures or
 * the new ones, and facts that arrive meanwhile are added after. Connects as the service's own role.
 * @throws RebuildFault if the database keeps no projections
 */
export async function rebuild(databaseUrl: string): Promise<RebuildReport> {
  const database = new DataSource({
    type: 'postgres',
    url: databaseUrl,
    applicationName: 'rebuild',
    poolSize: 1,
  });
  await database.initialize();
  try {
    const [{ able }] = (await database.query(
      `SELECT to_regprocedure('rebuild_projections()') IS NOT NULL AS able`,
    )) as [{ able: boolean }];
    if (!able) {
      throw new RebuildFault(
        'this service keeps no projections that could be rebuilt',
        'npm run rebuild -- analytics',
      );
    }
    return await database.transaction(async (manager) => {
      const startedAt = performance.now();
      const before = (await manager.query('SELECT * FROM projection_digests()')) as DigestRow[];
      const [{ events }] = (await manager.query('SELECT rebuild_projections() AS events')) as [
        { events: string },
      ];
      const after = (await manager.query('SELECT * FROM projection_digests()')) as DigestRow[];
      const was = new Map(before.map(({ projection, digest }) => [projection, digest]));
      return {
        events: Number(events),
        durationMs: Math.round(performance.now() - startedAt),
        projections: after.map(({ projection: name, row_count: rows, digest }) => ({
          name,
          rows: Number(rows),
          same: was.get(name) === digest,
        })),
      };
    });
  } finally {
    await database.destroy();
  }
}

/** The report for people, one line a projection. */
export function reportInWords({ events, durationMs, projections }: RebuildReport): string {
  const lines = projections.map(
    ({ name, rows, same }) =>
      `  ${name.padEnd(14)}${String(rows).padStart(9)} rows  ${same ? 'as before' : 'CHANGED'}`,
  );
  return [`✓ rebuilt from ${events} events in ${durationMs} ms`, ...lines, ''].join('\n');
}
