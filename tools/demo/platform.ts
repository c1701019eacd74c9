import { spawn } from 'node:child_process';
import path from 'node:path';
import { type Home } from '../launch/home.js';
import { isUp, readRunFile } from '../launch/run-file.js';
import { until } from './client.js';

/** Addresses of a platform, and how to let go of it. */
export interface Place {
  base: string;
  sandbox?: string;
  /** Stops it if it was started for this; leaves any other alone. */
  release: () => Promise<void>;
}

const readyWaitMs = 120_000;
const stopWaitMs = 30_000;

/** The platform that runs in this home, or none. One that is being started is waited for. */
export async function runningPlace(home: Home): Promise<Place | undefined> {
  if (!isUp(readRunFile(home))) return undefined;
  const found = await until(
    'the platform that is being started is ready',
    () => {
      const run = readRunFile(home);
      if (!isUp(run)) return 'gone' as const;
      return run.ready ? run : undefined;
    },
    readyWaitMs,
  );
  if (found === 'gone') return undefined;
  if (found.gateway === undefined) {
    throw new Error('the platform that runs here has no gateway: stop it, or start it whole with npm start');
  }
  return {
    base: found.gateway,
    ...(found.sandbox === undefined ? {} : { sandbox: found.sandbox }),
    release: () => Promise.resolve(),
  };
}

/** Starts a platform that ends with this process, and waits until it is ready. */
export async function startPlace(home: Home): Promise<Place> {
  const program = path.join(home.root, 'dist', 'tools', 'launch', 'main.js');
  const child = spawn(process.execPath, [program, 'start', '--json'], {
    cwd: home.root,
    env: { ...process.env, CROUPIER_HOME: home.directory, CROUPIER_EXIT_WITH_PARENT: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const release = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), stopWaitMs);
    await ended;
    clearTimeout(timer);
  };
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  try {
    const ready = await until(
      'the platform is ready',
      () => {
        if (child.exitCode !== null) throw new Error(`the platform did not start (exit ${child.exitCode})`);
        return readyLineIn(output);
      },
      readyWaitMs,
    );
    return { base: ready.gateway, ...(ready.sandbox === null ? {} : { sandbox: ready.sandbox }), release };
  } catch (error) {
    await release();
    throw error;
  }
}

/** The line `start --json` prints when it is ready, once it is whole. */
function readyLineIn(output: string): { gateway: string; sandbox: string | null } | undefined {
  const [line] = output.split('\n').filter((text) => text.startsWith('{'));
  if (line === undefined || !output.includes('\n')) return undefined;
  const { gateway, sandbox } = JSON.parse(line) as { gateway?: string | null; sandbox?: string | null };
  if (typeof gateway !== 'string') throw new Error('the platform started without a gateway');
  return { gateway, sandbox: sandbox ?? null };
}
