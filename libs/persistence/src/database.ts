import { DataSource, type EntitySchema, type MigrationInterface } from 'typeorm';

type EntityClass = new () => object;
type MigrationClass = new () => MigrationInterface;

/** What a service keeps in its own database. */
export interface DatabaseDefinition {
  entities: (EntityClass | EntitySchema)[];
  /** In the order in which they are applied. */
  migrations: MigrationClass[];
}

export interface DatabaseOptions {
  url: string;
  /** Shown in pg_stat_activity. */
  applicationName: string;
  /** Connections of this process at most. */
  poolSize?: number;
}

/** Most of the 2 s a request may take: on a busy machine a connection was seen to take 1.4 s to open. */
const connectTimeoutMs = 1800;
/** No statement runs longer, also one that nobody waits for any more. */
export const statementTimeoutMs = 2000;
const queryTimeoutMs = 2500;
const lockTimeoutMs = 1500;
const idleInTransactionTimeoutMs = 5000;
/** Frees what a statement locked whose last message never came: the server counts neither as idle nor as a statement. */
const transactionTimeoutMs = 5000;

/** A data source in which nothing waits for ever: every wait of the driver and of the server has a bound. */
export function dataSourceFor(definition: DatabaseDefinition, options: DatabaseOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    applicationName: options.applicationName,
    entities: definition.entities,
    migrations: definition.migrations,
    migrationsTableName: 'migrations',
    synchronize: false,
    logging: false,
    poolSize: options.poolSize ?? 8,
    connectTimeoutMS: connectTimeoutMs,
    extra: {
      query_timeout: queryTimeoutMs,
      statement_timeout: statementTimeoutMs,
      lock_timeout: lockTimeoutMs,
      idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
      options: `-c transaction_timeout=${transactionTimeoutMs}`,
      keepAlive: true,
    },
    poolErrorHandler: () => undefined,
  });
}

/**
 * Applies what is missing, as the owner role, and lets the service's own role read which migrations ran.
 * @returns the names applied, oldest first.
 */
export async function migrate(definition: DatabaseDefinition, ownerUrl: string): Promise<string[]> {
  const source = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    migrations: definition.migrations,
    migrationsTableName: 'migrations',
    synchronize: false,
    logging: false,
    poolSize: 1,
  });
  await source.initialize();
  try {
    const applied = await source.runMigrations({ transaction: 'each' });
    const [{ role }] = (await source.query('SELECT current_database() AS role')) as [{ role: string }];
    await source.query(`GRANT SELECT ON migrations TO "${role}"`);
    return applied.map((migration) => migration.name);
  } finally {
    await source.destroy();
  }
}

/** Names of the migrations this build needs and the database has not had. */
export async function missingMigrations(
  source: DataSource,
  definition: DatabaseDefinition,
): Promise<string[]> {
  const [{ known }] = (await source.query(`SELECT to_regclass('migrations') IS NOT NULL AS known`)) as [
    { known: boolean },
  ];
  const rows = known ? ((await source.query('SELECT name FROM migrations')) as { name: string }[]) : [];
  const applied = new Set(rows.map((row) => row.name));
  return definition.migrations.map((migration) => migration.name).filter((name) => !applied.has(name));
}
