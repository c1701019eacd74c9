import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process as recorded earlier: a pid alone may meanwhile belong to somebody else. */
export interface ProcessRecord {
  pid: number;
  /** Opaque start time from {@link processStamp}. */
  stamp: string;
}

/** Milliseconds between two looks at whether a process is gone. */
const POLL_MS = 20;

/**
 * The start time of a living process in the system's own notation, or undefined when there is none. Together
 * with the pid it names one process for ever. A zombie counts as gone: it holds no port and no file.
 */
export function processStamp(pid: number): string | undefined {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The second field is the program's name in brackets and may itself hold brackets and blanks.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
    } catch {
      return undefined;
    }
  }
  try {
    const started = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return started.trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Whether a process works in `directory`, as a PostgreSQL does in its data. */
export function worksIn(pid: number, directory: string): boolean {
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(directory);
    const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return command.includes(directory);
  } catch {
    return false;
  }
}

/** Whether the very process that was recorded still lives. */
export function isRunning(record: ProcessRecord): boolean {
  return processStamp(record.pid) === record.stamp;
}

/** Sends a signal to a process; false when it is gone or belongs to somebody else. */
export function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/** Waits until the recorded process is gone; false when it still lives after `timeoutMs`. */
export async function waitUntilGone(record: ProcessRecord, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (isRunning(record)) {
    if (performance.now() >= deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
}

/** Asks the recorded process to stop and kills it when it has not within `graceMs`. A stranger is left alone. */
export async function stopProcess(
  record: ProcessRecord,
  signal: NodeJS.Signals,
  graceMs: number,
): Promise<'gone' | 'stopped' | 'killed'> {
  if (!isRunning(record)) return 'gone';
  sendSignal(record.pid, signal);
  if (await waitUntilGone(record, graceMs)) return 'stopped';
  sendSignal(record.pid, 'SIGKILL');
  await waitUntilGone(record, 5_000);
  return 'killed';
}
