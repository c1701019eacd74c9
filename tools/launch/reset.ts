import { existsSync, rmSync } from 'node:fs';
import { isRunning, removePostgresData, sendSignal, waitUntilGone } from '@croupier/embedded';
import { LaunchFault } from './fault.js';
import type { Home } from './home.js';
import { leaveHome, takeHome } from './lock.js';
import { isUp, readRunFile, removeRunFile, stopLeftovers } from './run-file.js';

const USAGE = `Usage: npm run reset [-- --force]

Forgets all data of this clone (or of CROUPIER_HOME): databases, streams, secrets, environment files, demo player.
Logs, remembered ports and caches stay. Refuses while the platform runs.
  --force   stop the platform first
`;

/** All that holds data or belongs to it; what stays is named in the usage. */
const FORGOTTEN = ['nats', 'env', 'ledger', 'secrets.json', 'demo-player.json', 'prepared.json', 'run.json'];

async function stopRunning(home: Home, force: boolean): Promise<void> {
  const run = readRunFile(home);
  if (run === undefined) return;
  if (!isUp(run)) {
    await stopLeftovers(run);
    return;
  }
  if (!force) {
    throw new LaunchFault(
      `the platform runs (process ${run.launcher.pid})`,
      'stop it with Ctrl-C in its terminal, or npm run reset -- --force',
    );
  }
  process.stdout.write(`  stopping process ${run.launcher.pid}\n`);
  sendSignal(run.launcher.pid, 'SIGTERM');
  if (!(await waitUntilGone(run.launcher, 30_000)) && isRunning(run.launcher)) {
    throw new LaunchFault(
      `process ${run.launcher.pid} does not stop`,
      `kill -9 ${run.launcher.pid}, then run reset again`,
    );
  }
}

/** `npm run reset`; returns the exit code. */
export async function reset(home: Home, args: string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(USAGE);
    return 0;
  }
  const unknown = args.find((arg) => arg !== '--force');
  if (unknown !== undefined)
    throw new LaunchFault(`unknown option ${unknown}`, 'see npm run reset -- --help');
  if (!existsSync(home.directory)) {
    process.stdout.write(`Nothing to forget: there is no ${home.directory}.\n`);
    return 0;
  }
  await stopRunning(home, args.includes('--force'));
  if (!takeHome(home))
    throw new LaunchFault('the platform is being started', 'stop it, then run reset again');
  try {
    const removed = removePostgresData(home.file('pg'));
    for (const name of FORGOTTEN) {
      if (!existsSync(home.file(name))) continue;
      rmSync(home.file(name), { recursive: true, force: true });
      removed.push(home.file(name));
    }
    removeRunFile(home);
    const what = removed.map((file) => `  ${file}\n`).join('');
    process.stdout.write(removed.length > 0 ? `✓ removed\n${what}` : 'Nothing to forget.\n');
  } finally {
    leaveHome(home);
  }
  return 0;
}
