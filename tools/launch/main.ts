import path from 'node:path';
import { explain } from './fault.js';
import { Home } from './home.js';
import { ps } from './ps.js';
import { reset } from './reset.js';
import { start } from './start.js';

/** The built launcher: `main.js start|ps|reset …`. Stops with its parent if CROUPIER_EXIT_WITH_PARENT is set. */
async function main([command, ...args]: string[]): Promise<void> {
  const home = new Home(path.resolve(import.meta.dirname, '../../..'));
  if (command === 'ps') process.exitCode = await ps(home, args);
  else if (command === 'reset') process.exitCode = await reset(home, args);
  else if (command === 'start') await start(home, args);
  else throw new Error(`unknown command ${String(command)}`);
}

if (process.env.CROUPIER_EXIT_WITH_PARENT !== undefined) {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
