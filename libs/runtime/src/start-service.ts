import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { inboxPrefix, streamOf, tellsFacts } from '@croupier/contracts';
import { ShiftedClock, SystemClock } from '@croupier/kernel';
import {
  answerDiscovery,
  type AskObserver,
  Broker,
  Bus,
  NatsTransport,
  OutboxRelay,
  timeLeftMs,
  traceIdOf,
} from '@croupier/messaging';
import { createLog, type Log, Metrics, NestLog } from '@croupier/observability';
import {
  type DatabaseDefinition,
  dataSourceFor,
  missingMigrations,
  TransactionRunner,
} from '@croupier/persistence';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type DataSource } from 'typeorm';
import {
  ConfigError,
  DatabaseConfig,
  type Environment,
  environmentOf,
  howToGetServers,
  readConfig,
  type ServiceConfig,
} from './config.js';
import { prepareHttp } from './http.js';
import { Lifecycle } from './lifecycle.js';
import { RefusalFilter } from './refusal.filter.js';
import { RuntimeModule, type RuntimeParts } from './runtime.module.js';
import { followSandboxClock } from './sandbox-clock.js';
import { type Service } from './service.js';
import { validationPipe } from './validation.js';

/** A service that is up. */
export interface RunningService {
  /** Base URL of its HTTP port. */
  url: string;
  app: NestFastifyApplication;
  /** Unready, drain, wait for what is in flight, flush, close: in this order. */
  close(): Promise<void>;
}

const bodyLimitBytes = 65_536;
const dependencyWaitMs = 30_000;
const dependencyPollMs = 300;
const patienceMs = 2000;
const inFlightWaitMs = 8000;

/** Boots one service. @throws ConfigError if its settings or its servers are not there. */
export async function startService(
  service: Service,
  environment: Environment = environmentOf(service.name),
): Promise<RunningService> {
  const config = readConfig(service.name, service.config, environment);
  const log = createLog({ service: service.name, level: config.LOG_LEVEL, format: config.LOG_FORMAT });
  const parts = await openParts(service, config, log);
  const transport = new NatsTransport({
    broker: parts.broker,
    ...(parts.database ? { database: parts.database } : {}),
    observer: observe(parts.metrics, log),
    log,
  });
  const relay =
    parts.database && tellsFacts(service.name)
      ? new OutboxRelay(
          parts.broker,
          parts.database,
          streamOf(service.name),
          log,
          config.NATS_STREAM_REPLICAS,
        )
      : undefined;
  parts.transactions?.onCommit(() => relay?.nudge());
  const app = await NestFactory.create<NestFastifyApplication>(
    RuntimeModule.forService(service, parts),
    new FastifyAdapter({
      bodyLimit: bodyLimitBytes,
      return503OnClosing: false,
      forceCloseConnections: 'idle',
    }),
    { logger: new NestLog(log), abortOnError: false, bodyParser: false },
  );
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new RefusalFilter(log));
  app.connectMicroservice({ strategy: transport }, { inheritAppConfig: true });
  prepareHttp(app, parts.metrics);
  await service.http?.(app);
  await app.startAllMicroservices();
  const url = await listen(app, config, log);
  answerDiscovery(parts.broker, transport.asks, randomUUID());
  relay?.start();
  await parts.broker.connection.flush();
  parts.lifecycle.accept();
  log.info({ url }, 'ready');
  const close = once(() => stop(parts, app, transport, relay, log));
  return { url, app, close };
}

/** `main.ts` of every app: boots the service and stops it on SIGTERM or SIGINT. */
export async function runService(service: Service): Promise<void> {
  let running: RunningService | undefined;
  let signalled = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (signalled) return;
      signalled = true;
      void (running?.close() ?? Promise.resolve()).then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
  try {
    running = await startService(service);
  } catch (error) {
    process.stderr.write(
      `${error instanceof ConfigError ? error.message : String((error as Error).stack)}\n`,
    );
    process.exit(1);
  }
}

async function openParts(service: Service, config: ServiceConfig, log: Log): Promise<RuntimeParts> {
  const [broker, database] = await Promise.all([
    openBroker(service, config, log),
    openDatabase(service, config, log),
  ]);
  const bus = new Bus(broker);
  const clock = config.SANDBOX ? new ShiftedClock() : new SystemClock();
  if (clock instanceof ShiftedClock) followSandboxClock(clock, broker, bus, log);
  const parts = {
    config,
    clock,
    broker,
    bus,
    log,
    metrics: new Metrics(service.name),
    lifecycle: new Lifecycle(),
  };
  return database ? { ...parts, database, transactions: new TransactionRunner(database, timeLeftMs) } : parts;
}

async function openBroker(service: Service, config: ServiceConfig, log: Log): Promise<Broker> {
  const options = {
    service: service.name,
    url: config.NATS_URL,
    inboxPrefix: inboxPrefix(service.name),
    ...(config.NATS_USER === undefined
      ? {}
      : { user: config.NATS_USER, password: config.NATS_PASSWORD ?? '' }),
  };
  return bounded(Broker.open(options, log), `NATS at ${config.NATS_URL} does not answer`, log);
}

async function openDatabase(
  service: Service,
  config: ServiceConfig,
  log: Log,
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
  await bounded(whenMigrated(source, service.database), what, log);
  return source;
}

async function whenMigrated(source: DataSource, definition: DatabaseDefinition): Promise<void> {
  const until = Date.now() + dependencyWaitMs;
  while (Date.now() < until) {
    try {
      if (!source.isInitialized) await source.initialize();
      if ((await missingMigrations(source, definition)).length === 0) return;
    } catch (error) {
      if (Date.now() + dependencyPollMs >= until) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, dependencyPollMs));
  }
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

/** A second process of a service beside the platform's own finds the remembered port taken and takes another. */
async function listen(app: NestFastifyApplication, config: ServiceConfig, log: Log): Promise<string> {
  try {
    await app.listen(config.PORT, config.HOST);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    log.warn({ port: config.PORT }, 'port is taken, using a free one');
    await app.listen(0, config.HOST);
  }
  return (await app.getUrl()).replace('[::1]', '127.0.0.1');
}

function observe(metrics: Metrics, log: Log): AskObserver {
  return {
    answered: (subject, code, durationMs, trace) => {
      metrics.asks.inc({ subject, code });
      metrics.askSeconds.observe({ subject }, durationMs / 1000);
      log.debug({ subject, code, ms: Math.round(durationMs * 10) / 10, traceId: traceIdOf(trace) }, 'ask');
    },
    failed: (subject, error, trace) =>
      log.error({ subject, err: error, traceId: traceIdOf(trace) }, 'ask failed'),
  };
}

async function stop(
  parts: RuntimeParts,
  app: NestFastifyApplication,
  transport: NatsTransport,
  relay: OutboxRelay | undefined,
  log: Log,
): Promise<void> {
  parts.lifecycle.stop();
  if (parts.config.SHUTDOWN_DELAY_MS > 0) {
    await new Promise((resolve) => setTimeout(resolve, parts.config.SHUTDOWN_DELAY_MS));
  }
  await transport.drain(inFlightWaitMs);
  await app.close();
  await relay?.stop();
  await parts.bus.close();
  await parts.broker.close();
  if (parts.database?.isInitialized) await parts.database.destroy();
  log.info({}, 'stopped');
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}
