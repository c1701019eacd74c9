import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ProcessRecord } from '@croupier/embedded';
import { until } from '@croupier/testing';
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

const startBoundMs = 90_000;
const stopBoundMs = 30_000;

/** The whole platform as `npm start` runs it, in a home of its own. */
export class Platform {
  private output = '';

  private constructor(
    readonly home: string,
    private readonly launcher: ChildProcess,
  ) {
    for (const stream of [launcher.stdout, launcher.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.output = (this.output + chunk.toString()).slice(-20_000);
      });
    }
  }

  static async start(args: string[] = [], environment: Record<string, string> = {}): Promise<Platform> {
    const home = await mkdtemp(path.join(tmpdir(), 'croupier-e2e-'));
    const launcher = spawn(process.execPath, ['dist/tools/launch/main.js', 'start', '--json', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        CROUPIER_HOME: home,
        CROUPIER_EXIT_WITH_PARENT: '1',
        GATEWAY_RATE_LIMIT_PER_MINUTE: '1000000',
        GATEWAY_SIGN_IN_LIMIT_PER_MINUTE: '1000000',
        ...environment,
      },
    });
    const platform = new Platform(home, launcher);
    await until('the platform is ready', () => platform.isUp(), startBoundMs);
    return platform;
  }

  async run(): Promise<RunFile> {
    return JSON.parse(await readFile(path.join(this.home, 'run.json'), 'utf8')) as RunFile;
  }

  /** Processes of one app. */
  async processesOf(app: string): Promise<AppEntry[]> {
    return (await this.run()).apps.filter((entry) => entry.app === app);
  }

  /** kill -9 to one part: an app's first process, or `nats` or `postgres`. */
  async kill(part: string): Promise<void> {
    const run = await this.run();
    const pid =
      part === 'nats' || part === 'postgres' ? run[part].pid : run.apps.find(({ app }) => app === part)?.pid;
    if (pid === undefined) throw new Error(`nothing called ${part} runs`);
    process.kill(pid, 'SIGKILL');
  }

  /** Every process of the platform answers its readiness probe. */
  async allReady(): Promise<boolean> {
    const { apps } = await this.run();
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

  /** Stops everything as Ctrl-C does; the launcher's exit code. */
  async stop(): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) =>
      this.launcher.once('exit', (code) => resolve(code)),
    );
    if (this.launcher.exitCode !== null) return this.launcher.exitCode;
    this.launcher.kill('SIGTERM');
    const timer = setTimeout(() => this.launcher.kill('SIGKILL'), stopBoundMs);
    const code = await ended;
    clearTimeout(timer);
    await rm(this.home, { recursive: true, force: true });
    return code;
  }

  private async isUp(): Promise<boolean> {
    if (this.launcher.exitCode !== null) throw new Error(`the platform did not start:\n${this.output}`);
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
