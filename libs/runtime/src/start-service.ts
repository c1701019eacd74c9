import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { streamOf, tellsFacts } from '@croupier/contracts';
import { ShiftedClock, SystemClock } from '@croupier/kernel';
import {
  answerDiscovery,
  Bus,
  type FactObserver,
  NatsTransport,
  OutboxRelay,
  timeLeftMs,
} from '@croupier/messaging';
import { createLog, errorFacts, type Log, Metrics, NestLog } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { guardOf, signerOf } from './actors.js';
import { ConfigError, type Environment, environmentOf, readConfig, type ServiceConfig } from './config.js';
import { addFigures } from './figures.js';
import { prepareHttp } from './http.js';
import { Lifecycle } from './lifecycle.js';
import { observe, observeSent } from './messaging-figures.js';
import { RefusalFilter } from './refusal.filter.js';
import { release } from './release.js';
import { RuntimeModule, type RuntimeParts } from './runtime.module.js';
import { followSandboxClock } from './sandbox-clock.js';
import { openBroker, openDatabase } from './servers.js';
import { type Service } from './service.js';
import { openTraces, recordStatements } from './traces.js';
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
const inFlightWaitMs = 8000;
const tracesWaitMs = 1000;

/**
 * Boots one service. What a boot that fails half way has opened is closed again.
 * @throws ConfigError if its settings or its servers are not there.
 */
export async function startService(
  service: Service,
  environment: Environment = environmentOf(service.name),
): Promise<RunningService> {
  const config = readConfig(service.name, service.config, environment);
  const log = createLog({ service: service.name, level: config.LOG_LEVEL, format: config.LOG_FORMAT });
  const opened = new AsyncDisposableStack();
  try {
    return await boot(service, config, log, opened);
  } catch (error) {
    await abandon(opened, log);
    throw error;
  }
}

async function boot(
  service: Service,
  config: ServiceConfig,
  log: Log,
  opened: AsyncDisposableStack,
): Promise<RunningService> {
  const parts = await openParts(service, config, log, opened);
  const observed = observe(parts.metrics, log);
  const transport = new NatsTransport({
    broker: parts.broker,
    ...(parts.database ? { database: parts.database } : {}),
    observer: observed.asks,
    guard: guardOf(config, parts.clock),
    facts: observed.facts,
    factsAtOnce: service.factsAtOnce,
    log,
  });
  addFigures(parts, transport);
  const relay = relayOf(service, parts, observed.facts);
  parts.transactions?.onCommit(() => relay?.nudge());
  opened.defer(async () => relay?.stop());
  const app = await NestFactory.create<NestFastifyApplication>(
    RuntimeModule.forService(service, parts),
    new FastifyAdapter({
      bodyLimit: bodyLimitBytes,
      return503OnClosing: false,
      forceCloseConnections: 'idle',
    }),
    { logger: new NestLog(log), abortOnError: false, bodyParser: false },
  );
  opened.defer(() => app.close());
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new RefusalFilter(log));
  app.connectMicroservice({ strategy: transport }, { inheritAppConfig: true });
  prepareHttp(app, parts);
  await service.http?.(app);
  opened.defer(() => transport.drain(inFlightWaitMs));
  // Whoever answers an ask before all of it has started has half of it missing: handlers of commands, for one.
  await app.init();
  await app.startAllMicroservices();
  const url = await listen(app, config, log);
  answerDiscovery(parts.broker, transport.asks, randomUUID(), release);
  relay?.start();
  await parts.broker.connection.flush();
  parts.lifecycle.accept();
  log.info({ url }, 'ready');
  return { url, app, close: once(() => stop(parts, opened)) };
}

/** `main.ts` of every app: boots the service and stops it on SIGTERM or SIGINT. */
export async function runService(service: Service): Promise<void> {
  let running: RunningService | undefined;
  let signalled = false;
  // Node would print all that hangs on the error, values of statements too.
  process.on('uncaughtException', (error) => {
    const line = { level: 'fatal', service: service.name, msg: 'the process ends', err: errorFacts(error) };
    process.stderr.write(`${JSON.stringify(line)}\n`);
    process.exit(1);
  });
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

async function openParts(
  service: Service,
  config: ServiceConfig,
  log: Log,
  opened: AsyncDisposableStack,
): Promise<RuntimeParts> {
  const clock = config.SANDBOX ? new ShiftedClock() : new SystemClock();
  const signer = signerOf(config, clock);
  const traces = openTraces(service.name, config, log);
  if (traces) opened.defer(() => traces.close(tracesWaitMs));
  const database = await openDatabase(service, config, log, opened);
  if (traces && database) recordStatements(database, traces);
  const broker = await openBroker(service, config, log, opened, traces);
  const metrics = new Metrics(service.name);
  const bus = new Bus(broker, signer, {
    observer: observeSent(metrics, log),
    repeats: service.repeatsAsks ?? false,
  });
  opened.defer(() => bus.close());
  if (clock instanceof ShiftedClock) followSandboxClock(clock, broker, bus, log);
  const parts = {
    config,
    clock,
    broker,
    bus,
    log,
    metrics,
    lifecycle: new Lifecycle(),
    ...(traces ? { traces } : {}),
  };
  return database ? { ...parts, database, transactions: new TransactionRunner(database, timeLeftMs) } : parts;
}

function relayOf(
  service: Service,
  { broker, database, config, log }: RuntimeParts,
  facts: FactObserver,
): OutboxRelay | undefined {
  if (!database || !tellsFacts(service.name)) return undefined;
  return new OutboxRelay(broker, database, streamOf(service.name), log, config.NATS_STREAM_REPLICAS, facts);
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

/** What was opened last closes first: asks and facts, HTTP and loops, the last facts out, the connections. */
async function stop(parts: RuntimeParts, opened: AsyncDisposableStack): Promise<void> {
  parts.lifecycle.stop();
  if (parts.config.SHUTDOWN_DELAY_MS > 0) {
    await new Promise((resolve) => setTimeout(resolve, parts.config.SHUTDOWN_DELAY_MS));
  }
  await opened.disposeAsync();
  parts.log.info({}, 'stopped');
}

/** Bounded: whoever waits for a boot that failed is told so, whatever refuses to close. */
async function abandon(opened: AsyncDisposableStack, log: Log): Promise<void> {
  const closed = opened
    .disposeAsync()
    .catch((error: unknown) => log.warn({ error: String(error) }, 'not all could be closed'));
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([closed, new Promise((resolve) => (timer = setTimeout(resolve, inFlightWaitMs)))]);
  clearTimeout(timer);
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}
