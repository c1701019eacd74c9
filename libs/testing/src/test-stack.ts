import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brokerPermissions, consoleUser, inboxPrefix, services } from '@croupier/contracts';
import { type NatsUser, type RunningNats, startNats } from '@croupier/embedded';
import { Broker, type Bus } from '@croupier/messaging';
import { type RunningService, type Service, startService } from '@croupier/runtime';
import { ActingBus, actorKeys } from './actors.js';
import { middayZone } from './midday-zone.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

const silent = { info: () => undefined, warn: () => undefined };

/** A service under test, with its own database. */
export interface ServiceUnderTest extends RunningService {
  /** Undefined for a service without a database. */
  database: TestDatabase;
}

/**
 * A broker of its own for one suite, with the permissions that the contracts grant, and the services started on
 * it. `bus` asks as a user who may ask everything, in the name of whoever a request is of.
 */
export class TestStack {
  private readonly started: RunningService[] = [];
  private readonly databases: TestDatabase[] = [];

  private constructor(
    public nats: RunningNats,
    readonly broker: Broker,
    readonly bus: Bus,
    private readonly directory: string,
  ) {}

  static async open(): Promise<TestStack> {
    const directory = await mkdtemp(path.join(tmpdir(), 'croupier-suite-'));
    const nats = await startNats({ directory, users: brokerUsers() });
    const broker = await Broker.open(
      { service: 'test', url: nats.url, user: 'admin', password: 'test', inboxPrefix: inboxPrefix('test') },
      silent,
    );
    return new TestStack(nats, broker, new ActingBus(broker), directory);
  }

  /** Starts a service on a fresh database; `environment` adds to or replaces its settings. */
  async start(service: Service, environment: Record<string, string> = {}): Promise<ServiceUnderTest> {
    const database = service.database ? await createTestDatabase(service.database) : undefined;
    if (database) this.databases.push(database);
    const running = await startService(service, {
      ...this.environment(service.name, database),
      ...environment,
    });
    this.started.push(running);
    return { ...running, database: database as TestDatabase };
  }

  /** A second process of a service, on the database of the first. */
  async replica(
    service: Service,
    of: ServiceUnderTest,
    environment: Record<string, string> = {},
  ): Promise<RunningService> {
    const running = await startService(service, {
      ...this.environment(service.name, of.database),
      ...environment,
    });
    this.started.push(running);
    return running;
  }

  /** Starts the broker again, on its port and its data, after `nats.kill()` or `nats.stop()`. */
  async restartBroker(): Promise<void> {
    const { port } = this.nats;
    this.nats = await startNats({ directory: this.directory, users: brokerUsers(), port });
  }

  async close(): Promise<void> {
    for (const running of this.started.reverse()) await running.close();
    await this.bus.close();
    await this.broker.close();
    await this.nats.stop();
    for (const database of this.databases) await database.drop();
    await rm(this.directory, { recursive: true, force: true });
  }

  private environment(service: string, database: TestDatabase | undefined): Record<string, string> {
    return {
      NATS_URL: this.nats.url,
      NATS_USER: service,
      NATS_PASSWORD: 'test',
      LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
      PORT: '0',
      CALENDAR_ZONE: middayZone(),
      ...actorKeys,
      ...(database ? { DATABASE_URL: database.url, ...smallPool() } : {}),
    };
  }
}

/** Whoever wants to know that nothing waits for a second connection runs the suites on a pool of the least size. */
function smallPool(): Record<string, string> {
  const size = process.env['TEST_DATABASE_POOL'];
  return size === undefined ? {} : { DATABASE_POOL: size };
}

function brokerUsers(): NatsUser[] {
  const users = [...Object.keys(services), consoleUser].map((name) => ({
    user: name,
    password: 'test',
    ...brokerPermissions(name),
  }));
  return [...users, { user: 'admin', password: 'test' }];
}
