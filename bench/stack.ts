import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brokerPermissions, inboxPrefix, services } from '@croupier/contracts';
import {
  guard,
  type NatsOptions,
  type PostgresOptions,
  provisionDatabase,
  RANK,
  type RunningNats,
  type RunningPostgres,
  startNats,
  startPostgres,
  withDatabase,
} from '@croupier/embedded';
import { Broker, type Bus } from '@croupier/messaging';
import { migrate } from '@croupier/persistence';
import { type Service } from '@croupier/runtime';
import { ActingBus, actorKeys, stubServer } from '@croupier/testing';
import { DataSource } from 'typeorm';
import { builtFile, moduleUrl } from '../tools/launch/apps.js';

const root = path.resolve(import.meta.dirname, '../..');
const password = 'bench';
const silent = { info: () => undefined, warn: () => undefined };

/** An app that runs as a process of its own. */
export interface StartedApp {
  url: string;
  pid: number;
  stop: () => Promise<void>;
  /** Without a word, as a crash. */
  kill: () => Promise<void>;
}

/** Servers with every promise of durability on, and apps as processes of their own, as they run in production. */
export class BenchStack {
  private readonly children: ChildProcess[] = [];
  private readonly brokers: Broker[] = [];

  private constructor(
    private readonly directory: string,
    private readonly settings: PostgresOptions,
    private postgres: RunningPostgres,
    private readonly brokerOptions: NatsOptions,
    private running: RunningNats,
    readonly broker: Broker,
    /** Asks as a user who may ask everything, in the name of whoever a request is of. */
    readonly bus: Bus,
  ) {}

  /** `settings` of PostgreSQL replace ours. */
  static async open(settings: Partial<PostgresOptions> = {}): Promise<BenchStack> {
    const directory = await mkdtemp(path.join(tmpdir(), 'croupier-bench-'));
    await chmod(directory, 0o755);
    const users = Object.keys(services).map((user) => ({ user, password, ...brokerPermissions(user) }));
    const all = { directory: path.join(directory, 'pg'), ...settings };
    const brokers = {
      directory: path.join(directory, 'nats'),
      users: [...users, { user: 'admin', password }],
    };
    const [postgres, nats] = await Promise.all([startPostgres(all), startNats(brokers)]);
    const broker = await openBroker(nats.url, 'bench', 'admin');
    return new BenchStack(directory, all, postgres, brokers, nats, broker, new ActingBus(broker));
  }

  /** The database of an app, as superuser. */
  async database(app: string): Promise<DataSource> {
    const url = withDatabase(this.postgres.superuserUrl, app);
    return new DataSource({
      type: 'postgres',
      url,
      poolSize: 2,
      poolErrorHandler: () => undefined,
    }).initialize();
  }

  /** The server of the databases. */
  get server(): RunningPostgres {
    return this.postgres;
  }

  /** Starts the database server again, on its port, after it was killed; `settings` replace those of before. */
  async restartServer(settings: Partial<PostgresOptions> = {}): Promise<void> {
    this.postgres = await startPostgres({ ...this.settings, port: this.postgres.port, ...settings });
  }

  /** The broker. */
  get nats(): RunningNats {
    return this.running;
  }

  /** Where the broker keeps its streams. */
  get store(): string {
    return path.join(this.brokerOptions.directory, 'jetstream');
  }

  /** Starts the broker again, on its port, after it was killed. */
  async restartBroker(): Promise<void> {
    const { port, monitorPort } = this.running;
    this.running = await startNats({ ...this.brokerOptions, port, monitorPort });
  }

  /** Creates and migrates an app's database. */
  async prepare(app: string): Promise<void> {
    const { service } = (await import(moduleUrl(builtFile(root, app, 'service.js')))) as { service: Service };
    if (!service.database) return;
    const names = { name: app, ownerRole: `${app}_owner`, role: app };
    await provisionDatabase(this.postgres.superuserUrl, { ...names, ownerPassword: password, password });
    await migrate(service.database, this.databaseUrl(app, `${app}_owner`));
  }

  /** Starts an app as a process of its own and waits until it is ready. */
  async start(app: string, environment: Record<string, string> = {}): Promise<StartedApp> {
    const child = spawn(process.execPath, [builtFile(root, app, 'main.js')], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        PATH: process.env['PATH'],
        NODE_ENV: 'production',
        NATS_URL: this.nats.url,
        NATS_USER: app,
        NATS_PASSWORD: password,
        LOG_LEVEL: 'info',
        ...actorKeys,
        DATABASE_URL: this.databaseUrl(app, app),
        ...environment,
      },
    });
    this.adopt(child);
    const url = await readyUrl(app, child);
    return { url, pid: child.pid ?? 0, stop: () => stop(child), kill: () => stop(child, 'SIGKILL') };
  }

  /** Answers an ask in the name of a service that does not run here. */
  async stub(service: string, subject: string, answer: (body: unknown) => object): Promise<void> {
    const broker = await openBroker(this.nats.url, service, service);
    this.brokers.push(broker);
    stubServer(broker).serve(subject, async (body) => answer(body));
    await broker.connection.flush();
  }

  /** Ends with the bench, whatever ends the bench. */
  adopt(child: ChildProcess): void {
    this.children.push(child);
    if (child.pid !== undefined) guard(child.pid, { signal: 'SIGKILL', rank: RANK.app });
  }

  async close(): Promise<void> {
    await Promise.all(this.children.map((child) => stop(child)));
    await this.bus.close();
    for (const broker of [this.broker, ...this.brokers]) await broker.close();
    await this.running.stop();
    await this.postgres.stop();
    await rm(this.directory, { recursive: true, force: true });
  }

  /** Where an app's database is, for a user of it. */
  databaseUrl(app: string, user: string): string {
    const url = new URL(withDatabase(this.postgres.superuserUrl, app));
    url.username = user;
    url.password = password;
    return url.toString();
  }
}

function openBroker(url: string, service: string, user: string): Promise<Broker> {
  return Broker.open({ service, url, user, password, inboxPrefix: inboxPrefix(service) }, silent);
}

async function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await ended;
  clearTimeout(timer);
}

/** The base URL an app says it is ready at. */
function readyUrl(app: string, child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      if (text.length > 100_000) return;
      text += chunk.toString();
      const [, url] = /"url":"([^"]+)"[^\n]*"ready"/.exec(text) ?? [];
      if (url !== undefined) resolve(url);
    });
    child.once('exit', (code) => reject(new Error(`${app} ended with ${String(code)} before it was ready`)));
  });
}
