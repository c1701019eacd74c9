import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * The start time of a living process in the system's own notation, undefined when there is none. The same as
 * processStamp of libs/embedded, which cannot be imported before the first build.
 */
export function processStamp(pid) {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
    }
    const env = { ...process.env, LC_ALL: 'C' };
    const stdio = ['ignore', 'pipe', 'ignore'];
    return (
      execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', env, stdio }).trim() ||
      undefined
    );
  } catch {
    return undefined;
  }
}

/** Name and parent's pid of a living process. */
export function parentOf(pid) {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const end = stat.lastIndexOf(')');
      return {
        name: stat.slice(stat.indexOf('(') + 1, end),
        parent: Number(stat.slice(end + 2).split(' ')[1]),
      };
    }
    const stdio = ['ignore', 'pipe', 'ignore'];
    const text = execFileSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], { encoding: 'utf8', stdio });
    const [, parent, name] = /^\s*(\d+)\s+(.+)$/m.exec(text) ?? [];
    return { name: name.trim().split('/').at(-1), parent: Number(parent) };
  } catch {
    return undefined;
  }
}

/** Whether the process of a `{ pid, stamp }` record still lives. */
export function isRunning(record) {
  return record !== undefined && record !== null && processStamp(record.pid) === record.stamp;
}
