import { checkLedger, createTestDatabase, type TestDatabase } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { database as definition } from '../../../../apps/wallet/src/data-source.js';
import { anyEvening } from './commands.js';
import { ModelRun } from './run.js';

describe('the wallet beside its model', () => {
  let database: TestDatabase;
  let service: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase(definition);
    service = new DataSource({ type: 'postgres', url: database.url, poolSize: 2 });
    await service.initialize();
  });

  afterAll(async () => {
    expect(await checkLedger(database.admin)).toEqual([]);
    await service.destroy();
    await database.drop();
  });

  it('answers and stores the same, whatever a player does of an evening', async () => {
    const run = new ModelRun(service);
    await fc.assert(
      fc.asyncProperty(anyEvening(40), async (evening) => {
        expect(await run.play(evening)).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
