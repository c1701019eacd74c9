import { playerRegistered } from '@croupier/contracts';
import { DomainError, newId } from '@croupier/kernel';
import { createTestDatabase, type TestDatabase } from '@croupier/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type EntityManager } from 'typeorm';
import { FactContext } from './fact-context.js';
import { FactWriter } from './fact-writer.js';
import { messagingMigrations } from './migrations.js';

const factOf = (id: string): FactContext =>
  new FactContext({ id, subject: playerRegistered.subject, delivery: 1, trace: 'none' });

describe('a writer of facts', () => {
  let database: TestDatabase;
  let transactions: number;
  let away: boolean;

  beforeEach(async () => {
    database = await createTestDatabase({ entities: [], migrations: messagingMigrations });
    await database.admin.query('CREATE TABLE effects (place serial, number int CHECK (number >= 0))');
    transactions = 0;
    away = false;
  });

  afterEach(() => database.drop());

  async function run<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    transactions += 1;
    if (away)
      throw new DomainError('service_unavailable', {
        ...{ kind: 'unavailable', message: 'away', remedy: 'later', retry: true },
      });
    return database.admin.transaction(work);
  }

  const writer = (): FactWriter<number> =>
    new FactWriter({ run }, (manager, numbers) =>
      manager.query('INSERT INTO effects (number) SELECT unnest($1::int[])', [numbers]),
    );

  async function effects(): Promise<number[]> {
    const rows = (await database.admin.query('SELECT number FROM effects ORDER BY place')) as {
      number: number;
    }[];
    return rows.map(({ number }) => number);
  }

  it('writes all that come together in one transaction, in their order, each once', async () => {
    const ids = Array.from({ length: 100 }, () => newId());
    const one = writer();
    const told = await Promise.all([...ids, ...ids].map((id, place) => one.add(factOf(id), place)));
    expect(told).toEqual([...ids.map(() => true), ...ids.map(() => false)]);
    expect(await one.add(factOf(ids[3] ?? ''), 7)).toBe(false);
    expect(await effects()).toEqual(ids.map((_, place) => place));
    expect(transactions).toBe(2);
  });

  it('lets one that spoils a transaction fail alone, without a trace', async () => {
    const one = writer();
    const spoilt = newId();
    const numbers = Array.from({ length: 40 }, (_, place) => (place === 17 ? -1 : place));
    const told = await Promise.allSettled(
      numbers.map((number) => one.add(factOf(number < 0 ? spoilt : newId()), number)),
    );
    expect(told.flatMap(({ status }, place) => (status === 'rejected' ? [place] : []))).toEqual([17]);
    expect(await effects()).toEqual(numbers.filter((number) => number >= 0));
    expect(await one.add(factOf(spoilt), 41)).toBe(true);
  });

  it('does not look for a culprit while the database is away', async () => {
    away = true;
    const one = writer();
    const told = await Promise.allSettled([1, 2, 3].map((number) => one.add(factOf(newId()), number)));
    expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(transactions).toBe(1);
    away = false;
    expect(await one.add(factOf(newId()), 4)).toBe(true);
  });
});
