import { existsSync } from 'node:fs';
import path from 'node:path';
import { Output, startProcess } from './app-process.js';
import { LaunchFault } from './fault.js';
import { type Home, writeJson } from './home.js';
import type { Terminal } from './terminal.js';

/** The player a person can sign in as. */
export interface DemoPlayer {
  email: string;
  password: string;
}

const TIMEOUT_MS = 60_000;

export function hasSeed(root: string): boolean {
  return existsSync(path.join(root, 'dist', 'tools', 'seed', 'main.js'));
}

/** The last JSON object with e-mail and password among the lines a seed printed. */
export function demoPlayerIn(lines: readonly string[]): DemoPlayer | undefined {
  for (const line of lines.toReversed()) {
    try {
      const value = JSON.parse(line) as Partial<DemoPlayer> | null;
      if (typeof value?.email === 'string' && typeof value.password === 'string') {
        return { email: value.email, password: value.password };
      }
    } catch {
      // An ordinary line.
    }
  }
  return undefined;
}

/** Runs the seed, which talks to the gateway as any client does, and remembers the demo player. */
export async function runSeed(
  home: Home,
  environment: Record<string, string>,
  terminal: Terminal,
): Promise<DemoPlayer | undefined> {
  const logFile = home.log('seed');
  const lines: string[] = [];
  const output = new Output({
    name: 'seed',
    logFile,
    terminal,
    verbose: false,
    onLine: (raw) => lines.push(raw),
  });
  const program = path.join(home.root, 'dist', 'tools', 'seed', 'main.js');
  const running = await startProcess({ program, args: [], environment, cwd: home.root }, output);
  const timer = setTimeout(() => process.kill(running.pid, 'SIGKILL'), TIMEOUT_MS);
  const exit = await running.exited;
  clearTimeout(timer);
  if (exit.code !== 0) {
    throw new LaunchFault(
      `the sample data could not be created:\n${output.lastLines()}`,
      'the platform runs without it',
      logFile,
    );
  }
  const player = demoPlayerIn(lines);
  if (player) writeJson(home.file('demo-player.json'), player);
  return player;
}
