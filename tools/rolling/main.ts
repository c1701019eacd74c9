import path from 'node:path';
import { parseArgs } from 'node:util';
import { explain, LaunchFault } from '../launch/fault.js';
import { Home } from '../launch/home.js';
import { Load } from './load.js';
import { repeatedAsks } from './repeats.js';
import { roll } from './roll.js';
import { replicasOf } from './running.js';

const usage = `Usage: npm run rolling -- APP… [--quiet]

Replaces every process of an app, one after the other, while a player of the sandbox bets and reads all the time.
Exit code 1 if any of the player's requests failed, or if the gateways had to ask again because a process that was
replaced did not take what it was sent. An app with one process has a second one meanwhile.
  --quiet  without the player
  --help   this text
`;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function rolling(args: string[]): Promise<number> {
  const { values, positionals: apps } = parseArgs({
    args,
    allowPositionals: true,
    options: { quiet: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help || apps.length === 0) {
    process.stdout.write(usage);
    return values.help ? 0 : 1;
  }
  const home = new Home(path.resolve(import.meta.dirname, '../../..'));
  for (const app of apps) replicasOf(home, app);
  const load = values.quiet ? undefined : await Load.open(home);
  let failures = 0;
  try {
    for (const app of apps) {
      load?.take();
      const before = await repeatedAsks(home);
      const replaced = await roll(home, app, say);
      if (!load) continue;
      const { count, failed } = load.take();
      // A gateway takes its own count with it.
      const repeated = app === 'gateway' ? 0 : (await repeatedAsks(home)) - before;
      failures += failed.length + repeated;
      const mark = failed.length + repeated === 0 ? '✓' : '✗';
      say(
        `${mark} ${app}: ${replaced} replaced, ${count} requests, ${failed.length} failed, ${repeated} asks repeated`,
      );
      for (const outcome of failed.slice(0, 5)) say(`    ${outcome.filter(Boolean).join(' ')}`);
    }
  } finally {
    await load?.stop();
  }
  return failures === 0 ? 0 : 1;
}

try {
  process.exitCode = await rolling(process.argv.slice(2));
} catch (error) {
  const fault = error instanceof TypeError ? new LaunchFault(error.message, 'see --help') : error;
  process.stderr.write(`${explain(fault)}\n`);
  process.exitCode = 1;
}
