import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Account,
  canReach,
  isOutside,
  makeOutside,
  outsideDirectory,
  serverAccount,
} from './account.js';
import { postgresInstallation } from './binaries.js';
import { EmbeddedFailure } from './failure.js';
import { RANK } from './guard.js';
import { freePort } from './ports.js';
import { processStamp, stopProcess, worksIn } from './processes.js';
import { lastLines, ServerProcess, type ServerExit } from './server-process.js';

/** How a PostgreSQL is to be started. */
export interface PostgresOptions {
  /** Belongs to this server alone; holds `data/`, the superuser's password and, unless told otherwise, the log. */
  directory: string;
  /** A fixed port of 127.0.0.1; without it a free one is drawn. */
  port?: number;
  /** False turns fsync, synchronous_commit and full_page_writes off: for suites that do not test durability. */
  durable?: boolean;
  /** Default 200. */
  maxConnections?: number;
  /** Further settings, as in postgresql.conf. */
  settings?: Record<string, string>;
  /** Default `<directory>/postgres.log`. */
  logFile?: string;
  /** How long a start, crash recovery included, may take, in milliseconds. Default 60 000. */
  startTimeoutMs?: number;
  /** Hears of what a person should know, such as data kept outside the clone. */
  notice?: (line: string) => void;
}

/** A PostgreSQL that answers. */
export interface RunningPostgres {
  pid: number;
  port: number;
  /** For example `18.4`. */
  version: string;
  dataDirectory: string;
  /** Superuser's URL of the database `postgres`. */
  superuserUrl: string;
  exited: Promise<ServerExit>;
  /** Fast shutdown: open transactions are rolled back. Killed after 10 s. */
  stop(): Promise<void>;
  /** SIGKILL to the postmaster, as a crash. */
  kill(): Promise<void>;
}

/** What a start works with once paths and account are settled. */
interface Site {
  root: string;
  data: string;
  account: Account | undefined;
  native: string;
  logFile: string;
}

const STOP_GRACE_MS = 10_000;
/** Messages of a start that succeeds by itself a moment later: the backends of a killed server are still leaving. */
const TRANSIENT = /pre-existing shared memory block|lock file "postmaster\.pid" already exists/;
const PORT_TAKEN = /could not bind IPv4 address|Address already in use/;

/** A URL for one role and database of a local PostgreSQL. */
export function databaseUrl(parts: {
  port: number;
  user: string;
  password: string;
  database: string;
}): string {
  const credentials = `${encodeURIComponent(parts.user)}:${encodeURIComponent(parts.password)}`;
  return `postgres://${credentials}@127.0.0.1:${parts.port}/${encodeURIComponent(parts.database)}`;
}

/** The folder that holds the data of `directory`: itself, or one outside the clone if the account cannot get in. */
function settleRoot(options: PostgresOptions): { root: string; account: Account | undefined } {
  const own = path.resolve(options.directory);
  const outside = outsideDirectory(own);
  const home = existsSync(path.join(outside, 'data')) ? outside : own;
  const account = serverAccount(path.join(home, 'data'));
  if (account === undefined) {
    mkdirSync(own, { recursive: true, mode: 0o700 });
    return { root: own, account };
  }
  if (home === own) {
    mkdirSync(own, { recursive: true, mode: 0o755 });
    // Whatever the umask was: the account has to pass through this folder to reach its data.
    chmodSync(own, 0o755);
    if (canReach(own, account)) return { root: own, account };
  }
  return { root: makeOutside(outside), account };
}

function superuserPassword(root: string): string {
  const file = path.join(root, 'superuser');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const password = randomBytes(24).toString('base64url');
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  return password;
}

