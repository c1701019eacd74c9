import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isRunning } from '@croupier/embedded';
import { isReady } from './app-runner.js';
import { LaunchFault } from './fault.js';
import type { Home } from './home.js';
import { isUp, readRunFile, type RunFile } from './run-file.js';

const USAGE = `Usage: npm run ps [-- --json]

What runs in this clone (or in CROUPIER_HOME): name, pid, port, resident memory, uptime, restarts, readiness.
Exit code 0 when the platform runs, 3 when it does not.
  --json   one JSON object: { running, gateway, docs, sandbox, processes: [{ name, pid, port, rssMb, uptimeSeconds, restarts, ready }] }
`;

/** One row of the table. */
export interface ProcessRow {
  name: string;
  pid: number;
  /** Undefined for the launcher, which listens nowhere. */
  port: number | undefined;
  rssMb: number;
  uptimeSeconds: number | undefined;
  restarts: number | undefined;
  ready: boolean;
}

/** Resident memory of a process in MB; 0 when it is gone. */
function residentMb(pid: number): number {
  try {
    if (process.platform === 'linux') {
      const line = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
      return Math.round(Number(line?.[1] ?? 0) / 1024);
    }
    const text = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return Math.round(Number(text) / 1024);
  } catch {
    return 0;
  }
}

async function rowsOf(run: RunFile): Promise<ProcessRow[]> {
  const now = Date.now();
  const since = (iso: string): number => Math.round((now - Date.parse(iso)) / 1000);
  const plain = (
    name: string,
    entry: { pid: number; stamp: string; port?: number } | undefined,
  ): ProcessRow[] =>
    entry === undefined
      ? []
      : [
          {
            name,
            pid: entry.pid,
            port: entry.port,
            rssMb: residentMb(entry.pid),
            uptimeSeconds: undefined,
            restarts: undefined,
            ready: isRunning(entry),
          },
        ];
  const apps = await Promise.all(
    [...run.apps, ...(run.console ? [run.console] : [])].map(async (entry) => ({
      name: entry.name,
      pid: entry.pid,
      port: entry.port,
      rssMb: residentMb(entry.pid),
      uptimeSeconds: since(entry.startedAt),
      restarts: entry.restarts,
      ready: await isReady(entry.port),
    })),
  );
  const launcher = plain('launcher', run.launcher).map((row) => ({
    ...row,
    uptimeSeconds: since(run.startedAt),
    ready: run.ready,
  }));
  return [...launcher, ...plain('postgres', run.postgres), ...plain('nats', run.nats), ...apps];
}

function duration(total: number | undefined): string {
  if (total === undefined) return '';
  const [hours, minutes] = [Math.floor(total / 3600), Math.floor(total / 60) % 60];
  if (hours > 0) return `${hours}h ${minutes}m`;
  return minutes > 0 ? `${minutes}m ${total % 60}s` : `${total}s`;
}

/** The table a person reads. */
export function table(rows: readonly ProcessRow[]): string {
  const head = ['app', 'pid', 'port', 'RSS MB', 'uptime', 'restarts', 'ready'];
  const body = rows.map((row) => [
    ...[row.name, row.pid, row.port ?? '', row.rssMb, duration(row.uptimeSeconds), row.restarts ?? ''].map(
      String,
    ),
    row.ready ? 'yes' : 'no',
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...body.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: string[]): string =>
    cells
      .map((cell, column) =>
        column === 0 || column === 6 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [line(head), ...body.map(line)].join('\n');
}

/** `npm run ps`; returns the exit code. */
export async function ps(home: Home, args: string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(USAGE);
    return 0;
  }
  const unknown = args.find((arg) => arg !== '--json');
  if (unknown !== undefined) throw new LaunchFault(`unknown option ${unknown}`, 'see npm run ps -- --help');
  const run = readRunFile(home);
  const running = isUp(run);
  const rows = running ? await rowsOf(run) : [];
  if (args.includes('--json')) {
    const { gateway = null, docs = null, sandbox = null } = running ? run : {};
    process.stdout.write(`${JSON.stringify({ running, gateway, docs, sandbox, processes: rows })}\n`);
  } else if (running) {
    const total = [...new Map(rows.map((row) => [row.pid, row.rssMb])).values()].reduce(
      (sum, mb) => sum + mb,
      0,
    );
    process.stdout.write(
      `${table(rows)}\n\n${total} MB together${run.docs ? `; API docs ${run.docs}` : ''}\n`,
    );
  } else {
    process.stdout.write('Nothing runs here. Start it with npm start.\n');
  }
  return running ? 0 : 3;
}
