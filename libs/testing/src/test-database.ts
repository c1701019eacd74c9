import { randomBytes } from 'node:crypto';
import { provisionDatabase, withDatabase } from '@croupier/embedded';
import { type DatabaseDefinition, migrate } from '@croupier/persistence';
import { DataSource } from 'typeorm';

/** A database of its own for one suite, migrated as its owner. */
export interface TestDatabase {
  /** As the service's own role: what the service gets. */
  url: string;
  /** As superuser: for looking at everything, and for planting faults. */
  admin: DataSource;
  drop(): Promise<void>;
}

export async function createTestDatabase(definition: DatabaseDefinition): Promise<TestDatabase> {
  const server = process.env['TEST_POSTGRES_URL'];
  if (!server) throw new Error('TEST_POSTGRES_URL is not set: run the tests through `npm test`');
  const name = `t_${randomBytes(6).toString('hex')}`;
  const password = 'test';
  await provisionDatabase(server, {
    name,
    ownerRole: `${name}_owner`,
    ownerPassword: password,
    role: name,
    password,
  });
  await migrate(definition, withUser(withDatabase(server, name), `${name}_owner`, password));
  const admin = new DataSource({ type: 'postgres', url: withDatabase(server, name), poolSize: 2 });
  await admin.initialize();
  return {
    url: withUser(withDatabase(server, name), name, password),
    admin,
    drop: async () => {
      await admin.destroy();
      const root = new DataSource({ type: 'postgres', url: server, poolSize: 1 });
      await root.initialize();
      await root.query(`DROP DATABASE "${name}" WITH (FORCE)`);
      await root.query(`DROP ROLE "${name}"`);
      await root.query(`DROP ROLE "${name}_owner"`);
      await root.destroy();
    },
  };
}

function withUser(url: string, user: string, password: string): string {
  const changed = new URL(url);
  changed.username = user;
  changed.password = password;
  return changed.toString();
}
