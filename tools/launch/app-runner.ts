import { setTimeout as sleep } from 'node:timers/promises';
import { stopProcess } from '@croupier/embedded';
import { exitWords, Output, type ProcessSpec, startProcess } from './app-process.js';
import { LaunchFault } from './fault.js';
import type { Home } from './home.js';
import { type AppEntry, recordOf } from './run-file.js';
import { type Running, Supervisor } from './supervisor.js';
import type { Terminal } from './terminal.js';

/** An app as one process hosts it. */
export interface Hosted {
  /** `games`, `games-2`. */
  name: string;
  app: string;
  port: number;
}

/** What a runner needs of the platform. */
export interface RunnerContext {
  home: Home;
  terminal: Terminal;
  verbose: boolean;
  changed: () => void;
}

const READY_TIMEOUT_MS = 90_000;
const READY_POLL_MS = 60;
/** Longer than an app takes to drain. */
const STOP_TIMEOUT_MS = 30_000;
/** An app that ends this often before it was ever ready will not come up by itself. */
const START_ATTEMPTS = 3;

export function baseUrl(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** Whether an app says that it takes work. */
export async function isReady(port: number, timeoutMs = 2_000): Promise<boolean> {
  try {
    const answer = await fetch(`${baseUrl(port)}/health/ready`, { signal: AbortSignal.timeout(timeoutMs) });
    await answer.body?.cancel();
    return answer.status === 200;
  } catch {
    return false;
  }
}

/** Runs one process with the app or apps it hosts, and keeps it running. */
export class AppRunner {
  private readonly output: Output;
  private readonly supervisor: Supervisor<Running>;
  private readonly logFile: string;
  private startedAt = new Date();
  private everReady = false;
  private failures = 0;

  constructor(
    readonly name: string,
    private readonly hosted: Hosted[],
    spec: ProcessSpec,
    private readonly context: RunnerContext,
  ) {
    this.logFile = context.home.log(name);
    this.output = new Output({
      name,
      logFile: this.logFile,
      terminal: context.terminal,
      verbose: context.verbose,
    });
    this.supervisor = new Supervisor(() => startProcess(spec, this.output), {
      up: () => {
        this.output.restarted();
        this.startedAt = new Date();
        context.changed();
        if (this.everReady) void this.reportReturn(performance.now());
      },
      down: (exit, delayMs) => {
        this.failures += 1;
        const when = `starting it again in ${delayMs / 1000} s`;
        if (this.everReady) context.terminal.notice(`${name} ${exitWords(exit)}, ${when}`);
      },
    });
  }

  /** Starts the process and waits until all it hosts take work. */
  async start(): Promise<void> {
    await this.supervisor.start();
    const deadline = performance.now() + READY_TIMEOUT_MS;
    const waiting = new Set(this.hosted);
    while (waiting.size > 0) {
      for (const one of waiting) if (await isReady(one.port)) waiting.delete(one);
      if (waiting.size === 0) break;
      if (this.failures >= START_ATTEMPTS) throw this.fault('does not start');
      if (performance.now() > deadline) {
        throw this.fault(
          `is not ready after ${READY_TIMEOUT_MS / 1000} s (${[...waiting].map((one) => one.name).join(', ')})`,
        );
      }
      await sleep(READY_POLL_MS);
    }
    this.everReady = true;
    this.output.settled();
    this.context.changed();
  }

  /** No more restarts. */
  release(): void {
    this.supervisor.release();
  }

  /** Whether it runs this app and no other. */
  isOf(app: string): boolean {
    return this.hosted.length === 1 && this.hosted[0]?.app === app;
  }

  /** Has the process drain and end for good. */
  async stop(): Promise<void> {
    this.supervisor.release();
    const { current } = this.supervisor;
    if (current) await stopProcess(recordOf(current.pid), 'SIGTERM', STOP_TIMEOUT_MS);
  }

  /** What run.json says of it; nothing while it is down. */
  entries(): AppEntry[] {
    const { current, restarts } = this.supervisor;
    if (current === undefined) return [];
    const record = recordOf(current.pid);
    const startedAt = this.startedAt.toISOString();
    return this.hosted.map((one) => ({ ...record, ...one, url: baseUrl(one.port), startedAt, restarts }));
  }

  private async reportReturn(since: number): Promise<void> {
    const pid = this.supervisor.current?.pid;
    while (this.supervisor.current?.pid === pid) {
      const ready = await Promise.all(this.hosted.map((one) => isReady(one.port)));
      if (ready.every(Boolean)) {
        this.context.terminal.notice(
          `${this.name} is back after ${((performance.now() - since) / 1000).toFixed(1)} s`,
        );
        return;
      }
      await sleep(READY_POLL_MS);
    }
  }

  private fault(what: string): LaunchFault {
    const fix = 'mend the error above; `npm run doctor` looks for the usual causes';
    return new LaunchFault(
      `${this.name} ${what}; its last words:\n${this.output.lastLines()}`,
      fix,
      this.logFile,
    );
  }
}
