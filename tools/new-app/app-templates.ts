import { type AppNames } from './names.js';

/** Files of a new app, by path from the root. `stamp` numbers its migration: ms since 1970. */
export function appFiles(names: AppNames, stamp: number): Record<string, string> {
  const { kebab } = names;
  const source = `apps/${kebab}/src`;
  return {
    [`apps/${kebab}/README.md`]: readme(names),
    [`apps/${kebab}/tsconfig.app.json`]: tsconfig,
    [`${source}/main.ts`]: main,
    [`${source}/service.ts`]: service(names),
    [`${source}/${kebab}.module.ts`]: module(names),
    [`${source}/${kebab}.config.ts`]: config(names),
    [`${source}/data-source.ts`]: dataSource(stamp),
    [`${source}/migrations/${stamp}-status.ts`]: migration(stamp),
    [`${source}/status/status.entity.ts`]: entity,
    [`${source}/status/status.queries.ts`]: queries(names),
    [`${source}/status/status.controller.ts`]: controller(names),
    [`${source}/status/status.int.spec.ts`]: spec(names),
  };
}

const readme = ({ kebab }: AppNames): string => `# ${kebab}

What this service is for, in one sentence.

- **Owns** its status: since when it has had its tables.
- **Serves** \`rpc.${kebab}.read-status.v1\`.
- **Tells** nothing yet.
- **Hears** nothing yet.
- **Tables** \`status\` (one row), \`outbox\`, \`outbox_cursor\`, \`inbox\`, \`dead_letters\`, \`fact_attempts\`.
- **Run** \`npm start -- ${kebab}\`, or \`nest start ${kebab} --watch\` beside a running platform.
`;

const tsconfig = `{
  "extends": "../../tsconfig.json",
  "compilerOptions": { "declaration": false, "rootDir": "../..", "outDir": "../../dist" },
  "include": ["src/**/*"],
  "exclude": ["**/*.spec.ts"]
}
`;

const main = `import { runService } from '@croupier/runtime';
import { service } from './service.js';

await runService(service);
`;

const service = ({ kebab, pascal }: AppNames): string => `import { type Service } from '@croupier/runtime';
import { database } from './data-source.js';
import { ${pascal}Config } from './${kebab}.config.js';
import { ${pascal}Module } from './${kebab}.module.js';

export const service: Service = {
  name: '${kebab}',
  module: ${pascal}Module,
  config: ${pascal}Config,
  database,
};
`;

const module = ({ pascal }: AppNames): string => `import { Module } from '@nestjs/common';
import { StatusController } from './status/status.controller.js';
import { StatusQueries } from './status/status.queries.js';

@Module({
  controllers: [StatusController],
  providers: [StatusQueries],
})
export class ${pascal}Module {}
`;

const config = ({ pascal }: AppNames): string => `import { DatabaseConfig } from '@croupier/runtime';

export class ${pascal}Config extends DatabaseConfig {}
`;

const dataSource = (stamp: number): string => `import { messagingMigrations } from '@croupier/messaging';
import { type DatabaseDefinition } from '@croupier/persistence';
import { Status${stamp} } from './migrations/${stamp}-status.js';
import { StatusEntity } from './status/status.entity.js';

export const database: DatabaseDefinition = {
  entities: [StatusEntity],
  migrations: [...messagingMigrations, Status${stamp}],
};
`;

const migration = (
  stamp: number,
): string => `import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The one row that says since when the tables are there. The service's role may read it, no more. */
export class Status${stamp} implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(\`
      CREATE TABLE status (
        id    smallint PRIMARY KEY CHECK (id = 1),
        since timestamptz NOT NULL
      );
      INSERT INTO status (id, since) VALUES (1, clock_timestamp());
    \`);
    const [{ role }] = (await runner.query(\`SELECT current_database() AS role\`)) as [{ role: string }];
    await runner.query(\`GRANT SELECT ON status TO "\${role}"\`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE status');
  }
}
`;

const entity = `import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The state of the service itself: a single row. */
@Entity('status')
export class StatusEntity {
  @PrimaryColumn('smallint')
  id: number;

  @Column('timestamptz')
  since: Date;
}
`;

const queries = ({ pascal }: AppNames): string => `import { type ${pascal}Status } from '@croupier/contracts';
import { invariant } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { StatusEntity } from './status.entity.js';

@Injectable()
export class StatusQueries {
  constructor(private readonly transactions: TransactionRunner) {}

  async status(): Promise<${pascal}Status> {
    const row = await this.transactions.read((database) =>
      database.getRepository(StatusEntity).findOneBy({ id: 1 }),
    );
    invariant(row, 'the migration wrote the row');
    return { since: row.since.toISOString() };
  }
}
`;

const controller = ({
  pascal,
}: AppNames): string => `import { type ${pascal}Status, Read${pascal}Status, read${pascal}Status } from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { StatusQueries } from './status.queries.js';

@Controller()
export class StatusController {
  constructor(private readonly queries: StatusQueries) {}

  @MessagePattern(read${pascal}Status.subject)
  status(@Payload() _request: Read${pascal}Status): Promise<${pascal}Status> {
    return this.queries.status();
  }
}
`;

const spec = ({ pascal }: AppNames): string => `import { read${pascal}Status } from '@croupier/contracts';
import { type ServiceUnderTest, TestStack } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { service } from '../service.js';

describe('read-status', () => {
  let stack: TestStack;
  let running: ServiceUnderTest;

  beforeAll(async () => {
    stack = await TestStack.open();
    running = await stack.start(service);
  });

  afterAll(() => stack.close());

  it('says since when the service has had its tables', async () => {
    const [row] = (await running.database.admin.query('SELECT since FROM status')) as [{ since: Date }];
    expect(await stack.bus.ask(read${pascal}Status, {})).toEqual({ since: row.since.toISOString() });
  });

  it('refuses a member it does not know', async () => {
    const request = { verbose: true } as object;
    await expect(stack.bus.ask(read${pascal}Status, request)).rejects.toMatchObject({
      code: 'invalid_request',
      errors: [{ field: 'verbose', code: 'unknown_field' }],
    });
  });

  it('is ready, and runs as a role that cannot change the row', async () => {
    expect((await fetch(\`\${running.url}/health/ready\`)).status).toBe(200);
    const own = new DataSource({ type: 'postgres', url: running.database.url, poolSize: 1 });
    await own.initialize();
    await expect(own.query('UPDATE status SET since = now()')).rejects.toMatchObject({ code: '42501' });
    await own.destroy();
  });
});
`;
