import { existsSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** One PostgreSQL and one NATS for the whole run; suites create their own databases and subjects in them. */
export default async function setUp() {
  const library = path.join(import.meta.dirname, 'dist/libs/embedded/src/index.js');
  if (!existsSync(library))
    throw new Error('dist/ is missing: run the tests through `npm test`, which builds first');
  const { startNats, startPostgres } = await import(library);
  const directory = await mkdtemp(path.join(tmpdir(), 'croupier-test-'));
  // PostgreSQL may have to run as another user, who must be able to enter.
  await chmod(directory, 0o755);
  const stack = { directory, servers: [] };
  globalThis.croupierTestStack = stack;
  const user = { user: 'test', password: 'test' };
  const [postgres, nats] = await Promise.all([
    startPostgres({ directory: path.join(directory, 'pg'), durable: false }),
    startNats({ directory: path.join(directory, 'nats'), users: [user] }),
  ]);
  stack.servers.push(nats, postgres);
  process.env.TEST_POSTGRES_URL = postgres.superuserUrl;
  process.env.TEST_NATS_URL = nats.url;
  process.env.TEST_NATS_USER = user.user;
  process.env.TEST_NATS_PASSWORD = user.password;
}
