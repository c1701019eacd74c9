import { createInterface } from 'node:readline';
import { type ProcessRecord, stopProcess } from './processes.js';

/** A process that must not outlive the one that started it. */
export interface Ward extends ProcessRecord {
  /** How it is asked to stop. */
  signal: NodeJS.Signals;
  /** Wards of a lower rank are stopped first: applications before the servers they use. */
  rank: number;
}

/** One line on the watchdog's standard input. */
export type WatchdogLine = { add: Ward } | { remove: number };

/** How long a ward may take to stop by itself, in milliseconds. */
const GRACE_MS = 10_000;

/** Stops all wards, rank by rank. */
export async function stopWards(wards: Iterable<Ward>): Promise<void> {
  const all = [...wards];
  const ranks = [...new Set(all.map((ward) => ward.rank))].sort((a, b) => a - b);
  for (const rank of ranks) {
    const sameRank = all.filter((ward) => ward.rank === rank);
    await Promise.all(sameRank.map((ward) => stopProcess(ward, ward.signal, GRACE_MS)));
  }
}

/**
 * The program of the watchdog process: it learns its wards from standard input and stops them when that pipe
 * closes, which the kernel does for us even when the parent was killed with SIGKILL.
 */
export function runWatchdog(): void {
  const wards = new Map<number, Ward>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (text) => {
    const line = JSON.parse(text) as WatchdogLine;
    if ('add' in line) wards.set(line.add.pid, line.add);
    else wards.delete(line.remove);
  });
  lines.on('close', () => {
    void stopWards(wards.values()).then(() => process.exit(0));
  });
}
