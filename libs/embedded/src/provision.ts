import { Client } from 'pg';

/** One service's database with its two roles. Names are lower-case identifiers. */
export interface DatabaseSpec {
  /** Name of the database. */
  name: string;
  /** Owns the database and its schema; runs the migrations. */
  ownerRole: string;
  ownerPassword: string;
  /** What the service connects as; its rights on tables come from the migrations. */
  role: string;
  password: string;
}

/** SQLSTATE of "exists already", which another start may cause between our look and our CREATE. */
const EXISTS = new Set(['42P04', '42710', '23505']);

function identifier(name: string): string {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(name)) throw new Error(`not a lower-case SQL identifier: ${name}`);
  return `"${name}"`;
}

/** The same server and role, another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  // A server that goes away is reported by the query that was running.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function createUnlessThere(client: Client, look: string, create: string): Promise<boolean> {
  if ((await client.query(look)).rowCount) return false;
  try {
    await client.query(create);
    return true;
  } catch (error) {
    if (!EXISTS.has((error as { code?: string }).code ?? '')) throw error;
    return false;
  }
}

async function ensureRole(client: Client, role: string, password: string): Promise<void> {
  const look = `SELECT 1 FROM pg_roles WHERE rolname = ${client.escapeLiteral(role)}`;
  await createUnlessThere(client, look, `CREATE ROLE ${identifier(role)} LOGIN`);
  const rights = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION';
  await client.query(`ALTER ROLE ${identifier(role)} ${rights} PASSWORD ${client.escapeLiteral(password)}`);
}

/**
 * Creates the database and both roles where they are missing and sets passwords and rights anew, so a second call
 * with other passwords heals. Nobody but the two roles can connect to the database afterwards; the service's role
 * can do no more than connect and see the schema until migrations grant it rights on tables.
 * @returns whether the database is new.
 */
export async function provisionDatabase(superuserUrl: string, spec: DatabaseSpec): Promise<boolean> {
  const [name, owner, role] = [identifier(spec.name), identifier(spec.ownerRole), identifier(spec.role)];
  const created = await withClient(superuserUrl, async (client) => {
    await ensureRole(client, spec.ownerRole, spec.ownerPassword);
    await ensureRole(client, spec.role, spec.password);
    const isNew = await createUnlessThere(
      client,
      `SELECT 1 FROM pg_database WHERE datname = ${client.escapeLiteral(spec.name)}`,
      // template0: nobody can be connected to it, which would make CREATE DATABASE fail.
      `CREATE DATABASE ${name} OWNER ${owner} TEMPLATE template0 ENCODING 'UTF8'`,
    );
    await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${name} TO ${role}`);
    return isNew;
  });
  await withClient(withDatabase(superuserUrl, spec.name), async (client) => {
    await client.query(
      `ALTER SCHEMA public OWNER TO ${owner};
       REVOKE ALL ON SCHEMA public FROM PUBLIC;
       GRANT USAGE ON SCHEMA public TO ${role};`,
    );
  });
  return created;
}

/** Closes the databases every server has (`postgres`, `template1`) to the services' roles. */
export async function closeCommonDatabases(superuserUrl: string): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    await client.query(
      'REVOKE ALL ON DATABASE postgres FROM PUBLIC; REVOKE ALL ON DATABASE template1 FROM PUBLIC;',
    );
  });
}
