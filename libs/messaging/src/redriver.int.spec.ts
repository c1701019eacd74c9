import { commonError, playerRegistered } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { createTestDatabase, type TestDatabase, until } from '@croupier/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { storeDeadLetter } from './dead-letters.js';
import { deadLetterCount } from './depths.js';
import { type FactHandler } from './fact-handler.js';
import { firstTime } from './inbox.js';
import { messagingMigrations } from './migrations.js';
import { askForRedrive, Redriver, redrives } from './redriver.js';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const { subject } = playerRegistered;

describe('a dead letter that is asked for', () => {
  let database: TestDatabase;
  let service: DataSource;
  let heard: unknown[];
  let redrivers: Redriver[];

  beforeEach(async () => {
    database = await createTestDatabase({ entities: [], migrations: messagingMigrations });
    service = await new DataSource({ type: 'postgres', url: database.url, poolSize: 4 }).initialize();
    heard = [];
    redrivers = [];
  });

  afterEach(async () => {
    await Promise.all(redrivers.map((one) => one.stop()));
    await service.destroy();
    await database.drop();
  });

  async function dead(payload: string | Uint8Array, over: object = {}): Promise<string> {
    const id = newId();
    const bytes = Buffer.from(payload);
    await storeDeadLetter(service, { id, subject, payload: bytes, cause: 'once', delivery: 8, ...over });
    return id;
  }

  function start(handler: FactHandler): void {
    const redriver = new Redriver(service, new Map([[subject, handler]]), quiet);
    redriver.start();
    redrivers.push(redriver);
  }

  /** An effect as every consumer has it: once, in the transaction that notes the fact. */
  const once: FactHandler = (payload, fact) =>
    service.transaction(async (manager) => {
      if (await firstTime(manager, fact)) heard.push(payload);
    });

  const states = async (): Promise<Record<string, string>> =>
    Object.fromEntries((await redrives(service)).map(({ id, state }) => [id, state]));
  const settled = (): Promise<unknown> =>
    until('nothing waits', async () => !Object.values(await states()).includes('waiting'));

  it('is carried out, and no other', async () => {
    const [one, other] = [await dead('{"n":1}'), await dead('{"n":2}')];
    start(once);
    expect(await askForRedrive(service, one)).toEqual([one]);
    await settled();
    expect(heard).toEqual([{ n: 1 }]);
    expect(await states()).toEqual({ [one]: 'done', [other]: 'dead' });
    expect(await deadLetterCount(service)).toBe(1);
    expect(await askForRedrive(service, one)).toEqual([]);
    expect(await askForRedrive(service)).toEqual([other]);
    await settled();
    expect(heard).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('is not carried out twice, by two replicas or after it was so in spite of all', async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, (_, n) => dead(JSON.stringify({ n }))));
    const [first = ''] = ids;
    await service.query('INSERT INTO inbox (event_id, subject) VALUES ($1, $2)', [first, subject]);
    for (let replica = 0; replica < 2; replica += 1) start(once);
    expect(await askForRedrive(service)).toHaveLength(5);
    await settled();
    expect(heard).toHaveLength(4);
    expect(heard).toEqual(expect.arrayContaining([{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }]));
  });

  it('is dead again for its new cause if it fails again, and holds up no other', async () => {
    const bad = [await dead('{"n":'), await dead('{"n":0}')];
    const good = await dead('{"n":1}');
    start(async (payload, fact) => {
      if ((payload as { n: number }).n === 0) throw new Error('still\0 wrong');
      return once(payload, fact);
    });
    await askForRedrive(service);
    await settled();
    expect(await states()).toEqual({ [bad[0] ?? '']: 'dead', [bad[1] ?? '']: 'dead', [good]: 'done' });
    const causes = (await redrives(service)).map(({ cause }) => cause);
    expect(causes.filter((cause) => /JSON|still. wrong/u.test(cause))).toHaveLength(2);
    expect(heard).toEqual([{ n: 1 }]);
  });

  it('waits for what is away', async () => {
    const id = await dead('{"n":1}');
    let tries = 0;
    start(async (payload, fact) => {
      tries += 1;
      if (tries === 1) throw commonError('service_unavailable');
      return once(payload, fact);
    });
    await askForRedrive(service);
    await settled();
    expect(await states()).toEqual({ [id]: 'done' });
    expect(tries).toBe(2);
  });

  it('is none if it was never sent: nobody here hears it', async () => {
    await dead('{"n":1}', { delivery: 0 });
    expect(await askForRedrive(service)).toEqual([]);
  });
});
