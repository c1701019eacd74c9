import { readFileSync } from 'node:fs';
import path from 'node:path';
import { serveConsole } from './server.js';
import { type Arrow } from './state.js';
import { TraceStore } from './trace-store.js';
import { type Listed, Watcher } from './watcher.js';

/**
 * The operations page of a home, which `npm start` runs beside the apps. A plain process without Nest: it is up in a
 * tenth of the time of an app, and no fault of it can take the launcher along. Its settings come from there:
 * CONSOLE_PORT, CROUPIER_HOME, and the broker's NATS_URL, NATS_USER, NATS_PASSWORD.
 */
const {
  CONSOLE_PORT = '0',
  CROUPIER_HOME = '.croupier',
  NATS_URL = '',
  NATS_USER = '',
  NATS_PASSWORD = '',
} = process.env;

const root = path.resolve(import.meta.dirname, '../../..');

function listed(): Listed[] {
  try {
    const run = JSON.parse(readFileSync(path.join(CROUPIER_HOME, 'run.json'), 'utf8')) as { apps: Listed[] };
    return run.apps;
  } catch {
    // Not written yet, or the platform stops.
    return [];
  }
}

function arrows(): Arrow[] {
  const file = path.join(root, 'libs/contracts/service-map.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { arrows: Arrow[] }).arrows;
}

const traces = new TraceStore();
const watcher = new Watcher({
  broker: { servers: NATS_URL, user: NATS_USER, pass: NATS_PASSWORD, inboxPrefix: `_INBOX_${NATS_USER}` },
  processes: listed,
  arrows: arrows(),
  logs: path.join(CROUPIER_HOME, 'logs'),
});
watcher.start();
const server = await serveConsole({
  port: Number(CONSOLE_PORT),
  page: path.join(root, 'dist/console'),
  look: () => watcher.look(),
  traces,
});

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    server.closeAllConnections();
    server.close();
    void watcher.stop().then(() => process.exit(0));
  });
}
