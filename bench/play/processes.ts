import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of `/proc` are 10 ms on Linux, whatever the kernel's own. */
const tickMs = 10;

function statOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  } catch {
    return [];
  }
}

/** Processor time of a process, in ms, as the kernel counts it; 0 where there is no `/proc`. */
function timeOf(pid: number): number {
  const stat = statOf(pid);
  return (Number(stat[11] ?? 0) + Number(stat[12] ?? 0)) * tickMs;
}

/** A process and those that it has started. */
export function familyOf(pid: number): readonly number[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return [pid, ...all.filter((each) => Number(statOf(each)[1]) === pid)];
}

/** Processes by what they are called. */
export type Named = Readonly<Record<string, readonly number[]>>;

/**
 * Measures who used the processors. `processes` is asked again at the end: a database opens connections as they are needed, and
 * each of them is a process, whose whole time counts.
 * @returns what gives the share of one processor by name since now
 */
export function watchProcesses(processes: () => Named): () => Record<string, number> {
  const began = performance.now();
  const before = new Map(
    Object.values(processes()).flatMap((pids) => pids.map((pid) => [pid, timeOf(pid)] as const)),
  );
  // One that ended meanwhile has no time any more, and is left out.
  const since = (pid: number): number => Math.max(0, timeOf(pid) - (before.get(pid) ?? 0));
  return () => {
    const elapsed = performance.now() - began;
    return Object.fromEntries(
      Object.entries(processes()).map(([name, pids]) => [
        name,
        pids.reduce((sum, pid) => sum + since(pid), 0) / elapsed,
      ]),
    );
  };
}
