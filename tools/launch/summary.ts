import type { RunFile } from './run-file.js';
import type { FirstAdmin } from './secrets.js';
import type { DemoPlayer } from './seed.js';

/** What the closing lines tell. */
export interface SummaryParts {
  run: RunFile;
  player: DemoPlayer | undefined;
  admin?: FirstAdmin | undefined;
  /** Folder of the logs. */
  logs: string;
  /** Time from the command to readiness, already in words. */
  took: string;
}

function box(text: string): string[] {
  const bar = '─'.repeat(text.length + 2);
  return [`┌${bar}┐`, `│ ${text} │`, `└${bar}┘`];
}

/** The lines a person needs once everything is ready. */
export function summary({ run, player, admin, logs, took }: SummaryParts): string[] {
  const rows: [string, string][] = [];
  if (run.gateway) rows.push(['lobby', `${run.gateway}/lobby/`]);
  if (run.docs) rows.push(['API docs', run.docs]);
  if (run.console) rows.push(['operations', `${run.console.url}  (what runs, and how; traces)`]);
  if (run.sandbox) rows.push(['sandbox', `${run.sandbox}  (bank, identity bureau, mailbox)`]);
  if (player) rows.push(['demo player', `${player.email}  password ${player.password}`]);
  if (admin)
    rows.push(['back office', `${admin.name}  password ${admin.password}  authenticator ${admin.factor}`]);
  if (run.gateway) rows.push(['try it', 'npm run demo']);
  if (run.mode === 'infra') rows.push(['an app beside it', 'npx nest start wallet --watch']);
  rows.push(['what runs', 'npm run ps'], ['logs', logs], ['stop', 'Ctrl-C']);
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    '',
    `Ready in ${took}.`,
    '',
    ...rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`),
    '',
    ...box('sandbox: simulated money and identities, not for production'),
    '',
  ];
}

/** The one line of `--json`. */
export function readyLine(run: RunFile): string {
  return JSON.stringify({
    gateway: run.gateway ?? null,
    lobby: run.gateway ? `${run.gateway}/lobby/` : null,
    docs: run.docs ?? null,
    sandbox: run.sandbox ?? null,
    console: run.console?.url ?? null,
    apps: run.apps.map(({ name, pid, url }) => ({ name, pid, url })),
    postgres: run.postgres ? { pid: run.postgres.pid, port: run.postgres.port } : null,
    nats: run.nats ? { pid: run.nats.pid, port: run.nats.port, monitorPort: run.nats.monitorPort } : null,
  });
}

/** What is said when a launcher already runs in this home. */
export function alreadyRunning(run: RunFile | undefined): string[] {
  if (run === undefined || !run.ready)
    return ['The platform is just being started by another command; see npm run ps.'];
  const lines = [`The platform already runs here (process ${run.launcher.pid}).`];
  if (run.gateway) lines.push(`  lobby     ${run.gateway}/lobby/`);
  if (run.docs) lines.push(`  API docs  ${run.docs}`);
  if (run.sandbox) lines.push(`  sandbox   ${run.sandbox}`);
  lines.push('  what runs: npm run ps    another one beside it: CROUPIER_HOME=<folder> npm start');
  return lines;
}
