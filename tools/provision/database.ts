import 'reflect-metadata';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { closeCommonDatabases, provisionDatabase } from '@croupier/embedded';
import { migrate } from '@croupier/persistence';
import { type Service } from '@croupier/runtime';

/** The two halves of an app's migration job in a cluster; each can be repeated without harm. */
const usage = `Usage: node dist/tools/provision/database.js provision|migrate APP
  provision  makes the app's database and both its roles, as POSTGRES_SUPERUSER with POSTGRES_SUPERUSER_PASSWORD
             at POSTGRES_HOST; names and passwords are those of DATABASE_URL and OWNER_DATABASE_URL, and
             what the latter says of TLS (\`?sslmode=verify-full&sslrootcert=FILE\`) holds here too
  migrate    applies the app's migrations as its owner, OWNER_DATABASE_URL
`;

function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

/** Role, password and database that a connection address names. */
function partsOf(address: string): { role: string; password: string; database: string } {
  const url = new URL(address);
  return {
    role: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
  };
}

async function provision(): Promise<void> {
  const [user, owner] = [partsOf(needed('DATABASE_URL')), partsOf(needed('OWNER_DATABASE_URL'))];
  const superuser = new URL(`postgres://${needed('POSTGRES_HOST')}/postgres`);
  superuser.username = needed('POSTGRES_SUPERUSER');
  superuser.password = needed('POSTGRES_SUPERUSER_PASSWORD');
  superuser.search = new URL(needed('OWNER_DATABASE_URL')).search;
  await closeCommonDatabases(superuser.href);
  const created = await provisionDatabase(superuser.href, {
    name: owner.database,
    ownerRole: owner.role,
    ownerPassword: owner.password,
    role: user.role,
    password: user.password,
  });
  process.stdout.write(`${owner.database}: ${created ? 'made' : 'was there'}\n`);
}

async function migrateApp(app: string): Promise<void> {
  const root = path.resolve(import.meta.dirname, '../../..');
  const built = pathToFileURL(path.join(root, 'dist/apps', app, 'src/service.js')).href;
  const { service } = (await import(built)) as { service: Service };
  if (!service.database) throw new Error(`${app} has no database`);
  const applied = await migrate(service.database, needed('OWNER_DATABASE_URL'));
  process.stdout.write(`${app}: ${applied.length} migrations applied\n`);
}

try {
  const [task, app = ''] = process.argv.slice(2);
  const known = /^[a-z][a-z-]*$/.test(app) && (task === 'provision' || task === 'migrate');
  if (!known) {
    process.stderr.write(usage);
    process.exitCode = 2;
  } else {
    await (task === 'provision' ? provision() : migrateApp(app));
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
}
