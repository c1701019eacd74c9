import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { playerRegistered } from '@croupier/contracts';
import { type RunningNats, startNats } from '@croupier/embedded';
import { newId } from '@croupier/kernel';
import {
  Broker,
  FactsConsumer,
  messagingMigrations,
  OutboxRelay,
  streamDeclaration,
} from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { createTestDatabase, type TestDatabase, until } from '@croupier/testing';
import { jetstreamManager } from '@nats-io/jetstream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { type Fact, faultsOf } from './facts-checks.js';
import { effectsIn, effectsWriter, makeEffects, toldBy, type ToldPayload } from './facts-effects.js';
import { FactWriters } from './facts-writers.js';
import { NaiveReader } from './naive-reader.js';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const stream = 'EVT_IDENTITY';

/** The hearts of what `npm run faults -- messaging` does at length. */
describe('the way of facts under faults', () => {
  let directory: string;
  let nats: RunningNats;
  let database: TestDatabase;
  let open: (() => Promise<unknown>)[];

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'croupier-faults-'));
    nats = await startNats({ directory, users: [{ user: 'admin', password: 'test' }] });
    database = await createTestDatabase({ entities: [], migrations: messagingMigrations });
    await makeEffects(database.admin);
    open = [];
  });

  afterEach(async () => {
    for (const close of open.reverse()) await close();
    await database.drop();
    await nats.stop();
    await rm(directory, { recursive: true, force: true });
  });

  async function connect(service: string): Promise<Broker> {
    const options = { service, url: nats.url, user: 'admin', password: 'test' };
    const broker = await Broker.open({ ...options, inboxPrefix: `_INBOX_${service}` }, quiet);
    open.push(() => broker.close());
    return broker;
  }

  async function source(): Promise<DataSource> {
    const opened = await new DataSource({ type: 'postgres', url: database.url, poolSize: 4 }).initialize();
    open.push(async () => opened.isInitialized && opened.destroy());
    return opened;
  }

  /** @returns what ends it as `kill -9` does: nothing is said to anybody */
  async function relay(): Promise<() => Promise<void>> {
    const [broker, own] = [await connect('identity'), await source()];
    const started = new OutboxRelay(broker, own, stream, quiet);
    started.start();
    open.push(() => started.stop());
    return async () => {
      await own.destroy();
      await broker.connection.close();
    };
  }

  async function hear(service: string, work: (id: string, told: ToldPayload) => unknown): Promise<void> {
    const consumer = new FactsConsumer(await connect(service), await source(), 'identity', quiet, {
      atOnce: 64,
    });
    consumer.on(playerRegistered.subject, async (payload, fact) => work(fact.id, payload as ToldPayload));
    consumer.start();
    open.push(() => consumer.stop());
  }

  async function hearAsServicesDo(): Promise<void> {
    const consumer = new FactsConsumer(await connect('profile'), await source(), 'identity', quiet, {
      atOnce: 64,
    });
    const writer = effectsWriter(new TransactionRunner(await source()));
    consumer.on(playerRegistered.subject, (payload, fact) =>
      writer.add(fact, [fact.id, payload as ToldPayload]),
    );
    consumer.start();
    open.push(() => consumer.stop());
  }

  async function writers(count: number): Promise<FactWriters> {
    const url = new URL(database.url);
    url.username = `${url.username}_owner`;
    const wanted = { seed: 12, writers: count, players: 60, delaysMs: [20, 300] } as const;
    const opened = await FactWriters.open(url.toString(), wanted);
    open.push(() => opened.close());
    return opened;
  }

  it('none is left out or out of order however late its transaction ends, and whichever relay dies', async () => {
    await hearAsServicesDo();
    const naive = new NaiveReader(database.admin);
    const many = await writers(16);
    let kill = await relay();
    naive.start();
    many.start(1500);
    for (let death = 0; death < 4; death += 1) {
      await pause(250);
      const next = await relay();
      await kill();
      kill = next;
    }
    await many.done();
    const told = await toldBy(database.admin);
    await until('all are heard', async () => (await effectsIn(database.admin)).length >= told.length);
    expect(faultsOf(told, await effectsIn(database.admin))).toEqual([]);
    expect(faultsOf(told, await naive.stop()).join()).toContain('have no effect');
  });

  it('those told again after the broker has forgotten them have no second effect', async () => {
    const bare: Fact[] = [];
    await hearAsServicesDo();
    await hear('bare', (eventId, { playerId, number }) => bare.push({ eventId, playerId, number }));
    const { streams } = await jetstreamManager((await connect('admin')).connection);
    await streams.add({ ...streamDeclaration(stream, 'identity', 1), duplicate_window: 100_000_000 });
    const many = await writers(4);
    many.start(300);
    await many.done();
    const told = await toldBy(database.admin);
    for (const times of [1, 2]) {
      const kill = await relay();
      await until('all are heard', () => bare.length >= told.length * times);
      await kill();
      await pause(500);
      await database.admin.query('UPDATE outbox_cursor SET published_through = 0');
    }
    expect(faultsOf(told, await effectsIn(database.admin))).toEqual([]);
    expect(faultsOf(told, bare).join()).toContain('more than one effect');
  });

  it('one that was late is heard although it takes the place of one that was heard and lost', async () => {
    await hearAsServicesDo();
    await relay();
    const many = await writers(1);
    many.start(3);
    await many.done();
    const heard = (count: number): Promise<boolean> =>
      until(`${count} are heard`, async () => (await effectsIn(database.admin)).length >= count);
    await heard(3);
    const messages = path.join(directory, 'jetstream', 'jetstream', '$G', 'streams', stream, 'msgs');
    const old = path.join(directory, 'old');
    await nats.kill();
    await cp(messages, old, { recursive: true });
    nats = await startNats({ directory, users: [{ user: 'admin', password: 'test' }], port: nats.port });
    const late = database.admin.createQueryRunner();
    open.push(() => late.release());
    await late.startTransaction();
    await tellOne(late, 1);
    for (let number = 1; number <= 3; number += 1) await tellOne(database.admin, number);
    await heard(6);
    await pause(2500);
    await nats.kill();
    await rm(messages, { recursive: true });
    await cp(old, messages, { recursive: true });
    await late.commitTransaction();
    nats = await startNats({ directory, users: [{ user: 'admin', password: 'test' }], port: nats.port });
    await heard(7);
    const told = await toldBy(database.admin);
    expect(faultsOf(told, await effectsIn(database.admin))).toEqual([]);
  });

  async function tellOne(by: Pick<DataSource, 'query'>, number: number): Promise<void> {
    const insert = 'INSERT INTO outbox (event_id, subject, payload) VALUES (uuidv7(), $1, $2)';
    await by.query(insert, [playerRegistered.subject, JSON.stringify({ playerId: newId(), number })]);
  }
});
