import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account.js';
import { assertOpen, guard, unguard } from './guard.js';

/** How a server ended. */
export interface ServerExit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** What to start and how it is to be stopped. */
export interface ServerCommand {
  program: string;
  args: string[];
  /** Receives standard output and standard error; appended to. */
  logFile: string;
  account?: Account | undefined;
  /** The signal that asks for an orderly stop. */
  stopSignal: NodeJS.Signals;
  /** See RANK. */
  rank: number;
}

/** A log beyond this many bytes is set aside when it is next opened; one old log is kept. */
export const LOG_LIMIT = 8 * 1024 * 1024;

/** Opens a log for appending and returns its file descriptor. */
export function openLog(file: string): number {
  mkdirSync(path.dirname(file), { recursive: true });
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}

/** A started server: its log goes straight to a file, and it dies with us. */
export class ServerProcess {
  /** Resolves, never rejects, when the process has ended. */
  readonly exited: Promise<ServerExit>;
  readonly pid: number;
  /** Set once the process has ended. */
  exit: ServerExit | undefined;
  /** Why the program could not even be started. */
  spawnError: Error | undefined;
  private readonly child: ChildProcess;
  private readonly logStart: number;

  constructor(private readonly command: ServerCommand) {
    assertOpen();
    const log = openLog(command.logFile);
    this.logStart = statSync(command.logFile).size;
    const { account } = command;
    this.child = spawn(command.program, command.args, {
      // Its own session: Ctrl-C in the terminal must reach the launcher only, which stops things in order.
      detached: true,
      stdio: ['ignore', log, log],
      cwd: '/',
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
      ...(account && { uid: account.uid, gid: account.gid }),
    });
    closeSync(log);
    this.pid = this.child.pid ?? 0;
    this.exited = new Promise((resolve) => {
      const end = (exit: ServerExit): void => {
        this.exit = exit;
        unguard(this.pid);
        resolve(exit);
      };
      this.child.once('error', (error) => {
        this.spawnError = error;
        end({ code: null, signal: null });
      });
      this.child.once('exit', (code, signal) => end({ code, signal }));
    });
    if (this.pid > 0) guard(this.pid, { signal: command.stopSignal, rank: command.rank });
  }

  /** What the server has logged since this start, at most the first 64 KiB. */
  output(): string {
    const log = openSync(this.command.logFile, 'r');
    try {
      const buffer = Buffer.alloc(64 * 1024);
      return buffer.toString('utf8', 0, readSync(log, buffer, 0, buffer.length, this.logStart));
    } finally {
      closeSync(log);
    }
  }

  /** Polls `ready` until it is true; false when the process ended or the time was up first. */
  async waitUntil(ready: () => boolean | Promise<boolean>, timeoutMs: number): Promise<boolean> {
    const deadline = performance.now() + timeoutMs;
    while (this.exit === undefined && performance.now() < deadline) {
      if (await ready()) return true;
      await sleep(10);
    }
    return false;
  }

  /** Asks the server to stop; kills it when it has not within `graceMs`. */
  async stop(graceMs: number): Promise<void> {
    if (this.exit !== undefined) return;
    this.child.kill(this.command.stopSignal);
    const timer = setTimeout(() => this.child.kill('SIGKILL'), graceMs);
    await this.exited;
    clearTimeout(timer);
  }

  /** Kills the server without warning, as a crash would. */
  async kill(): Promise<void> {
    if (this.exit === undefined) this.child.kill('SIGKILL');
    await this.exited;
  }
}

/** The last lines of a text, indented for a terminal. */
export function lastLines(text: string, count: number): string {
  const lines = text.trimEnd().split('\n').slice(-count);
  return lines.map((line) => `    ${line}`).join('\n');
}
