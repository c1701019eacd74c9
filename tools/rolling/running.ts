import { setTimeout as pause } from 'node:timers/promises';
import { isReady } from '../launch/app-runner.js';
import { LaunchFault } from '../launch/fault.js';
import { type Home } from '../launch/home.js';
import { type AppEntry, isUp, readRunFile, type RunFile } from '../launch/run-file.js';
import { wantReplicas } from '../launch/wanted-replicas.js';

const patienceMs = 120_000;
const pollMs = 100;

/** What runs in a home. @throws LaunchFault if nothing does, or all of it in one process */
export function running(home: Home): RunFile {
  const run = readRunFile(home);
  if (!isUp(run) || !run.ready)
    throw new LaunchFault('the platform does not run here', 'start it: npm start');
  if (run.mode !== 'processes')
    throw new LaunchFault('all apps run in one process', 'start it without --single: npm start');
  return run;
}

/** The processes of an app. @throws LaunchFault if there is none */
export function replicasOf(home: Home, app: string): AppEntry[] {
  const { apps } = running(home);
  const replicas = apps.filter((one) => one.app === app);
  if (replicas.length > 0) return replicas;
  const known = [...new Set(apps.map((one) => one.app))];
  throw new LaunchFault(`${app} does not run here`, `choose from: ${known.join(', ')}`);
}

/** Brings an app to so many processes; resolves when all of them take work. @throws LaunchFault after two minutes */
export async function scale(home: Home, app: string, count: number): Promise<void> {
  wantReplicas(home, { [app]: count });
  await until(`${app} has ${count} processes`, async () => {
    const replicas = replicasOf(home, app);
    return replicas.length === count && (await allReady(replicas));
  });
}

/** Resolves when `holds` does. @throws LaunchFault after two minutes */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + patienceMs; !(await holds()); await pause(pollMs))
    if (performance.now() > end)
      throw new LaunchFault(`not within ${patienceMs / 1000} s: ${what}`, 'see npm run ps, and the logs');
}

async function allReady(replicas: readonly AppEntry[]): Promise<boolean> {
  return (await Promise.all(replicas.map(({ port }) => isReady(port)))).every(Boolean);
}
