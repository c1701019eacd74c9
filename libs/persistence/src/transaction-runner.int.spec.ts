import { DomainError } from '@croupier/kernel';
import { createTestDatabase, standStill, type TestDatabase, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DataSource, type EntityManager, type MigrationInterface, type QueryRunner } from 'typeorm';
import { dataSourceFor } from './database.js';
import { TransactionRunner } from './transaction-runner.js';

const nothing = { entities: [], migrations: [] };

/** What a killed server does to its clients, one connection at a time: the backend goes, with no word or a last one. */
describe('a transaction whose connection dies', () => {
  let test: TestDatabase;
  let source: DataSource;
  let transactions: TransactionRunner;

  beforeAll(async () => {
    test = await createTestDatabase(nothing);
    source = dataSourceFor(nothing, { url: test.url, applicationName: 'suite', poolSize: 2 });
    await source.initialize();
    transactions = new TransactionRunner(source);
  });

  afterAll(async () => {
    await source?.destroy();
    await test?.drop();
  });

  it('between two statements is an outage', async () => {
    const outcome = transactions.run(async (manager) => {
      await endBackendOf(manager);
      await manager.query('SELECT 1');
    });
    expect(await codeOf(outcome)).toBe('service_unavailable');
  });

  it('during a statement is an outage', async () => {
    const outcome = transactions.run(async (manager) => {
      const pid = await backendOf(manager);
      const [dead] = await Promise.allSettled([manager.query('SELECT pg_sleep(60)'), end(pid)]);
      if (dead.status === 'rejected') throw dead.reason;
    });
    expect(await codeOf(outcome)).toBe('service_unavailable');
  });

  it('before the commit has an unknown outcome, never a refusal', async () => {
    expect(await codeOf(transactions.run((manager) => endBackendOf(manager)))).toBe('outcome_unknown');
  });

  it('in a statement that carries its commit says what the server said, and else that nobody knows', async () => {
    const sleep = { name: 'sleep', text: 'SELECT pg_sleep($1)', values: [60] };
    const told = codeOf(transactions.statement(sleep));
    await end(await sleeper());
    expect(await told).toBe('service_unavailable');
    const silent = codeOf(transactions.statement(sleep));
    const pid = await sleeper();
    await standStill(pid);
    expect(await silent).toBe('outcome_unknown');
    process.kill(pid, 'SIGCONT');
  });

  it('leaves its own error to report when the work had one', async () => {
    const outcome = transactions.run(async (manager) => {
      await endBackendOf(manager);
      throw new Error('the first one');
    });
    await expect(outcome).rejects.toThrow('the first one');
  });

  it('in a rehearsal is an outage, too', async () => {
    const outcome = transactions.rehearse(async (manager) => {
      await endBackendOf(manager);
      await manager.query('SELECT 1');
    });
    expect(await codeOf(outcome)).toBe('service_unavailable');
  });

  it('leaves a pool that works', async () => {
    const answers = await Promise.all(
      [1, 2, 3, 4].map((n) => transactions.run((manager) => manager.query(`SELECT ${n} AS n`))),
    );
    expect(answers).toEqual([[{ n: 1 }], [{ n: 2 }], [{ n: 3 }], [{ n: 4 }]]);
  });

  /** Ends the transaction's backend and lets the driver notice, as it does between two statements of a busy service. */
  async function endBackendOf(manager: EntityManager): Promise<void> {
    await end(await backendOf(manager));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }

  /** The backend that sleeps, once it does. */
  async function sleeper(): Promise<number> {
    return until('a backend sleeps', async () => {
      const [row] = (await test.admin.query(
        `SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = $1`,
        [new URL(test.url).pathname.slice(1)],
      )) as { pid: number }[];
      return row?.pid;
    });
  }

  async function end(pid: number): Promise<void> {
    await test.admin.query('SELECT pg_terminate_backend($1, 5000)', [pid]);
  }
});

/** Something that a transaction writes. */
class Notes1796100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE notes (word text)');
    await runner.query(
      `DO $$ BEGIN EXECUTE format('GRANT SELECT, INSERT ON notes TO %I', current_database()); END $$`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE notes');
  }
}

describe('a transaction whose time runs out', () => {
  let test: TestDatabase;
  let source: DataSource;
  let deadlineAt: number;
  let transactions: TransactionRunner;

  beforeAll(async () => {
    test = await createTestDatabase({ entities: [], migrations: [Notes1796100000000] });
    source = dataSourceFor(nothing, { url: test.url, applicationName: 'suite', poolSize: 1 });
    await source.initialize();
    transactions = new TransactionRunner(source, () => deadlineAt - performance.now());
  });

  afterAll(async () => {
    await source?.destroy();
    await test?.drop();
  });

  const words = (): Promise<unknown> => source.query('SELECT word FROM notes');

  it.each(['run', 'rehearse'] as const)('has its statement ended by the server: %s', async (way) => {
    deadlineAt = performance.now() + 1200;
    const outcome = transactions[way](async (manager) => {
      await manager.query(`INSERT INTO notes VALUES ('lost')`);
      await manager.query('SELECT pg_sleep(60)');
    });
    const code = codeOf(outcome);
    await until('it sleeps', async () => (await sleepers()) === 1);
    await until('it sleeps no more', async () => (await sleepers()) === 0);
    expect(await code).toBe('deadline_spent');
    expect(await words()).toEqual([]);
  });

  it('leaves the connection as it was to the next one', async () => {
    deadlineAt = performance.now() + 1500;
    const shown: unknown = await transactions.run((manager) => manager.query('SHOW statement_timeout'));
    expect(shown).not.toEqual([{ statement_timeout: '2s' }]);
    deadlineAt = Number.POSITIVE_INFINITY;
    expect(await transactions.run((manager) => manager.query('SHOW statement_timeout'))).toEqual([
      { statement_timeout: '2s' },
    ]);
    expect(await source.query('SHOW statement_timeout')).toEqual([{ statement_timeout: '2s' }]);
  });

  it('is not begun when none is left, and is only overloaded when the server ends it with time left', async () => {
    deadlineAt = performance.now();
    let begun = false;
    const none = transactions.run(async () => {
      begun = true;
    });
    expect([await codeOf(none), begun]).toEqual(['deadline_spent', false]);
    deadlineAt = performance.now() + 60_000;
    const cancelled = transactions.run(async (manager) => {
      await manager.query(`SET LOCAL statement_timeout = 50`);
      await manager.query('SELECT pg_sleep(60)');
    });
    expect(await codeOf(cancelled)).toBe('overloaded');
  });

  async function sleepers(): Promise<number> {
    const rows: unknown[] = await test.admin.query(
      `SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = $1`,
      [new URL(test.url).pathname.slice(1)],
    );
    return rows.length;
  }
});

async function backendOf(manager: EntityManager): Promise<number> {
  const [{ pid }] = (await manager.query('SELECT pg_backend_pid() AS pid')) as [{ pid: number }];
  return pid;
}

async function codeOf(outcome: Promise<unknown>): Promise<string> {
  const error: unknown = await outcome.catch((cause: unknown) => cause);
  return error instanceof DomainError ? error.code : String(error);
}
