import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { databaseUrl, freePort, isRunning, sendSignal, withDatabase } from '@croupier/embedded';
import { middayZone } from '@croupier/testing';
import { DataSource } from 'typeorm';
import { isReady } from '../../tools/launch/app-runner.js';
import { listedApps } from '../../tools/launch/apps.js';
import { Home, readJson, writeJson } from '../../tools/launch/home.js';
import { isUp, readRunFile, type RunFile } from '../../tools/launch/run-file.js';
import { loadSecrets, type Secrets } from '../../tools/launch/secrets.js';
import { type BonusEnvironment } from '../../tools/rebuild/rebuild-bonus.js';
import { definitionsIn } from './jackpot-game.js';
import { type Line, servers } from './schedule.js';
import { TcpProxy } from './tcp-proxy.js';
import { type Asker } from './verdicts/derived.js';

const root = path.resolve(import.meta.dirname, '../../..');
const doubled = ['gateway', 'wallet', 'games'];
const patienceMs = 180_000;

/** The whole platform in a home of its own, with two of some apps and fault proxies in two of its lines. */
export class ChaosStand {
  /** The processes that run when all of them do: of one that is down between two of its lives, nothing is written down. */
  private all: readonly string[] = [];

  private constructor(
    readonly home: Home,
    private readonly launcher: ChildProcess,
    readonly lines: Readonly<Record<Line, TcpProxy>>,
  ) {}

  /** `more` adds to the settings of the apps, as `APP_SETTING`. */
  static async open(more: Readonly<Record<string, string>> = {}): Promise<ChaosStand> {
    const home = new Home(root, await mkdtemp(path.join(tmpdir(), 'croupier-chaos-')));
    home.create();
    // The launcher takes the ports it remembers, so that the proxies know what is behind them.
    const [postgres, nats] = [await freePort(), await freePort()];
    writeJson(home.file('ports.json'), { postgres, nats });
    const [toDatabase, toBroker] = [await TcpProxy.before(postgres), await TcpProxy.before(nats)];
    const { databases } = loadSecrets(home, listedApps(root));
    const user = { user: 'wallet', password: databases['wallet']?.app ?? '', database: 'wallet' };
    const launcher = spawn(
      process.execPath,
      [
        path.join(root, 'dist/tools/launch/main.js'),
        ...['start', '--json', '--replicas', doubled.map((app) => `${app}=2`).join(',')],
      ],
      {
        cwd: root,
        stdio: ['ignore', 'ignore', 'ignore'],
        env: {
          ...process.env,
          CROUPIER_HOME: home.directory,
          CROUPIER_EXIT_WITH_PARENT: '1',
          GATEWAY_RATE_LIMIT_PER_MINUTE: '1000000',
          GATEWAY_SIGN_IN_LIMIT_PER_MINUTE: '1000000',
          WALLET_DATABASE_URL: databaseUrl({ port: toDatabase.ownPort, ...user }),
          // Rounds short enough for a guest to see many of them.
          LIVE_TABLE_BETTING_MS: '3000',
          LIVE_TABLE_CLOSED_MS: '500',
          LIVE_TABLE_SPINNING_MS: '1000',
          LIVE_TABLE_PAUSE_MS: '500',
          LIVE_TABLE_VOID_AFTER_MS: '30000',
          // What a guest sets as the limit of a day is not to be passed a moment later.
          WALLET_CALENDAR_ZONE: middayZone(),
          WALLET_LEDGER_SEAL_EVERY_MS: '1000',
          WALLET_LEDGER_CHECKPOINT_EVERY_MS: '2000',
          GAMES_GAME_DEFINITIONS_DIR: await definitionsIn(home.file('definitions')),
          GAMES_NATS_URL: `nats://127.0.0.1:${toBroker.ownPort}`,
          ...more,
        },
      },
    );
    const lines = { 'wallet to its database': toDatabase, 'games to the broker': toBroker };
    const stand = new ChaosStand(home, launcher, lines);
    await stand.until('the platform is ready', async () => {
      const run = readRunFile(home);
      return isUp(run) && run.ready && (await stand.allReady());
    });
    stand.all = stand.targets;
    const run = stand.run();
    if (run.postgres?.port !== postgres || run.nats?.port !== nats)
      throw new Error('the servers are not behind the fault proxies: a port was taken');
    return stand;
  }

