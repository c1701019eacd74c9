import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { watchdogProgram } from './guard.js';
import {
  databaseUrl,
  isRunning,
  type ProcessRecord,
  processStamp,
  provisionDatabase,
  waitUntilGone,
} from './index.js';
import { removePostgresData, type RunningPostgres, startNats, startPostgres } from './index.js';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'croupier embedded '));
  await chmod(directory, 0o755);
});

afterAll(async () => {
  removePostgresData(path.join(directory, 'pg'));
  await rm(directory, { recursive: true, force: true });
});

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('startPostgres', () => {
  const start = (port?: number): Promise<RunningPostgres> =>
    startPostgres({ directory: path.join(directory, 'pg'), ...(port !== undefined && { port }) });

  it('keeps what was committed through a crash, on the same port, and stops clean', async () => {
    const first = await start();
    await query(first.superuserUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    expect(await query(first.superuserUrl, 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
    await first.kill();
    const second = await start(first.port);
    expect(second.port).toBe(first.port);
    expect(await query(second.superuserUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await second.stop();
    expect(await second.exited).toEqual({ code: 0, signal: null });
  });

  it('starts although the lock file names a living stranger', async () => {
    const data = path.join(directory, 'pg', 'data');
    await writeFile(path.join(data, 'postmaster.pid'), `${process.pid}\n${data}\n`);
    const postgres = await start();
    await postgres.stop();
  });

  it('says who has the port when it is taken', async () => {
    const nats = await startNats({ directory: path.join(directory, 'nats-taken'), users: [] });
    await expect(start(nats.port)).rejects.toMatchObject({ code: 'port-taken' });
    await nats.stop();
  });

  it('gives a service its own database and nothing else', async () => {
    const postgres = await start();
    const spec = (name: string) => ({
      ...{ name, ownerRole: `${name}_owner`, ownerPassword: "o'1" },
      ...{ role: `${name}_app`, password: 'p@/2' },
    });
    await provisionDatabase(postgres.superuserUrl, { ...spec('one'), password: 'old' });
    await Promise.all(['one', 'two'].map((name) => provisionDatabase(postgres.superuserUrl, spec(name))));
    const url = (user: string, password: string, database: string): string =>
      databaseUrl({ port: postgres.port, user, password, database });
    await query(url('one_owner', "o'1", 'one'), 'CREATE TABLE t (i int)');
    await expect(query(url('one_app', 'p@/2', 'one'), 'SELECT 1 AS up')).resolves.toEqual([{ up: 1 }]);
    await expect(query(url('one_app', 'p@/2', 'one'), 'CREATE TABLE u (i int)')).rejects.toThrow(
      /permission denied/,
    );
    await expect(query(url('one_app', 'p@/2', 'one'), 'SELECT * FROM t')).rejects.toThrow(
      /permission denied/,
    );
    for (const role of ['one_app', 'one_owner']) {
      await expect(query(url(role, role === 'one_app' ? 'p@/2' : "o'1", 'two'), 'SELECT 1')).rejects.toThrow(
        /permission denied for database/,
      );
    }
    await postgres.stop();
  });
});

describe('startNats', () => {
  it('keeps its users private and starts again on the same port after a crash', async () => {
    const options = { directory: path.join(directory, 'nats'), users: [{ user: 'u', password: 'hidden' }] };
    const first = await startNats(options);
    const config = path.join(options.directory, 'nats.conf');
    expect((await stat(config)).mode & 0o777).toBe(0o600);
    expect(await readFile(config, 'utf8')).toContain('hidden');
    await first.kill();
    const second = await startNats({ ...options, port: first.port, monitorPort: first.monitorPort });
    expect(second.port).toBe(first.port);
    await second.stop();
  });
});

describe('a parent that is killed', () => {
  it('has a watchdog under jest, too, where the sources run', () => {
    expect(existsSync(watchdogProgram())).toBe(true);
    const ended = spawnSync(process.execPath, [watchdogProgram()], { input: '', encoding: 'utf8' });
    expect(ended).toMatchObject({ status: 0, stderr: '' });
  });

  it('takes its servers along', async () => {
    const library = path.resolve('dist/libs/embedded/src/index.js');
    const program = `
      const { startPostgres, startNats } = await import(${JSON.stringify(library)});
      const base = ${JSON.stringify(path.join(directory, 'orphans'))};
      const servers = await Promise.all([
        startPostgres({ directory: base + '/pg', durable: false }),
        startNats({ directory: base + '/nats', users: [] }),
      ]);
      console.log(JSON.stringify(servers.map((server) => server.pid)));
      setInterval(() => undefined, 1000);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pids = await new Promise<number[]>((resolve) => {
      parent.stdout.once('data', (chunk: Buffer) => resolve(JSON.parse(chunk.toString()) as number[]));
    });
    const servers = pids.map((pid): ProcessRecord => ({ pid, stamp: processStamp(pid) ?? '' }));
    expect(servers.map(isRunning)).toEqual([true, true]);
    parent.kill('SIGKILL');
    expect(await Promise.all(servers.map((server) => waitUntilGone(server, 60_000)))).toEqual([true, true]);
    removePostgresData(path.join(directory, 'orphans', 'pg'));
  });
});
