import { readdirSync, readFileSync } from 'node:fs';
import { until } from './until.js';

/**
 * Stops the process `pid` (SIGSTOP) and waits until it really stands still: the signal only asks for it, and a
 * process of many threads still does some work on a busy machine before the last of them has heard.
 * SIGCONT lets it go on.
 */
export async function standStill(pid: number): Promise<void> {
  process.kill(pid, 'SIGSTOP');
  if (process.platform === 'linux') await until(`process ${pid} stands still`, () => isStopped(pid));
  else await new Promise((resolve) => setTimeout(resolve, 100));
}

function isStopped(pid: number): boolean {
  return readdirSync(`/proc/${pid}/task`).every((thread) =>
    /\) [Tt] /.test(readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8')),
  );
}
