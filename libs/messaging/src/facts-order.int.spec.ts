import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { playerRegistered } from '@croupier/contracts';
import { type RunningNats, startNats } from '@croupier/embedded';
import { newId } from '@croupier/kernel';
import { createTestDatabase, type TestDatabase, until } from '@croupier/testing';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { headers } from '@nats-io/transport-node';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { Broker } from './broker.js';
import { type FactContext } from './fact-context.js';
import { FactTurn } from './fact-turn.js';
import { FactsConsumer } from './facts-consumer.js';
import { messagingMigrations } from './migrations.js';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const { subject } = playerRegistered;

interface Told {
  playerId: string;
  number: number;
}

type Work = (told: Told, fact: FactContext) => Promise<unknown>;

interface Replica {
  /** As `kill -9`: nothing is ended, nothing is said. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

describe('facts of one player', () => {
  let directory: string;
  let nats: RunningNats;
  let database: TestDatabase;
  let broker: Broker;
  let open: (() => Promise<unknown>)[];

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'croupier-order-'));
    nats = await startNats({ directory, users: [{ user: 'admin', password: 'test' }] });
    database = await createTestDatabase({ entities: [], migrations: messagingMigrations });
    open = [];
    broker = await connect('identity');
    const { streams } = await jetstreamManager(broker.connection);
    await streams.add({ name: 'EVT_IDENTITY', subjects: ['evt.identity.>'] });
  });

  afterEach(async () => {
    for (const close of open.reverse()) await close();
    await database.drop();
    await nats.stop();
    await rm(directory, { recursive: true, force: true });
  });

  async function connect(service: string): Promise<Broker> {
    const options = { service, url: nats.url, user: 'admin', password: 'test' };
    const connected = await Broker.open({ ...options, inboxPrefix: `_INBOX_${service}` }, quiet);
    open.push(() => connected.close());
    return connected;
  }

  async function replica(work: Work, atOnce = 4): Promise<Replica> {
    const connected = await connect('profile');
    const source = await new DataSource({ type: 'postgres', url: database.url, poolSize: 6 }).initialize();
    open.push(async () => source.isInitialized && source.destroy());
    const turn = new FactTurn(source, quiet);
    const consumer = new FactsConsumer(connected, source, 'identity', quiet, { turn, atOnce });
    consumer.on(subject, (payload, fact) => work(payload as Told, fact));
    turn.start();
    consumer.start();
    const stop = async (): Promise<void> => {
      await consumer.stop();
      await turn.stop();
    };
    open.push(stop);
    return {
      stop,
      kill: async () => {
        await source.destroy();
        await connected.connection.close();
      },
    };
  }

  async function tell(playerId: string, number: number): Promise<void> {
    const about = headers();
    about.set('ce-id', newId());
    const told: Told = { playerId, number };
    await broker.connection.request(subject, JSON.stringify(told), { headers: about, timeout: 30_000 });
  }

  it('are worked on in their order, however often one fails, and hold up no other player', async () => {
    const [one, other] = [newId(), newId()];
    const done: string[] = [];
    let failing = true;
    await replica(({ playerId, number }) => {
      if (playerId === one && number === 0 && failing) throw new Error('not yet');
      done.push(`${playerId === one ? 'one' : 'other'} ${number}`);
      return Promise.resolve();
    });
    for (const number of [0, 1, 2]) {
      await tell(one, number);
      await tell(other, number);
    }
    await until('the other ones are done', () => done.length === 3);
    expect(done).toEqual(['other 0', 'other 1', 'other 2']);
    failing = false;
    await until('all are done', () => done.length === 6);
    expect(done.slice(3)).toEqual(['one 0', 'one 1', 'one 2']);
  });

  it('are worked on by one replica at a time, in their order when that one dies or is stopped', async () => {
    const players = Array.from({ length: 6 }, () => newId());
    const done: Told[] = [];
    const at = new Set<string>();
    let crossed = 0;
    const work =
      (name: string): Work =>
      async (told) => {
        at.add(name);
        if (at.size > 1) crossed += 1;
        await new Promise((resolve) => setTimeout(resolve, 5));
        at.delete(name);
        done.push(told);
      };
    const first = await replica(work('first'));
    await tell(players[0] ?? '', 0);
    await until('the first one is at it', () => done.length === 1);
    const second = await replica(work('second'));
    for (let number = 1; number <= 40; number += 1)
      for (const playerId of players) await tell(playerId, number);
    await until('it is busy', () => done.length > 20);
    await first.kill();
    at.delete('first');
    await until('the second one is at it', () => at.has('second'));
    await replica(work('third'));
    await second.stop();
    await until('all are done', () => new Set(done.map((told) => JSON.stringify(told))).size === 241);
    expect(crossed).toBe(0);
    for (const playerId of players) {
      const seen = done.filter((told) => told.playerId === playerId).map(({ number }) => number);
      // What was done and not acknowledged when the first one died comes again; nothing comes before its turn.
      const firsts = seen.filter((number, place) => seen.indexOf(number) === place);
      expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
    }
  });

  it('come again in their order when whoever they came to again dies as well', async () => {
    const players = Array.from({ length: 4 }, () => newId());
    for (let number = 1; number <= 50; number += 1)
      for (const playerId of players) await tell(playerId, number);
    let begun = false;
    const end = new Promise<void>((resolve) => {
      open.push(() => Promise.resolve(resolve()));
    });
    const first = await replica(() => {
      begun = true;
      return end;
    });
    await until('it is at it', () => begun);
    await until('all are taken', async () => (await pending()) === 200);
    await first.kill();
    // The next one dies before it has got all of what comes again: the rest comes before what it got.
    const next = await jetstream(broker.connection).consumers.get('EVT_IDENTITY', 'profile');
    for await (const message of await next.fetch({ max_messages: 40, expires: 10_000 }))
      expect(message.info.deliveryCount).toBeGreaterThan(1);
    const done: Told[] = [];
    await replica((told) => Promise.resolve(done.push(told)));
    await until('all are done', () => done.length === 200);
    for (const playerId of players) {
      const seen = done.filter((told) => told.playerId === playerId).map(({ number }) => number);
      expect(seen).toEqual([...seen].sort((a, b) => a - b));
    }
  });

  async function pending(): Promise<number> {
    const { consumers } = await jetstreamManager(broker.connection);
    return (await consumers.info('EVT_IDENTITY', 'profile')).num_ack_pending;
  }
});
