import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { ProcessRecord } from '@croupier/embedded';
import { middayZone, standStill, until } from '@croupier/testing';
import { DataSource } from 'typeorm';

/** What `.croupier/run.json` says of one process. */
interface AppEntry extends ProcessRecord {
  name: string;
  app: string;
  url: string;
}

interface RunFile {
  ready: boolean;
  gateway: string;
  sandbox: string;
  postgres: ProcessRecord;
  nats: ProcessRecord & { monitorPort: number };
  apps: AppEntry[];
  console: AppEntry;
}

/** Tables that turn faster than in production, for players who are programs; everything else is as it comes. */
export const quickTables = {
  TABLE_BETTING_MS: '4000',
  TABLE_SPINNING_MS: '1000',
  TABLE_PAUSE_MS: '500',
};

const startBoundMs = 180_000;
const stopBoundMs = 30_000;

/** What a run of the specs notes of the platform that they share. */
interface Shared {
  home: string;
  environment: Record<string, string>;
}

/** The whole platform as `npm start` runs it, in a home of its own. */
export class Platform {
  /** What runs when all of it does: of an app that is down between two of its lives, nothing is written down. */
  private readonly apps = new Set<string>();

  private constructor(
    readonly home: string,
    /** Unknown where another spec had it started. */
    private readonly launcher?: ChildProcess,
  ) {}

  /** One for the caller alone, who stops it. */
  static async start(args: string[] = [], environment: Record<string, string> = {}): Promise<Platform> {
    const home = await mkdtemp(path.join(tmpdir(), 'croupier-e2e-'));
    const output = await open(path.join(home, 'launcher.out'), 'w');
    const launcher = spawn(process.execPath, ['dist/tools/launch/main.js', 'start', '--json', ...args], {
      stdio: ['ignore', output.fd, output.fd],
      env: {
        ...process.env,
        CROUPIER_HOME: home,
        CROUPIER_EXIT_WITH_PARENT: '1',
        GATEWAY_RATE_LIMIT_PER_MINUTE: '1000000',
        GATEWAY_SIGN_IN_LIMIT_PER_MINUTE: '1000000',
        WALLET_CALENDAR_ZONE: middayZone(),
        ...environment,
      },
    });
    await output.close();
    const platform = new Platform(home, launcher);
    await until('the platform is ready', () => platform.isUp(), startBoundMs);
    await platform.remember();
    return platform;
  }

  /**
   * The one for all specs of a run that leave it whole: to start one takes longer than many a walk. The first to ask has
   * it started, and the end of the run stops it.
   * @throws Error if it runs with other settings than these
   */
  static async shared(environment: Record<string, string>): Promise<Platform> {
    const note = path.join(process.env['CROUPIER_E2E_FOLDER'] ?? '', 'shared.json');
    const found = await readFile(note, 'utf8').catch(() => undefined);
    if (found === undefined) {
      const platform = await Platform.start([], environment);
      platform.launcher?.unref();
      const shared: Shared = { home: platform.home, environment };
      await writeFile(note, JSON.stringify(shared));
      return platform;
    }
    const shared = JSON.parse(found) as Shared;
    if (!isDeepStrictEqual(shared.environment, environment))
      throw new Error(`the platform of this run has other settings: ${found}`);
    const platform = new Platform(shared.home);
    await platform.remember();
    return platform;
  }

  async run(): Promise<RunFile> {
    return JSON.parse(await readFile(path.join(this.home, 'run.json'), 'utf8')) as RunFile;
  }

  /** Processes of one app. */
  async processesOf(app: string): Promise<AppEntry[]> {
    return (await this.run()).apps.filter((entry) => entry.app === app);
  }

  /** kill -9 to one part: an app's first process, or `nats` or `postgres`. @returns the process that was killed */
  async kill(part: string): Promise<number> {
    const pid = await this.pidOf(part);
    if (pid === undefined) throw new Error(`nothing called ${part} runs`);
    process.kill(pid, 'SIGKILL');
    return pid;
  }

  /** Nothing that was killed is started again before `work` is over. @throws Error for one that was found shared */
  async withoutRestarts(work: () => Promise<void>): Promise<void> {
    const { launcher } = this;
    if (launcher?.pid === undefined) throw new Error('what starts processes again belongs to another spec');
    await standStill(launcher.pid);
    try {
      await work();
    } finally {
      launcher.kill('SIGCONT');
    }
  }

  /** Waits until another process has taken the place of one that was killed, and every process takes work. */
  async whole(part: string, killed: number): Promise<void> {
    await until(
      'all is ready again',
      async () => {
        const pid = await this.pidOf(part);
        return pid !== undefined && pid !== killed && (await this.allReady());
      },
      60_000,
    );
  }

  /** Undefined while it is down: then nothing is written down of it. */
  private async pidOf(part: string): Promise<number | undefined> {
    const run = await this.run();
    if (part === 'nats' || part === 'postgres') return (run[part] as ProcessRecord | undefined)?.pid;
    return run.apps.find(({ app }) => app === part)?.pid;
  }

  /** Every app is there, and every process of the platform answers its readiness probe. */
  async allReady(): Promise<boolean> {
    const { apps } = await this.run();
    const there = new Set(apps.map(({ app }) => app));
    if ([...this.apps].some((app) => !there.has(app))) return false;
    const answers = await Promise.all(apps.map(({ url }) => answersOk(`${url}/health/ready`)));
    return answers.every(Boolean);
  }

  /** The database of one app, as its own role. */
  async database(app: string): Promise<DataSource> {
    const file = path.join(this.home, 'env', `${app}.json`);
    const { DATABASE_URL } = JSON.parse(await readFile(file, 'utf8')) as { DATABASE_URL: string };
    const source = new DataSource({ type: 'postgres', url: DATABASE_URL, poolSize: 1 });
    return source.initialize();
  }

  /** Stops everything as Ctrl-C does; the launcher's exit code. @throws Error for one that was found shared */
  async stop(): Promise<number | null> {
    const { launcher } = this;
    if (launcher === undefined) throw new Error('the end of the run stops what its specs share');
    const ended = new Promise<number | null>((resolve) => launcher.once('exit', (code) => resolve(code)));
    if (launcher.exitCode !== null) return launcher.exitCode;
    launcher.kill('SIGTERM');
    const timer = setTimeout(() => launcher.kill('SIGKILL'), stopBoundMs);
    const code = await ended;
    clearTimeout(timer);
    await rm(this.home, { recursive: true, force: true });
    return code;
  }

  private async remember(): Promise<void> {
    for (const { app } of (await this.run()).apps) this.apps.add(app);
  }

  private async isUp(): Promise<boolean> {
    if (this.launcher && this.launcher.exitCode !== null) {
      const output = await readFile(path.join(this.home, 'launcher.out'), 'utf8');
      throw new Error(`the platform did not start:\n${output.slice(-20_000)}`);
    }
    try {
      return (await this.run()).ready;
    } catch {
      return false;
    }
  }
}

/** True if the address answers with a success within five seconds. */
export async function answersOk(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
