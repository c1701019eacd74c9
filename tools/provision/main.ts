import 'reflect-metadata';
import { chownSync, existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { brokerPermissions, foreignServices } from '@croupier/contracts';
import { closeCommonDatabases, provisionDatabase, withDatabase } from '@croupier/embedded';
import { migrate } from '@croupier/persistence';
import { configKeys, type Service } from '@croupier/runtime';
import { listedApps } from '../launch/apps.js';
import { type BrokerUser, clusterConfig, containerValues, type Places } from './containers.js';
import { loadStoredSecrets, type StoredSecrets, writeProtected } from './stored-secrets.js';

/**
 * Prepares what containers need, once and again without harm: secrets, one settings file per app, the broker's
 * configuration, databases with their roles and migrations. Reads POSTGRES_SUPERUSER_URL and the places below.
 */
const usage = `Usage: node dist/tools/provision/main.js DIRECTORY [--files-only]
Writes env/<app>.json and nats/<node>.conf into DIRECTORY and, unless --files-only, prepares the databases of
POSTGRES_SUPERUSER_URL. Further settings: POSTGRES_HOST, NATS_NODES, PUBLIC_URL, SANDBOX_PUBLIC_URL.`;

/** Where the brokers' empty volumes are mounted meanwhile, and whom they must belong to. */
const brokerVolumes = '/brokers';
const brokerUser = 1000;

function setting(name: string, otherwise: string): string {
  return process.env[name] ?? otherwise;
}

async function main(args: string[]): Promise<void> {
  const directory = args.find((arg) => !arg.startsWith('--'));
  if (directory === undefined || args.includes('--help')) {
    process.stdout.write(`${usage}\n`);
    process.exitCode = directory === undefined ? 2 : 0;
    return;
  }
  const root = path.resolve(import.meta.dirname, '../../..');
  const apps = listedApps(root);
  const secrets = loadStoredSecrets(directory, apps, foreignServices);
  const nodes = setting('NATS_NODES', 'nats-1,nats-2,nats-3').split(',');
  const places: Places = {
    postgres: setting('POSTGRES_HOST', 'postgres:5432'),
    nats: nodes.map((node) => `nats://${node}:4222`).join(','),
    publicUrl: setting('PUBLIC_URL', 'http://127.0.0.1:8080'),
    sandboxPublicUrl: setting('SANDBOX_PUBLIC_URL', 'http://127.0.0.1:8081'),
    sandboxUrl: 'http://sandbox:8080',
    gatewayUrl: 'http://gateway:8080',
  };
  const users: BrokerUser[] = [...apps, ...foreignServices].map((app) => ({
    user: app,
    password: secrets.nats[app] ?? '',
    permissions: brokerPermissions(app),
  }));
  users.push({ user: 'admin', password: secrets.nats['admin'] ?? '' });
  for (const node of nodes) {
    writeProtected(
      path.join(directory, 'nats', `${node}.conf`),
      clusterConfig(nodes, users, secrets.route, node),
      0o444,
    );
    const volume = path.join(brokerVolumes, node);
    if (existsSync(volume)) chownSync(volume, brokerUser, brokerUser);
  }
  for (const app of apps) await prepare(app, root, directory, places, secrets, args.includes('--files-only'));
  process.stdout.write(`prepared ${apps.length} apps and ${nodes.length} broker nodes in ${directory}\n`);
}

async function prepare(
  app: string,
  root: string,
  directory: string,
  places: Places,
  secrets: StoredSecrets,
  filesOnly: boolean,
): Promise<void> {
  const built = pathToFileURL(path.join(root, 'dist/apps', app, 'src/service.js')).href;
  const { service } = (await import(built)) as { service: Service };
  const passwords = secrets.databases[app] ?? { owner: '', app: '' };
  const values = {
    ...secrets.values,
    ...containerValues(app, places, passwords.app, secrets.nats[app] ?? ''),
  };
  const wanted = configKeys(service.config).flatMap((key) =>
    values[key] === undefined ? [] : [[key, values[key]]],
  );
  // Each container gets its own file mounted and no other; within it the file is the app's to read.
  writeProtected(
    path.join(directory, 'env', `${app}.json`),
    JSON.stringify(Object.fromEntries(wanted), null, 2),
    0o444,
  );
  if (filesOnly || !service.database) return;
  const superuser = process.env['POSTGRES_SUPERUSER_URL'];
  if (superuser === undefined) throw new Error('POSTGRES_SUPERUSER_URL is not set');
  const name = app.replaceAll('-', '_');
  const owner = { ownerRole: `${name}_owner`, ownerPassword: passwords.owner };
  await closeCommonDatabases(superuser);
  await provisionDatabase(superuser, { name, ...owner, role: name, password: passwords.app });
  const url = new URL(withDatabase(superuser, name));
  url.username = owner.ownerRole;
  url.password = owner.ownerPassword;
  await migrate(service.database, url.href);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(
    `provision failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = 1;
}
