import path from 'node:path';
import { closeCommonDatabases } from '@croupier/embedded';
import type { NatsUser, RunningNats, RunningPostgres } from '@croupier/embedded';
import { AppRunner, baseUrl, type Hosted } from './app-runner.js';
import { builtFile, isBuilt, listedApps } from './apps.js';
import { CONSOLE, consolePage } from './console-page.js';
import { databasesInWords, prepareDatabase, type Prepared } from './databases.js';
import { baseEnvironment, environmentOfApp } from './environment.js';
import { LaunchFault } from './fault.js';
import { type Home, writeJson } from './home.js';
import type { StartOptions } from './options.js';
import { Ports } from './ports.js';
import { AppBroken, type AppNeeds, Preparation } from './preparation.js';
import { type AppEntry, recordOf, type RunFile, writeRunFile } from './run-file.js';
import { loadSecrets, type Secrets } from './secrets.js';
import { superviseNats, supervisePostgres } from './servers.js';
import type { Supervisor } from './supervisor.js';
import type { Terminal } from './terminal.js';

/** Everything that runs in one home: the servers, the apps, and what is written down about them. */
export class Platform {
  private readonly startedAt = new Date().toISOString();
  private readonly apps: string[];
  private readonly selected: string[];
  private secrets: Secrets;
  private readonly ports: Ports;
  private readonly appPorts = new Map<string, number>();
  private readonly runners: AppRunner[] = [];
  private readonly needs = new Map<string, AppNeeds>();
  private page: AppRunner | undefined;
  private consolePort: number | undefined;
  private postgres: Supervisor<RunningPostgres> | undefined;
  private nats: Supervisor<RunningNats> | undefined;
  private preparation: Preparation | undefined;
  private ready = false;
  private released = false;

  constructor(
    private readonly home: Home,
    private readonly options: StartOptions,
    private readonly terminal: Terminal,
  ) {
    this.apps = listedApps(home.root).filter((app) => isBuilt(home.root, app));
    const missing = options.apps.find((app) => !this.apps.includes(app));
    if (missing !== undefined) {
      throw new LaunchFault(
        `${missing} has no src/main.ts and src/service.ts yet`,
        `write them, or name other apps: ${this.apps.join(', ')}`,
      );
    }
    this.selected = options.infra ? [] : options.apps.length > 0 ? options.apps : this.apps;
    this.secrets = loadSecrets(home, this.apps);
    this.ports = new Ports(home, (line) => terminal.notice(line));
  }

  /** Whether nothing was left out, so that sample data can be created. */
  get whole(): boolean {
    return this.selected.length === this.apps.length && this.apps.includes('gateway');
  }

  /** Starts everything; resolves when all that was asked for takes work. */
  async start(): Promise<void> {
    await this.choosePorts();
    const preparation = new Preparation(this.home, this.apps);
    this.preparation = preparation;
    const postgres = handled(this.startPostgres());
    const nats = handled(this.startNats(preparation));
    const migrated = new Map(
      this.apps.map((app) => [app, handled(this.prepareApp(app, postgres, preparation))]),
    );
    const databases = this.reportDatabases(postgres, [...migrated.values()]);
    const apps = this.options.single ? this.startSingle(migrated, nats) : this.startApps(migrated, nats);
    await Promise.all([postgres, nats, databases, apps, this.startPage(nats)]);
    for (const app of this.apps) this.writeEnvironment(app, (await migrated.get(app))?.needs);
    preparation.close();
    preparation.remember();
    this.writeToolEnvironment();
    this.ready = true;
    this.changed();
  }

  /** Ends all supervision: whatever stops from now on stays down. */
  release(): void {
    this.released = true;
    for (const one of [this.postgres, this.nats, this.page, ...this.runners]) one?.release();
    this.preparation?.close();
    this.ports.release();
  }

  /** What run.json says. */
  describe(): RunFile {
    const [postgres, nats] = [this.postgres?.current, this.nats?.current];
    const console: AppEntry | undefined = this.page?.entries()[0];
    const [gateway, sandbox] = ['gateway', 'sandbox'].map((app) =>
      this.selected.includes(app) ? baseUrl(this.appPorts.get(app) ?? 0) : undefined,
    );
    return {
      launcher: recordOf(process.pid),
      ready: this.ready,
      mode: this.options.infra ? 'infra' : this.options.single ? 'single' : 'processes',
      startedAt: this.startedAt,
      ...(gateway !== undefined && { gateway, docs: `${gateway}/docs` }),
      ...(sandbox !== undefined && { sandbox }),
      ...(postgres && { postgres: { ...recordOf(postgres.pid), port: postgres.port } }),
      ...(nats && { nats: { ...recordOf(nats.pid), port: nats.port, monitorPort: nats.monitorPort } }),
      apps: this.runners.flatMap((runner) => runner.entries()),
      ...(console && { console }),
    };
  }

