import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { inboxPrefix } from '@croupier/contracts';
import { isRunning, removePostgresData, waitUntilGone } from '@croupier/embedded';
import { until } from '@croupier/testing';
import { connect } from '@nats-io/transport-node';
import type { RunFile } from './run-file.js';

/** Far longer than a database takes that is made anew on a slow machine. */
const startBoundMs = 90_000;
const program = path.resolve('dist/tools/launch/main.js');
let home: string;
let launchers: ChildProcess[];

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'croupier launch '));
  await chmod(home, 0o755);
  launchers = [];
});

afterEach(async () => {
  for (const launcher of launchers) if (launcher.exitCode === null) launcher.kill('SIGTERM');
  await Promise.all(launchers.map(ended));
  removePostgresData(path.join(home, 'pg'));
  await rm(home, { recursive: true, force: true });
});

function launch(...args: string[]): ChildProcess & { said: () => string } {
  const env = { ...process.env, CROUPIER_HOME: home, CROUPIER_EXIT_WITH_PARENT: '1' };
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  launchers.push(child);
  return Object.assign(child, { said: () => said });
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('close', (code) => resolve(code)));
}

/** What run.json says as soon as it fits. */
async function runFile(fits: (run: RunFile) => boolean): Promise<RunFile> {
  const read = (): Promise<RunFile | undefined> =>
    readFile(path.join(home, 'run.json'), 'utf8').then(
      (text) => JSON.parse(text) as RunFile,
      () => undefined,
    );
  return until(
    'run.json says so',
    async () => {
      const run = await read();
      return run && fits(run) ? run : undefined;
    },
    startBoundMs,
  );
}

const ready = (run: RunFile): boolean => run.ready && run.postgres !== undefined && run.nats !== undefined;

function serversOf(run: RunFile): { pid: number; stamp: string; port: number }[] {
  return [run.postgres, run.nats].filter((server) => server !== undefined);
}

describe('npm start -- --infra', () => {
  it('brings a killed server back by itself on the same port, and leaves nothing behind when it stops', async () => {
    const launcher = launch('start', '--infra', '--json');
    const first = await runFile(ready);
    for (const server of serversOf(first)) process.kill(server.pid, 'SIGKILL');
    const second = await runFile(
      (run) =>
        ready(run) && serversOf(run).every((server, index) => server.pid !== serversOf(first)[index]?.pid),
    );
    expect(serversOf(second).map(({ port }) => port)).toEqual(serversOf(first).map(({ port }) => port));
    launcher.kill('SIGINT');
    expect(await ended(launcher)).toBe(0);
    expect(serversOf(second).map(isRunning)).toEqual([false, false]);
    await expect(readFile(path.join(home, 'run.json'))).rejects.toThrow('ENOENT');
  });

  it('lets a service that is no app of ours into the broker, by a file that only its owner can read', async () => {
    const launcher = launch('start', '--infra', '--verbose');
    await runFile(ready);
    const file = path.join(home, 'env', 'top-payouts.json');
    const settings = JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
    const { NATS_URL: servers = '', NATS_USER: user = '', NATS_PASSWORD: pass = '' } = settings;
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const connection = await connect({ servers, user, pass, inboxPrefix: inboxPrefix(user) });
    await connection.flush();
    await connection.close();
    await expect(connect({ servers, user, pass: `${pass}x`, reconnect: false })).rejects.toThrow(/auth/i);
    launcher.kill('SIGINT');
    expect(await ended(launcher)).toBe(0);
    expect(launcher.said()).not.toContain(pass);
  });

  it('refuses a second launcher in the same home, and a reset while it runs', async () => {
    const launcher = launch('start', '--infra');
    await runFile(ready);
    const second = launch('start', '--infra');
    expect(await ended(second)).toBe(0);
    expect(second.said()).toContain('already runs here');
    const reset = launch('reset');
    expect(await ended(reset)).toBe(1);
    expect(reset.said()).toContain('fix: stop it with Ctrl-C');
    const forced = launch('reset', '--force');
    expect(await ended(forced)).toBe(0);
    expect(await ended(launcher)).toBe(0);
    await expect(readFile(path.join(home, 'secrets.json'))).rejects.toThrow('ENOENT');
  });

  it('takes its servers along when it is killed, and starts again on the same data', async () => {
    const launcher = launch('start', '--infra');
    const first = await runFile(ready);
    launcher.kill('SIGKILL');
    expect(await Promise.all(serversOf(first).map((server) => waitUntilGone(server, 60_000)))).toEqual([
      true,
      true,
    ]);
    launch('start', '--infra');
    const second = await runFile((run) => ready(run) && run.launcher.pid !== first.launcher.pid);
    expect(serversOf(second).map(({ port }) => port)).toEqual(serversOf(first).map(({ port }) => port));
  });

  it.each([50, 400, 900])('stops clean when it is interrupted %d ms after its start', async (delay) => {
    const launcher = launch('start', '--infra');
    await runFile(() => true);
    await sleep(delay);
    const run = await runFile(() => true);
    launcher.kill('SIGINT');
    const code = await ended(launcher);
    expect([0, 130]).toContain(code);
    expect(serversOf(run).some(isRunning)).toBe(false);
  });
});
