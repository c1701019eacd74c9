import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { EmbeddedFailure } from './failure.js';
import { processStamp, sendSignal } from './processes.js';
import { stopWards, type Ward, type WatchdogLine } from './watchdog.js';

/** Stop order of wards when the parent dies: applications, then the broker, then the database. */
export const RANK = { app: 0, broker: 1, database: 2 } as const;

const wards = new Map<number, Ward>();
let watchdog: ChildProcess | undefined;
let closing = false;

/**
 * Hands a child to the watchdog: a small process of its own session that stops its wards when this process is
 * gone, however it went. One watchdog serves all children of a process.
 */
export function guard(pid: number, options: { signal: NodeJS.Signals; rank: number }): void {
  const stamp = processStamp(pid);
  if (stamp === undefined) return;
  const ward: Ward = { pid, stamp, ...options };
  wards.set(pid, ward);
  if (watchdog === undefined) startWatchdog();
  else send({ add: ward });
}

/** Takes a child off the watchdog's list; the watchdog ends with its last ward. */
export function unguard(pid: number): void {
  if (!wards.delete(pid)) return;
  send({ remove: pid });
  if (wards.size > 0) return;
  const last = watchdog;
  watchdog = undefined;
  last?.stdin?.end();
}

/** Refuses to start anything more once everything is being stopped. */
export function assertOpen(): void {
  if (closing)
    throw new EmbeddedFailure('everything is being stopped', { fix: 'start again', code: 'stopping' });
}

/**
 * Stops every guarded child of this process, rank by rank, also those that are still starting; nothing more can be
 * started afterwards. What does not stop within 10 s is killed.
 */
export async function stopGuarded(): Promise<void> {
  closing = true;
  while (wards.size > 0) {
    const known = [...wards.values()];
    await stopWards(known);
    for (const ward of known) unguard(ward.pid);
  }
}

/** Kills every guarded child of this process at once. */
export function killGuarded(): void {
  closing = true;
  for (const ward of wards.values()) sendSignal(ward.pid, 'SIGKILL');
}

function send(line: WatchdogLine): void {
  watchdog?.stdin?.write(`${JSON.stringify(line)}\n`);
}

/** The watchdog's built program. Where the sources themselves run (under jest) it is that of the last build. */
export function watchdogProgram(): string {
  const here = import.meta.dirname;
  const built = path.extname(import.meta.filename) === '.js';
  return path.join(built ? here : path.resolve(here, '../../../dist/libs/embedded/src'), 'watchdog-main.js');
}

/** A watchdog that ends sooner than this, in ms, would end again: it is not replaced. */
const SHORT_LIFE_MS = 1_000;

function startWatchdog(): void {
  const program = watchdogProgram();
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['--max-old-space-size=32', program], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE },
    cwd: '/',
  });
  watchdog = child;
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.on('exit', () => {
    if (watchdog !== child) return;
    watchdog = undefined;
    if (wards.size > 0 && performance.now() - startedAt > SHORT_LIFE_MS) startWatchdog();
  });
  for (const ward of wards.values()) send({ add: ward });
  child.unref();
  // The pipe must not keep this process alive; Node types it as a plain stream, at run time it is a socket.
  (child.stdin as unknown as { unref?: () => void }).unref?.();
}
