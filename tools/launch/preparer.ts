import 'reflect-metadata';
import { brokerPermissions, consoleUser, foreignServices } from '@croupier/contracts';
import { type DatabaseDefinition, migrate } from '@croupier/persistence';
import { configKeys, type Service } from '@croupier/runtime';
import { builtFile, moduleUrl } from './apps.js';
import type { PreparerAnswer, PreparerRequest } from './preparation.js';

/**
 * A short-lived process beside the launcher: it loads the apps' own code to ask what they need and to run their
 * migrations, so that the launcher itself stays small for as long as the platform runs.
 */
const databases = new Map<string, DatabaseDefinition>();

function answer(message: PreparerAnswer): void {
  process.send?.(message);
}

async function describe(root: string, apps: string[]): Promise<void> {
  answer({
    kind: 'permissions',
    foreign: [...foreignServices],
    permissions: Object.fromEntries(
      [...apps, ...foreignServices, consoleUser].map((app) => [app, brokerPermissions(app)]),
    ),
  });
  await Promise.all(
    apps.map(async (app) => {
      try {
        const module = (await import(moduleUrl(builtFile(root, app, 'service.js')))) as { service?: Service };
        if (module.service === undefined) throw new Error('service.ts exports no `service`');
        const { config, database } = module.service;
        if (database) databases.set(app, database);
        answer({
          kind: 'service',
          app,
          needs: { variables: configKeys(config), database: database !== undefined },
        });
      } catch (error) {
        answer({ kind: 'broken', app, error: text(error) });
      }
    }),
  );
}

async function applyMigrations(app: string, ownerUrl: string): Promise<void> {
  const database = databases.get(app);
  try {
    answer({ kind: 'migrated', app, applied: database ? await migrate(database, ownerUrl) : [] });
  } catch (error) {
    answer({ kind: 'unmigrated', app, error: text(error) });
  }
}

function text(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

process.on('message', (request: PreparerRequest) => {
  if (request.kind === 'describe') void describe(request.root, request.apps);
  else void applyMigrations(request.app, request.ownerUrl);
});
process.on('disconnect', () => process.exit(0));
