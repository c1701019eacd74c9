import { inboxPrefix } from '@croupier/contracts';
import { Broker, type BrokerTls, isTlsFault, type Tracing } from '@croupier/messaging';
import { type Log } from '@croupier/observability';
import { type DatabaseDefinition, dataSourceFor, missingMigrations } from '@croupier/persistence';
import { type DataSource } from 'typeorm';
import { ConfigError, DatabaseConfig, howToGetServers, type ServiceConfig } from './config.js';
import { type Service } from './service.js';

const dependencyWaitMs = 30_000;
const dependencyPollMs = 300;
const patienceMs = 2000;

/** Connects to the broker. `opened` is told how to leave it; `tracing` records what goes over it. */
export async function openBroker(
  service: Service,
  config: ServiceConfig,
  log: Log,
  opened: AsyncDisposableStack,
  tracing: Tracing | undefined,
): Promise<Broker> {
  const options = {
    service: service.name,
    url: config.NATS_URL,
    inboxPrefix: inboxPrefix(service.name),
    ...(tracing ? { tracing } : {}),
    ...(config.NATS_USER === undefined
      ? {}
      : { user: config.NATS_USER, password: config.NATS_PASSWORD ?? '' }),
    tls: brokerTls(config),
  };
  const opening = Broker.open(options, log);
  try {
    const broker = await bounded(opening, `NATS at ${config.NATS_URL} does not answer`, log);
    opened.defer(() => broker.close());
    return broker;
  } catch (error) {
    // It may answer after all, when nobody waits any more.
    void opening.then(
      (late) => late.close(),
      () => undefined,
    );
    throw isTlsFault(error)
      ? noTls(`NATS at ${config.NATS_URL}`, error, 'NATS_URL and the files of NATS_TLS_*')
      : error;
  }
}

function brokerTls(config: ServiceConfig): BrokerTls {
  return {
    ...(config.NATS_TLS_CA_FILE ? { caFile: config.NATS_TLS_CA_FILE } : {}),
    ...(config.NATS_TLS_CERT_FILE ? { certFile: config.NATS_TLS_CERT_FILE } : {}),
    ...(config.NATS_TLS_KEY_FILE ? { keyFile: config.NATS_TLS_KEY_FILE } : {}),
  };
}

/** OpenSSL has a reason in words beside a message of places in its sources. */
function noTls(server: string, error: Error & { reason?: string }, settings: string): ConfigError {
  const why = error.reason ?? error.message;
  return new ConfigError(`${server} and this service do not agree on TLS: ${why}. Look at ${settings}.`);
}

/** Connects to the service's database, if it has one, once it is migrated. `opened` is told how to leave it. */
export async function openDatabase(
  service: Service,
  config: ServiceConfig,
  log: Log,
  opened: AsyncDisposableStack,
): Promise<DataSource | undefined> {
  if (!service.database) return undefined;
  if (!(config instanceof DatabaseConfig))
    throw new ConfigError(`${service.name}: its config must extend DatabaseConfig`);
  const source = dataSourceFor(service.database, {
    url: config.DATABASE_URL,
    applicationName: service.name,
    poolSize: config.DATABASE_POOL,
  });
  const what = `PostgreSQL of ${service.name} does not answer, or is not migrated`;
  const migrated = whenMigrated(source, service.database, what);
  opened.defer(async () => {
    await migrated.catch(() => undefined);
    if (source.isInitialized) await source.destroy();
  });
  await bounded(migrated, what, log);
  return source;
}

async function whenMigrated(source: DataSource, definition: DatabaseDefinition, what: string): Promise<void> {
  const until = Date.now() + dependencyWaitMs;
  while (Date.now() < until) {
    try {
      if (!source.isInitialized) await source.initialize();
      if ((await missingMigrations(source, definition)).length === 0) return;
    } catch (error) {
      if (isTlsFault(error)) throw noTls('PostgreSQL', error, 'sslmode and sslrootcert in DATABASE_URL');
      if (Date.now() + dependencyPollMs >= until) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, dependencyPollMs));
  }
  throw new ConfigError(`${what}. ${howToGetServers}`);
}

/** Waits for a server with a bound, and says what it waits for when that takes long. */
async function bounded<Result>(work: Promise<Result>, what: string, log: Log): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const patience = setTimeout(() => log.warn({}, `waiting: ${what}. ${howToGetServers}`), patienceMs);
  const bound = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ConfigError(`${what}. ${howToGetServers}`)), dependencyWaitMs);
  });
  try {
    return await Promise.race([work, bound]);
  } finally {
    clearTimeout(timer);
    clearTimeout(patience);
  }
}
