import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type RunningService, type Service, startService } from '@croupier/runtime';
import { builtFile, moduleUrl } from './apps.js';

/** All apps in one process: less memory, no isolation. Arguments are the names of the apps. */
async function startOne(root: string, home: string, app: string): Promise<RunningService> {
  const { service } = (await import(moduleUrl(builtFile(root, app, 'service.js')))) as { service: Service };
  const environment = JSON.parse(readFileSync(path.join(home, 'env', `${app}.json`), 'utf8')) as Record<
    string,
    string
  >;
  return startService(service, environment);
}

const running: RunningService[] = [];
let stopping = false;

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  const closed = await Promise.allSettled(running.map((service) => service.close()));
  process.exit(closed.every((one) => one.status === 'fulfilled') ? 0 : 1);
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());

const root = path.resolve(import.meta.dirname, '../../..');
const home = process.env.CROUPIER_HOME ?? path.join(root, '.croupier');
try {
  await Promise.all(process.argv.slice(2).map(async (app) => running.push(await startOne(root, home, app))));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}