  run(): RunFile {
    const run = readRunFile(this.home);
    if (!isUp(run)) throw new Error('the launcher ended');
    return run;
  }

  /** Names of the processes, servers not among them. */
  get targets(): string[] {
    return this.run()
      .apps.map(({ name }) => name)
      .sort();
  }

  /** The URLs of both gateways, ready or not. */
  get gateways(): string[] {
    return this.run().apps.flatMap(({ app, url }) => (app === 'gateway' ? [url] : []));
  }

  get sandbox(): string {
    return this.run().sandbox ?? '';
  }

  /** The process of this name: a server, or one of an app. Undefined while it is down. */
  processOf(name: string): number | undefined {
    const run = this.run();
    const server = servers.find((one) => one === name);
    const process = server ? run[server] : run.apps.find((one) => one.name === name);
    return process && isRunning(process) ? process.pid : undefined;
  }

  async allReady(): Promise<boolean> {
    const { apps } = this.run();
    if (this.all.some((name) => !apps.some((one) => one.name === name))) return false;
    return (await Promise.all(apps.map(({ port }) => isReady(port)))).every(Boolean);
  }

  /** The database of an app, as its own role, straight. */
  async database(app: string): Promise<DataSource> {
    return new DataSource({ type: 'postgres', url: this.databaseUrl(app), poolSize: 1 }).initialize();
  }

  databaseUrl(app: string): string {
    const name = app.replaceAll('-', '_');
    const password = this.secrets.databases[app]?.app ?? '';
    return databaseUrl({ port: this.run().postgres?.port ?? 0, user: name, password, database: name });
  }

  /** The database of an app as superuser, for planting defects. */
  async adminDatabase(app: string): Promise<DataSource> {
    const tools = readJson<{ POSTGRES_URL: string }>(this.home.file('env', 'tools.json'));
    const url = withDatabase(tools?.POSTGRES_URL ?? '', app.replaceAll('-', '_'));
    return new DataSource({ type: 'postgres', url, poolSize: 1 }).initialize();
  }

  /** Where the wallet writes the signed checkpoints of its ledger. */
  get checkpointsFile(): string {
    return this.home.file('ledger', 'checkpoints.jsonl');
  }

  /** The gateway as the broker knows it. */
  get asker(): Asker {
    const { nats, values } = this.secrets;
    const signingKey = values['ACTOR_SIGNING_KEY'] ?? '';
    return { user: 'gateway', password: nats['gateway'] ?? '', url: this.natsUrl, signingKey };
  }

  get bonusEnvironment(): BonusEnvironment {
    const NATS_PASSWORD = this.secrets.nats['bonus'] ?? '';
    return {
      DATABASE_URL: this.databaseUrl('bonus'),
      NATS_URL: this.natsUrl,
      NATS_USER: 'bonus',
      NATS_PASSWORD,
    };
  }

  private get natsUrl(): string {
    return `nats://127.0.0.1:${this.run().nats?.port ?? 0}`;
  }

  private get secrets(): Secrets {
    return loadSecrets(this.home, listedApps(root));
  }

  /** @param seen what there is instead, for the error */
  async until(what: string, holds: () => Promise<boolean>, seen = (): string => ''): Promise<void> {
    for (const end = performance.now() + patienceMs; !(await holds()); await pause(200)) {
      if (this.launcher.exitCode !== null) throw new Error(`the launcher ended, not yet: ${what}`);
      if (performance.now() > end) throw new Error(`not within ${patienceMs / 1000} s: ${what} ${seen()}`);
    }
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.launcher.once('exit', resolve));
    if (this.launcher.exitCode === null) {
      sendSignal(this.launcher.pid ?? 0, 'SIGTERM');
      await ended;
    }
    for (const proxy of Object.values(this.lines)) await proxy.close();
    await rm(this.home.directory, { recursive: true, force: true });
  }
}
