import path from 'node:path';
import { parseArgs } from 'node:util';
import { appsOf } from '../contracts/artefacts.js';
import { readSettings } from '../contracts/env-example.js';
import { loadStoredSecrets } from '../provision/stored-secrets.js';
import { describeApp, foreignIn, type Overlay, overlays } from './app.js';
import { sandboxOnly } from './files.js';
import { render } from './kustomize.js';
import { yamlOf } from './manifest.js';
import { secretManifests } from './secrets.js';

const usage = `Usage: npm run --silent deploy -- render|secrets small|large [--directory DIRECTORY]

Prints manifests for \`kubectl apply -f -\`; the files in deploy/ themselves are written by \`npm run contracts\`.
  render   the overlay, as \`kubectl kustomize deploy/overlays/small\` would
  secrets  every secret the overlay refers to, with values made here and kept in DIRECTORY
           (default: .croupier/cluster/<overlay>): the same again at the next call, completed for new apps
  --help   this text
`;

async function secretsOf(overlay: Overlay, directory: string): Promise<string> {
  const code = path.resolve(import.meta.dirname, '../..');
  const root = path.dirname(code);
  const names = appsOf(root).filter((name) => overlay === 'small' || !sandboxOnly.includes(name));
  const settings = await readSettings(code, '.js', names);
  const apps = settings.map(({ app, defaults }) => describeApp(app, [...defaults.keys()]));
  const stored = loadStoredSecrets(directory, names, foreignIn(overlay));
  return yamlOf(secretManifests(apps, overlay, stored), 'Secrets: for kubectl, never for a repository.');
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { directory: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } },
  });
  const [task, name] = positionals;
  const overlay = overlays.find((known) => known === name);
  if (values.help || overlay === undefined || (task !== 'render' && task !== 'secrets')) {
    process.stdout.write(usage);
    if (!values.help) process.exitCode = 2;
    return;
  }
  const root = path.resolve(import.meta.dirname, '../../..');
  const directory = values.directory ?? path.join(root, '.croupier', 'cluster', overlay);
  process.stdout.write(
    task === 'secrets'
      ? await secretsOf(overlay, directory)
      : yamlOf(render(path.join(root, 'deploy/overlays', overlay)), `deploy/overlays/${overlay}`),
  );
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
