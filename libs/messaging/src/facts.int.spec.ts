import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { playerRegistered } from '@croupier/contracts';
import { type RunningNats, startNats } from '@croupier/embedded';
import { newId } from '@croupier/kernel';
import { createTestDatabase, type TestDatabase, until } from '@croupier/testing';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { Broker } from './broker.js';
import { type FactContext } from './fact-context.js';
import { FactsConsumer } from './facts-consumer.js';
import { firstTime } from './inbox.js';
import { messagingMigrations } from './migrations.js';
import { outgoing, tell } from './outbox.js';
import { OutboxRelay } from './outbox-relay.js';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('facts', () => {
  let directory: string;
  let nats: RunningNats;
  let database: TestDatabase;
  let source: DataSource;
  let brokers: Broker[];
  let stops: (() => Promise<void>)[];

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'croupier-facts-'));
    nats = await startNats({ directory, users: [{ user: 'admin', password: 'test' }] });
    database = await createTestDatabase({
      entities: [],
      migrations: messagingMigrations,
    });
    source = new DataSource({ type: 'postgres', url: database.url, poolSize: 12 });
    await source.initialize();
    brokers = [];
    stops = [];
  });

  afterEach(async () => {
    await Promise.all(stops.map((stop) => stop()));
    for (const broker of brokers) await broker.close();
    await source.destroy();
    await database.drop();
    await nats.stop();
    await rm(directory, { recursive: true, force: true });
  });

  async function connect(service: string): Promise<Broker> {
    const options = {
      service,
      url: nats.url,
      user: 'admin',
      password: 'test',
      inboxPrefix: `_INBOX_${service}`,
    };
    const broker = await Broker.open(options, quiet);
    brokers.push(broker);
    return broker;
  }

  async function relay(): Promise<OutboxRelay> {
    const started = new OutboxRelay(await connect('identity'), source, 'EVT_IDENTITY', quiet);
    started.start();
    stops.push(() => started.stop());
    return started;
  }

  async function consume(handler: (playerId: string, fact: FactContext) => Promise<unknown>): Promise<void> {
    const consumer = new FactsConsumer(await connect('profile'), source, 'identity', quiet);
    consumer.on(playerRegistered.subject, (payload, fact) =>
      handler((payload as { playerId: string }).playerId, fact),
    );
    consumer.start();
    stops.push(() => consumer.stop());
  }

  async function register(playerId: string = newId(), waitMs = 0, undo = false): Promise<string> {
    const payload = { playerId, currency: 'GBP', registeredAt: new Date().toISOString() };
    await source
      .transaction(async (manager) => {
        await tell(manager, outgoing(playerRegistered, payload));
        if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
        if (undo) throw new Error('undone');
      })
      .catch((error: Error) => {
        if (error.message !== 'undone') throw error;
      });
    return playerId;
  }

  it('leave exactly when their transaction commits, none skipped, whatever the commit order', async () => {
    const heard: string[] = [];
    await consume((playerId) => Promise.resolve(heard.push(playerId)));
    await relay();
    const told: string[] = [];
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let n = 0; n < 15; n += 1) {
        const undo = n % 5 === writer % 5;
        const playerId = await register(newId(), (writer * 7 + n * 3) % 20, undo);
        if (!undo) told.push(playerId);
      }
    });
    await Promise.all(writers);
    await until('all are heard', () => heard.length >= told.length);
    expect([...heard].sort()).toEqual([...told].sort());
  });

  it('have one effect however often they are delivered', async () => {
    let effects = 0;
    let deliveries = 0;
    await consume(async (_, fact) => {
      deliveries += 1;
      await source.transaction(async (manager) => {
        if (await firstTime(manager, fact)) effects += 1;
      });
      if (fact.delivery < 3) throw new Error('the acknowledgement is lost');
    });
    await relay();
    await register();
    await until('it was delivered three times', () => deliveries >= 3);
    expect(effects).toBe(1);
  });

  it('come again from the outbox when the broker loses its whole store, with one effect each', async () => {
    const effects: string[] = [];
    await consume((playerId, fact) =>
      source.transaction(async (manager) => {
        if (await firstTime(manager, fact)) effects.push(playerId);
      }),
    );
    await relay();
    const before = [await register(), await register()];
    await until('the first are heard', () => effects.length === 2);
    await nats.kill();
    await rm(path.join(directory, 'jetstream'), { recursive: true });
    const during = await register();
    const { port } = nats;
    nats = await startNats({ directory, users: [{ user: 'admin', password: 'test' }], port });
    await until('the later one is heard', () => effects.includes(during));
    const after = await register();
    await until('the last one is heard', () => effects.includes(after));
    expect([...effects].sort()).toEqual([...before, during, after].sort());
  });

  it('come again from the outbox when the broker loses the end of a stream, with one effect each', async () => {
    const effects: string[] = [];
    await consume((playerId, fact) =>
      source.transaction(async (manager) => {
        if (await firstTime(manager, fact)) effects.push(playerId);
      }),
    );
    await relay();
    const told = [await register(), await register()];
    await until('the first are heard', () => effects.length === 2);
    const messages = path.join(directory, 'jetstream', 'jetstream', '$G', 'streams', 'EVT_IDENTITY', 'msgs');
    const old = path.join(directory, 'old');
    const { port } = nats;
    const start = (): Promise<RunningNats> =>
      startNats({ directory, users: [{ user: 'admin', password: 'test' }], port });
    await nats.stop();
    await cp(messages, old, { recursive: true });
    nats = await start();
    for (let n = 0; n < 3; n += 1) told.push(await register());
    await until('the next are heard', () => effects.length === 5);
    await until('the place is stored', async () => {
      const [row] = (await source.query(`SELECT published_through, last_seq FROM outbox_cursor`)) as [object];
      return JSON.stringify(row) === '{"published_through":"5","last_seq":"5"}';
    });
    await nats.kill();
    await rm(messages, { recursive: true });
    await cp(old, messages, { recursive: true });
    told.push(await register());
    nats = await start();
    await until('the one told meanwhile is heard', () => effects.length === 6);
    told.push(await register());
    await until('the last one is heard', () => effects.length === 7);
    expect([...effects].sort()).toEqual([...told].sort());
    const { streams } = await jetstreamManager((await connect('reader')).connection);
    const kept = await Promise.all(
      told.map(async (_, place) => {
        const message = await streams.getMessage('EVT_IDENTITY', { seq: place + 1 });
        return message?.json<{ playerId: string }>().playerId;
      }),
    );
    expect(kept).toEqual(told);
  });

  it('are heard on from where the version before stopped, although it was after other ones', async () => {
    await relay();
    const before = await register();
    const { connection } = await connect('profile');
    const manager = await jetstreamManager(connection);
    await until('the stream is there', () => manager.streams.info('EVT_IDENTITY').catch(() => undefined));
    await manager.consumers.add('EVT_IDENTITY', {
      durable_name: 'profile',
      ack_policy: 'explicit',
      ack_wait: 60_000_000_000,
      filter_subjects: [playerRegistered.subject, 'evt.identity.session.closed.v1'],
    });
    const old = await jetstream(connection).consumers.get('EVT_IDENTITY', 'profile');
    const first = await old.next({ expires: 30_000 });
    await first?.ackAck();
    const heard: string[] = [];
    await consume((playerId) => Promise.resolve(heard.push(playerId)));
    const after = await register();
    await until('the new one is heard', () => heard.includes(after));
    expect(heard).not.toContain(before);
    const { config } = await manager.consumers.info('EVT_IDENTITY', 'profile');
    expect(config).toMatchObject({ ack_wait: 2_500_000_000, filter_subjects: [playerRegistered.subject] });
  });

  it('that can never be worked on become dead letters with their cause, and hold up nobody', async () => {
    const heard: string[] = [];
    const poison = newId();
    await consume((playerId) => {
      if (playerId === poison) throw new Error('this one is poison');
      return Promise.resolve(heard.push(playerId));
    });
    await relay();
    await register(poison);
    const good = await register();
    await until('the good one is heard', () => heard.includes(good));
    const letters = await until(
      'the dead letter is stored',
      async () => {
        const rows = (await database.admin.query(
          'SELECT subject, payload, cause, delivery FROM dead_letters',
        )) as {
          cause: string;
          payload: string;
        }[];
        return rows.length > 0 ? rows : undefined;
      },
      120_000,
    );
    expect(letters).toHaveLength(1);
    expect(letters[0]).toMatchObject({ subject: playerRegistered.subject, delivery: 8 });
    expect(letters[0]?.cause).toContain('this one is poison');
    expect(letters[0]?.payload).toContain(poison);
  });
});