/** Creates the data in a draft folder and renames it, so that an interrupted initdb leaves nothing half made. */
async function createData(site: Site, password: string): Promise<void> {
  for (const name of readdirSync(site.root)) {
    if (name.startsWith('data.new') || name === 'pw') rmSync(path.join(site.root, name), { recursive: true });
  }
  const draft = path.join(site.root, 'data.new');
  const passwordFile = path.join(site.root, 'pw');
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (site.account) {
    for (const entry of [draft, passwordFile]) chownSync(entry, site.account.uid, site.account.gid);
  }
  const initdb = new ServerProcess({
    program: path.join(site.native, 'bin', 'initdb'),
    args: [
      ...['-D', draft, '--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
      ...['--no-sync', '--locale=C', '--encoding=UTF8', '--no-instructions'],
    ],
    logFile: site.logFile,
    account: site.account,
    stopSignal: 'SIGTERM',
    rank: RANK.database,
  });
  const exit = await initdb.exited;
  rmSync(passwordFile, { force: true });
  if (exit.code !== 0) throw startFailure('initdb failed', initdb, site.logFile);
  renameSync(draft, site.data);
}

/** What happened in the server's own words, and the usual remedies. */
function startFailure(what: string, server: ServerProcess, logFile: string): EmbeddedFailure {
  const said = server.spawnError?.message ?? server.output();
  const fix = /could not look up effective user ID/.test(said)
    ? 'this user id has no entry in /etc/passwd; add one, or start as a user that has'
    : /No space left on device|could not extend/.test(said)
      ? 'free some disk space, then start again'
      : /has wrong ownership|Permission denied|EPERM|EACCES/.test(said)
        ? 'start as the user who owns the data, or forget the data with `npm run reset`'
        : /is not compatible|incompatible with server/.test(said)
          ? 'the data is of another PostgreSQL version; forget it with `npm run reset`'
          : `read the log; \`npm run doctor\` looks for the usual causes`;
  return new EmbeddedFailure(`${what}:\n${lastLines(said, 8)}`, { fix, logFile });
}

/**
 * Clears the lock a previous server left in the data. A living PostgreSQL on this very data is an orphan of a
 * killed launcher and is stopped; a pid that meanwhile belongs to another program is none of our business.
 */
async function clearStaleLock(data: string): Promise<void> {
  const file = path.join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  const stamp = processStamp(pid);
  if (stamp !== undefined && worksIn(pid, data)) {
    await stopProcess({ pid, stamp }, 'SIGINT', STOP_GRACE_MS);
  }
  rmSync(file, { force: true });
}

function settingArguments(options: PostgresOptions, port: number): string[] {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: String(options.maxConnections ?? 200),
    shared_buffers: '64MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] %q%u@%d ',
    ...(options.durable === false && {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      wal_level: 'minimal',
      max_wal_senders: '0',
    }),
    ...options.settings,
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Whether the server `pid` says in its lock file that it takes connections: what pg_ctl waits for, too. */
function isReady(data: string, pid: number): boolean {
  try {
    const lines = readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n');
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}

/** Starts the server on a port; retries what passes by itself, and draws another port if it was free to choose. */
async function launch(
  site: Site,
  options: PostgresOptions,
): Promise<{ server: ServerProcess; port: number }> {
  const deadline = performance.now() + (options.startTimeoutMs ?? 60_000);
  let port = options.port ?? (await freePort());
  for (;;) {
    const server = new ServerProcess({
      program: path.join(site.native, 'bin', 'postgres'),
      args: ['-D', site.data, ...settingArguments(options, port)],
      logFile: site.logFile,
      account: site.account,
      stopSignal: 'SIGINT',
      rank: RANK.database,
    });
    if (await server.waitUntil(() => isReady(site.data, server.pid), deadline - performance.now())) {
      return { server, port };
    }
    if (server.exit === undefined) {
      await server.stop(STOP_GRACE_MS);
      throw startFailure('PostgreSQL did not become ready in time', server, site.logFile);
    }
    const said = server.output();
    if (PORT_TAKEN.test(said)) {
      if (options.port !== undefined) {
        throw new EmbeddedFailure(`port ${port} of 127.0.0.1 is taken, PostgreSQL cannot use it`, {
          fix: 'stop what uses it, or let a free port be chosen',
          logFile: site.logFile,
          code: 'port-taken',
        });
      }
      port = await freePort();
    } else if (!TRANSIENT.test(said) || performance.now() > deadline) {
      throw startFailure('PostgreSQL did not start', server, site.logFile);
    }
    await sleep(100);
  }
}

function serverVersion(site: Site): string {
  const said = execFileSync(path.join(site.native, 'bin', 'postgres'), ['--version'], {
    encoding: 'utf8',
    cwd: '/',
  });
  return /\d+(\.\d+)*/.exec(said)?.[0] ?? 'unknown';
}

/** Starts a PostgreSQL on `options.directory`, creating its data the first time, and waits until it answers. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { root, account } = settleRoot(options);
  const native = postgresInstallation(account);
  const outside = [native, root].filter((folder) => isOutside(folder));
  if (outside.length > 0) {
    options.notice?.(
      `user ${account?.name ?? ''} cannot enter this clone: PostgreSQL uses ${outside.join(' and ')}`,
    );
  }
  const data = path.join(root, 'data');
  const logFile = path.resolve(options.logFile ?? path.join(options.directory, 'postgres.log'));
  const site: Site = { root, data, account, native, logFile };
  const password = superuserPassword(root);
  if (existsSync(path.join(data, 'PG_VERSION'))) await clearStaleLock(data);
  else await createData(site, password);
  const { server, port } = await launch(site, options);
  return {
    pid: server.pid,
    port,
    version: serverVersion(site),
    dataDirectory: data,
    superuserUrl: databaseUrl({ port, user: 'postgres', password, database: 'postgres' }),
    exited: server.exited,
    stop: () => server.stop(STOP_GRACE_MS),
    kill: () => server.kill(),
  };
}

/** Forgets all data of a PostgreSQL that does not run, also what is kept outside the clone. Returns what went. */
export function removePostgresData(directory: string): string[] {
  const folders = [path.resolve(directory), outsideDirectory(directory)].filter((folder) =>
    existsSync(folder),
  );
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  return folders;
}
