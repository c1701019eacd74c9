import { rmSync } from 'node:fs';
import { isRunning, type ProcessRecord, processStamp, stopProcess } from '@croupier/embedded';
import { type Home, readJson, writeJson } from './home.js';

/** A server as run.json names it. */
export interface ServerEntry extends ProcessRecord {
  port: number;
}

/** One process of an app as run.json names it. */
export interface AppEntry extends ProcessRecord {
  /** `games`, `games-2`. */
  name: string;
  app: string;
  port: number;
  url: string;
  /** When this process started, ISO 8601. */
  startedAt: string;
  /** How often it was started again. */
  restarts: number;
}

/** What runs in a home now; readable by its owner only. Rewritten at every restart. */
export interface RunFile {
  launcher: ProcessRecord;
  /** True once everything asked for was ready for the first time. */
  ready: boolean;
  mode: 'processes' | 'single' | 'infra';
  startedAt: string;
  gateway?: string;
  docs?: string;
  sandbox?: string;
  postgres?: ServerEntry;
  nats?: ServerEntry & { monitorPort: number };
  apps: AppEntry[];
  /** The process of the operations page. */
  console?: AppEntry;
}

export function readRunFile(home: Home): RunFile | undefined {
  try {
    return readJson<RunFile>(home.file('run.json'));
  } catch {
    // Only what is recorded can be stopped; an unreadable record says nothing.
    return undefined;
  }
}

export function writeRunFile(home: Home, run: RunFile): void {
  writeJson(home.file('run.json'), run);
}

export function removeRunFile(home: Home): void {
  rmSync(home.file('run.json'), { force: true });
}

/** A record of a process that lives now. */
export function recordOf(pid: number): ProcessRecord {
  return { pid, stamp: processStamp(pid) ?? '' };
}

/** Whether the launcher that wrote the file still lives. */
export function isUp(run: RunFile | undefined): run is RunFile {
  return run !== undefined && isRunning(run.launcher);
}

/** Stops what a launcher that is gone has left behind, in order; pids that belong to others now are not touched. */
export async function stopLeftovers(run: RunFile): Promise<number[]> {
  const pages = run.console ? [run.console] : [];
  const living = [...run.apps, ...pages, run.nats, run.postgres].filter(
    (entry) => entry !== undefined && isRunning(entry),
  );
  await Promise.all(unique([...run.apps, ...pages]).map((entry) => stopProcess(entry, 'SIGTERM', 10_000)));
  if (run.nats) await stopProcess(run.nats, 'SIGTERM', 5_000);
  if (run.postgres) await stopProcess(run.postgres, 'SIGINT', 10_000);
  return [...new Set(living.map((entry) => entry?.pid ?? 0))];
}

/** In one process for all apps every entry names the same pid. */
function unique(entries: readonly AppEntry[]): AppEntry[] {
  return [...new Map(entries.map((entry) => [entry.pid, entry])).values()];
}