  private changed(): void {
    if (!this.released) writeRunFile(this.home, this.describe());
  }

  private async choosePorts(): Promise<void> {
    for (const app of this.apps) {
      for (const { name } of this.replicasOf(app, 0)) this.appPorts.set(name, await this.ports.take(name));
    }
    if (!this.options.infra) this.consolePort = await this.ports.take(CONSOLE);
    this.changed();
  }

  /** The processes of an app; `first` is taken where the ports are not chosen yet. */
  private replicasOf(app: string, first?: number): Hosted[] {
    const count = this.options.replicas.get(app) ?? 1;
    return Array.from({ length: count }, (_, index) => {
      const name = index === 0 ? app : `${app}-${index + 1}`;
      return { name, app, port: this.appPorts.get(name) ?? first ?? 0 };
    });
  }

  private get serverContext() {
    const { home, ports, terminal } = this;
    return { home, ports, terminal, changed: () => this.changed() };
  }

  private async startPostgres(): Promise<RunningPostgres> {
    this.postgres = supervisePostgres(this.serverContext);
    const { postgres } = this;
    return this.terminal.step(
      'PostgreSQL',
      () => postgres.start(),
      (running) => `PostgreSQL ${running.version} on 127.0.0.1:${running.port}`,
    );
  }

  private async startNats(preparation: Preparation): Promise<RunningNats> {
    return this.terminal.step(
      'NATS',
      async () => {
        const { permissions, foreign } = await preparation.users();
        this.secrets = loadSecrets(this.home, this.apps, [...foreign, CONSOLE]);
        const users: NatsUser[] = Object.keys(this.secrets.nats).map((user) => ({
          user,
          password: this.secrets.nats[user] ?? '',
          // A user whose app is gone from the build may do nothing; only `admin` has no bounds.
          ...(user !== 'admin' &&
            (permissions[user] ?? { publish: { allow: [] }, subscribe: { allow: [] } })),
        }));
        this.nats = superviseNats(this.serverContext, users);
        const running = await this.nats.start();
        for (const service of foreign) this.writeBrokerSettings(service, running.url);
        return running;
      },
      (running) => `NATS ${running.version} on 127.0.0.1:${running.port}`,
    );
  }

  /** Brings one app's database up to date. An app that cannot be loaded is left out unless it was asked for. */
  private async prepareApp(
    app: string,
    postgres: Promise<RunningPostgres>,
    preparation: Preparation,
  ): Promise<Prepared> {
    try {
      const needs = await preparation.needsOf(app);
      const passwords = this.secrets.databases[app] ?? { owner: '', app: '' };
      return await prepareDatabase({ app, needs, passwords, postgres, preparation });
    } catch (error) {
      if (this.selected.includes(app) || !(error instanceof AppBroken)) throw error;
      this.terminal.notice(`${app} is left out: ${error.reason}`);
      return { needs: undefined, applied: [] };
    }
  }

  private async reportDatabases(postgres: Promise<RunningPostgres>, all: Promise<Prepared>[]): Promise<void> {
    const { superuserUrl } = await postgres;
    await this.terminal.step(
      'databases',
      async () => {
        await closeCommonDatabases(superuserUrl);
        return Promise.all(all);
      },
      databasesInWords,
    );
  }

  private environmentOf(needs: AppNeeds, hosted: Hosted): Record<string, string> {
    const nats = this.nats?.current;
    return environmentOfApp(
      needs.variables,
      {
        app: hosted.app,
        home: this.home.directory,
        port: hosted.port,
        gatewayPort: this.appPorts.get('gateway') ?? 0,
        sandboxPort: this.appPorts.get('sandbox') ?? 0,
        postgresPort: this.postgres?.current?.port ?? 0,
        natsUrl: nats?.url ?? '',
        consolePort: this.consolePort,
        secrets: this.secrets,
      },
      process.env,
    );
  }

  /** `nest start <app>` in another terminal reads this file; so does the process that hosts all apps. */
  private writeEnvironment(app: string, needs: AppNeeds | undefined): void {
    const [first] = this.replicasOf(app);
    if (needs && first) writeJson(this.home.file('env', `${app}.json`), this.environmentOf(needs, first));
  }

  /** What a service that is no app of ours needs of us, in a file that only its owner can read. */
  private writeBrokerSettings(service: string, url: string): void {
    writeJson(this.home.file('env', `${service}.json`), {
      NATS_URL: url,
      NATS_USER: service,
      NATS_PASSWORD: this.secrets.nats[service] ?? '',
    });
  }

