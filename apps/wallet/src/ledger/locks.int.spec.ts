import { newId } from '@croupier/kernel';
import { createTestDatabase, type TestDatabase, until } from '@croupier/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource, type QueryRunner } from 'typeorm';
import { database as definition } from '../data-source.js';

const now = '2027-05-12T12:00:00Z';

describe('two transactions of one player at once', () => {
  let database: TestDatabase;
  let source: DataSource;
  let player: string;
  /** Has done something, and has not ended yet. */
  let first: QueryRunner;
  let second: QueryRunner;

  beforeAll(async () => {
    database = await createTestDatabase(definition);
    source = await new DataSource({ ...database.admin.options, poolSize: 3 } as never).initialize();
  });

  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  beforeEach(async () => {
    player = newId();
    first = source.createQueryRunner();
    second = source.createQueryRunner();
    await Promise.all([first.connect(), second.connect()]);
    // Rows are read as they lie, so that only an order that was asked for is the order of locks.
    await second.query('SET enable_indexscan = off; SET enable_bitmapscan = off');
  });

  afterEach(async () => {
    if (first.isTransactionActive) await first.rollbackTransaction();
    await second.query('RESET ALL');
    await Promise.all([first.release(), second.release()]);
  });

  async function ask(runner: QueryRunner, sql: string, ...values: unknown[]): Promise<unknown> {
    const rows = (await runner.query(sql, values)) as Record<string, unknown>[];
    return Object.values(rows[0] ?? {})[0];
  }

  const open = (runner: QueryRunner, code: string): Promise<unknown> =>
    ask(runner, 'SELECT open_account($1, $2)', player, code);
  const limits = (...some: object[]): string =>
    JSON.stringify(some.map((one) => ({ period: 'day', amount: { amount: 100, currency: 'GBP' }, ...one })));
  const control = (runner: QueryRunner, revision: number, some: string): Promise<unknown> =>
    ask(runner, `SELECT set_controls($1, $2, $3, '[]')`, player, revision, some);
  const reserve = (runner: QueryRunner, amount: number, deposit = newId()): Promise<unknown> =>
    ask(runner, 'SELECT reserve_deposit($1, $2, $3, $4, $5)', player, deposit, 'GBP', amount, now);
  const lock = (runner: QueryRunner, code: string): Promise<unknown> =>
    ask(runner, 'SELECT 1 FROM accounts WHERE player_id = $1 AND currency = $2 FOR UPDATE', player, code);
  const stakeLimit = (): Promise<unknown> =>
    ask(second, 'SELECT stake_limit_day FROM accounts WHERE player_id = $1', player);

  /** Has the second one do what must wait for the first. @returns the end of the first, with the second's answer */
  async function kept(work: (runner: QueryRunner) => Promise<unknown>): Promise<() => Promise<unknown>> {
    const pid = await ask(second, 'SELECT pg_backend_pid()');
    const answer = work(second);
    answer.catch(() => undefined);
    await until('the second one waits', () =>
      ask(first, 'SELECT 1 FROM pg_locks WHERE pid = $1 AND NOT granted', pid),
    );
    return async () => {
      await first.commitTransaction();
      return answer;
    };
  }

  it('a deposit sees what one before it counted', async () => {
    await open(second, 'GBP');
    await control(second, 1, limits({ kind: 'deposit' }));
    await first.startTransaction();
    expect(await reserve(first, 60)).toBe('reserved');
    const end = await kept((runner) => reserve(runner, 41));
    expect(await end()).toBe('deposit_limit_reached');
  });

  it('an account that is opened has the limits that are just being set', async () => {
    await first.startTransaction();
    await control(first, 1, limits({ kind: 'stake' }));
    const end = await kept((runner) => open(runner, 'GBP'));
    expect(await end()).toBe(true);
    expect(await stakeLimit()).toBe('100');
  });

  it('limits that are set reach the account that is just being opened', async () => {
    await first.startTransaction();
    await open(first, 'GBP');
    const end = await kept((runner) => control(runner, 1, limits({ kind: 'stake' })));
    expect(await end()).toBe('1');
    expect(await stakeLimit()).toBe('100');
  });

  it.each([
    ['limits that are set', (runner: QueryRunner) => control(runner, 1, limits())],
    [
      'a deposit that is given back',
      (runner: QueryRunner) => ask(runner, 'SELECT cancel_deposit($1, $2)', player, newId()),
    ],
  ])('%s lock the accounts of the player alone, in the order in which bets do', async (_, work) => {
    await open(second, 'GBP');
    await open(second, 'EUR');
    await first.startTransaction();
    await lock(first, 'EUR');
    const end = await kept(work);
    await lock(first, 'GBP');
    await end();
  });

  it('a deposit is credited while it is given back: one of both, without a deadlock', async () => {
    const deposit = newId();
    await open(second, 'GBP');
    await reserve(second, 60, deposit);
    await first.startTransaction();
    await lock(first, 'GBP');
    const end = await kept((runner) => ask(runner, 'SELECT cancel_deposit($1, $2)', player, deposit));
    await first.query(`UPDATE deposit_reservations SET state = 'credited' WHERE deposit_id = $1`, [deposit]);
    await end();
    expect(await ask(second, 'SELECT day_deposited FROM accounts WHERE player_id = $1', player)).toBe('60');
  });
});
