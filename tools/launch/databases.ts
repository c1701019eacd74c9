import { databaseUrl, provisionDatabase, type RunningPostgres } from '@croupier/embedded';
import { databaseName } from './environment.js';
import type { AppNeeds, Preparation } from './preparation.js';

/** An app whose database is ready; `needs` is missing when the app could not be loaded and was not asked for. */
export interface Prepared {
  needs: AppNeeds | undefined;
  /** Names of the migrations applied just now. */
  applied: string[];
}

interface DatabaseWork {
  app: string;
  needs: AppNeeds;
  passwords: { owner: string; app: string };
  postgres: Promise<RunningPostgres>;
  preparation: Preparation;
}

/** Creates an app's database and roles where they are missing and applies its migrations. */
export async function prepareDatabase(work: DatabaseWork): Promise<Prepared> {
  const { app, needs, passwords, preparation } = work;
  if (!needs.database) return { needs, applied: [] };
  const { superuserUrl, port } = await work.postgres;
  const name = databaseName(app);
  const ownerRole = `${name}_owner`;
  const created = await provisionDatabase(superuserUrl, {
    name,
    ownerRole,
    ownerPassword: passwords.owner,
    role: name,
    password: passwords.app,
  });
  const url = databaseUrl({ port, user: ownerRole, password: passwords.owner, database: name });
  return { needs, applied: await preparation.migrate(app, { url, created }) };
}

/** What the step tells. */
export function databasesInWords(prepared: readonly Prepared[]): string {
  const count = prepared.filter(({ needs }) => needs?.database).length;
  const applied = prepared.reduce((sum, one) => sum + one.applied.length, 0);
  const migrations = applied === 0 ? 'no migration was missing' : `${applied} migrations applied`;
  return `${count} databases up to date, ${migrations}`;
}