  /** What our own tools need: every database and the broker with full rights. */
  private writeToolEnvironment(): void {
    const [postgres, nats] = [this.postgres?.current, this.nats?.current];
    if (!postgres || !nats) return;
    writeJson(this.home.file('env', 'tools.json'), {
      ...this.addresses(),
      POSTGRES_URL: postgres.superuserUrl,
      NATS_URL: nats.url,
      NATS_USER: 'admin',
      NATS_PASSWORD: this.secrets.nats.admin ?? '',
      NATS_MONITOR_URL: baseUrl(nats.monitorPort),
    });
  }

  /** Where clients of the platform find it. */
  addresses(): Record<string, string> {
    const [gateway, sandbox] = ['gateway', 'sandbox'].map((app) => baseUrl(this.appPorts.get(app) ?? 0));
    return {
      GATEWAY_URL: gateway ?? '',
      PUBLIC_URL: gateway ?? '',
      SANDBOX_URL: sandbox ?? '',
      CROUPIER_HOME: this.home.directory,
    };
  }

  private get runnerContext() {
    const { home, terminal } = this;
    return { home, terminal, verbose: this.options.verbose, changed: () => this.changed() };
  }

  /** Every process as soon as its own database and the broker are there. */
  private async startApps(
    migrated: Map<string, Promise<Prepared>>,
    nats: Promise<RunningNats>,
  ): Promise<void> {
    const hosted = this.selected.flatMap((app) => this.replicasOf(app));
    await Promise.all(
      hosted.map(async (one) => {
        const [prepared] = await Promise.all([migrated.get(one.app), nats]);
        if (prepared?.needs === undefined) return;
        this.needs.set(one.app, prepared.needs);
        const runner = this.addRunner(one, prepared.needs);
        await this.terminal.step(
          one.name,
          () => runner.start(),
          () => `${one.name} on 127.0.0.1:${one.port}`,
        );
      }),
    );
  }

  private addRunner(one: Hosted, needs: AppNeeds): AppRunner {
    const { root } = this.home;
    const environment = { ...baseEnvironment(process.env), ...this.environmentOf(needs, one) };
    const spec = { program: builtFile(root, one.app, 'main.js'), args: [], environment, cwd: root };
    const runner = new AppRunner(one.name, [one], spec, this.runnerContext);
    this.runners.push(runner);
    return runner;
  }

  /** How many processes each app has that could have more. */
  replicas(): ReadonlyMap<string, number> {
    return new Map(
      [...this.needs.keys()].map((app) => [app, this.runners.filter((one) => one.isOf(app)).length]),
    );
  }

  /**
   * Adds processes to an app until it has so many, or takes the newest ones away, each drained first.
   * @throws LaunchFault if a new one does not become ready
   */
  async scale(app: string, count: number): Promise<void> {
    const needs = this.needs.get(app);
    if (needs === undefined) return;
    const present = this.runners.filter((one) => one.isOf(app));
    for (let number = present.length + 1; number <= count; number += 1) {
      const name = `${app}-${number}`;
      const one = { name, app, port: this.appPorts.get(name) ?? (await this.ports.take(name)) };
      this.appPorts.set(name, one.port);
      const runner = this.addRunner(one, needs);
      await runner.start();
      this.terminal.notice(`${name} is added on 127.0.0.1:${one.port}`);
    }
    for (const runner of present.slice(count).reverse()) {
      await runner.stop();
      this.runners.splice(this.runners.indexOf(runner), 1);
      this.changed();
      this.terminal.notice(`${runner.name} is taken away`);
    }
  }

  private async startPage(nats: Promise<RunningNats>): Promise<void> {
    const port = this.consolePort;
    if (port === undefined) return;
    const natsUrl = (await nats).url;
    const page = consolePage({ port, natsUrl, secrets: this.secrets }, this.runnerContext);
    this.page = page;
    await this.terminal.step(
      'operations page',
      () => page.start(),
      () => `operations page on 127.0.0.1:${port}`,
    );
  }

  private async startSingle(
    migrated: Map<string, Promise<Prepared>>,
    nats: Promise<RunningNats>,
  ): Promise<void> {
    await nats;
    for (const app of this.selected) this.writeEnvironment(app, (await migrated.get(app))?.needs);
    const hosted = this.selected.flatMap((app) => this.replicasOf(app));
    const spec = {
      program: path.join(import.meta.dirname, 'single.js'),
      args: this.selected,
      environment: { ...baseEnvironment(process.env), CROUPIER_HOME: this.home.directory },
      cwd: this.home.root,
    };
    const runner = new AppRunner('single', hosted, spec, this.runnerContext);
    this.runners.push(runner);
    await this.terminal.step(
      `${hosted.length} apps in one process`,
      () => runner.start(),
      () =>
        `${hosted.length} apps in one process: ${hosted.map((one) => `${one.name} ${one.port}`).join(', ')}`,
    );
  }
}

/** The same promise; a rejection nobody is waiting for yet must not end the process. */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
