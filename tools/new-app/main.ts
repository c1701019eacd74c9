import { spawn } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { derivedFiles, planApp, snapshot, write } from './create-app.js';
import { type AppNames, NewAppFault, namesOf } from './names.js';

const usage = `Usage: npm run new-app NAME

Makes apps/NAME of the house's shape: it starts, answers rpc.NAME.read-status.v1 from its own database, and has a spec
that passes. NAME is lower-case words joined by hyphens. If anything fails, nothing is left behind.
`;

/** Builds the tree with the new app in it and writes what follows from its contract. Signals go to it, not to us. */
function buildAndDerive(root: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const program = path.join(root, 'tools/bootstrap.mjs');
    const child = spawn(process.execPath, [program, 'contracts'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
    const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, pass);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
    }
    child.once('error', reject);
    child.once('close', (code) => {
      for (const signal of signals) process.off(signal, pass);
      if (code === 0) resolve();
      else reject(new NewAppFault(`the app could not be built:\n${output.trim()}`));
    });
  });
}

function tell(names: AppNames, files: Iterable<string>): void {
  const { kebab } = names;
  const lines = [...files].sort().map((file) => `  ${file}`);
  process.stdout.write(`✓ made apps/${kebab}; written or changed:
${lines.join('\n')}

Next:
  npm start -- ${kebab}          start it (a platform that runs already must be started again: it has a new service)
  npm test -- apps/${kebab}      its specs
  npm run check               types, lint, import rules
Then: say in apps/${kebab}/README.md what it is for; declare its messages in libs/contracts/src/${kebab}/ and its
row in \`services\` of libs/contracts/src/catalogue.ts (whom it asks, what it hears); run npm run contracts.
`);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h', default: false } },
  });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  if (positionals.length > 1) throw new NewAppFault(`one app at a time, not ${positionals.join(' and ')}`);
  const root = path.resolve(import.meta.dirname, '../../..');
  const names = namesOf(positionals[0]);
  const plan = await planApp(root, names, Date.now());
  const files = [...plan.keys(), ...derivedFiles(names)];
  const undo = snapshot(root, files);
  try {
    write(root, plan);
    await buildAndDerive(root);
  } catch (error) {
    undo();
    process.stderr.write('Everything was put back as it was.\n');
    throw error;
  }
  tell(names, files);
}

try {
  await main();
} catch (error) {
  const known = error instanceof NewAppFault || (error instanceof Error && 'code' in error);
  process.stderr.write(`✗ ${known ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = 1;
}
