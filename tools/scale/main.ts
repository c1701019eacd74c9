import path from 'node:path';
import { listedApps } from '../launch/apps.js';
import { explain } from '../launch/fault.js';
import { Home } from '../launch/home.js';
import { MOST_REPLICAS, parseReplicas } from '../launch/options.js';
import { replicasOf, scale } from '../rolling/running.js';

const usage = `Usage: npm run scale -- APP=N…

Gives apps of the running platform more processes, or fewer: 1 to ${MOST_REPLICAS} of each. One that is taken away drains first.
`;

async function main(args: string[]): Promise<number> {
  if (args.length === 0 || args.includes('--help') || args.includes('-h')) {
    process.stdout.write(usage);
    return args.length === 0 ? 1 : 0;
  }
  const home = new Home(path.resolve(import.meta.dirname, '../../..'));
  const wanted = parseReplicas(args, listedApps(home.root));
  for (const app of wanted.keys()) replicasOf(home, app);
  for (const [app, count] of wanted) {
    await scale(home, app, count);
    process.stdout.write(
      `✓ ${app}: ${replicasOf(home, app)
        .map(({ name, url }) => `${name} ${url}`)
        .join(', ')}\n`,
    );
  }
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
