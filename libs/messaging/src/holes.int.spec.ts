import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { playerRegistered, sessionOpened } from '@croupier/contracts';
import { type RunningNats, startNats } from '@croupier/embedded';
import { type FactContract, newId } from '@croupier/kernel';
import { createTestDatabase, type TestDatabase, until } from '@croupier/testing';
import { jetstreamManager, type StreamAPI } from '@nats-io/jetstream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { Broker } from './broker.js';
import { type FactContext } from './fact-context.js';
import { FactsConsumer } from './facts-consumer.js';
import { type Delivery, heldOf } from './held-fact.js';
import { HoleGate } from './hole-gate.js';
import { firstTime } from './inbox.js';
import { messagingMigrations } from './migrations.js';
import { outgoing, tell } from './outbox.js';
import { OutboxRelay } from './outbox-relay.js';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const stream = 'EVT_IDENTITY';

/** A fact at this place of the stream, as it is delivered. */
function deliveredAt(streamSequence: number): Delivery {
  const nothing = (): void => undefined;
  return {
    ...{ subject: playerRegistered.subject, headers: undefined, data: Buffer.from('{}') },
    info: { deliveryCount: 1, stream, streamSequence },
    ...{ ack: nothing, term: nothing, nak: nothing, working: nothing },
  };
}

interface Told {
  playerId: string;
  currency: string;
}

describe('facts that the stream has no more', () => {
  let directory: string;
  let nats: RunningNats;
  let telling: TestDatabase;
  let hearing: TestDatabase;
  let source: DataSource;
  let own: DataSource;
  let streams: StreamAPI;
  let open: (() => Promise<unknown>)[];
  let effects: string[];
  let readAgain: number;

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'croupier-holes-'));
    nats = await startNats({ directory, users: [{ user: 'admin', password: 'test' }] });
    const definition = { entities: [], migrations: messagingMigrations };
    [telling, hearing] = [await createTestDatabase(definition), await createTestDatabase(definition)];
    open = [];
    source = await connected(telling);
    own = await connected(hearing);
    const broker = await signedIn('identity');
    const relay = new OutboxRelay(broker, source, stream, quiet);
    relay.start();
    open.push(() => relay.stop());
    ({ streams } = await jetstreamManager(broker.connection));
    [effects, readAgain] = [[], 0];
  });

  afterEach(async () => {
    for (const close of open.reverse()) await close();
    await Promise.all([telling.drop(), hearing.drop()]);
    await nats.stop();
    await rm(directory, { recursive: true, force: true });
  });

  async function connected({ url }: TestDatabase): Promise<DataSource> {
    const database = await new DataSource({ type: 'postgres', url, poolSize: 6 }).initialize();
    open.push(() => database.destroy());
    return database;
  }

  async function signedIn(service: string): Promise<Broker> {
    const options = { service, url: nats.url, user: 'admin', password: 'test' };
    const broker = await Broker.open({ ...options, inboxPrefix: `_INBOX_${service}` }, quiet);
    open.push(() => broker.close());
    return broker;
  }

  /** Tells facts in one transaction each, and waits until the stream has them. */
  async function told(facts: readonly [FactContract<object>, object][]): Promise<void> {
    for (const [fact, payload] of facts)
      await source.transaction((manager) => tell(manager, outgoing(fact, payload)));
    const [{ n }] = (await source.query('SELECT count(*)::int AS n FROM outbox')) as [{ n: number }];
    await until('they are told', async () => {
      const info = await streams.info(stream).catch(() => undefined);
      return info?.state.last_seq === n;
    });
  }

  const numbered = (playerId: string, number: number): [FactContract<object>, object] => [
    playerRegistered,
    { playerId, currency: String(number), registeredAt: '' },
  ];

  async function hear(work: (told: Told) => Promise<void> = () => Promise.resolve()): Promise<FactsConsumer> {
    const observer = {
      deadLetter: () => undefined,
      stuck: () => undefined,
      readAgain: (_: string, count: number) => void (readAgain += count),
    };
    const consumer = new FactsConsumer(await signedIn('profile'), own, 'identity', quiet, {
      observer,
      lookAheadMs: 200,
    });
    consumer.on(playerRegistered.subject, async (payload, fact: FactContext) => {
      const { playerId, currency } = payload as Told;
      await work(payload as Told);
      const isNew = await own.transaction((manager) => firstTime(manager, fact));
      if (isNew) effects.push(`${playerId} ${currency}`);
    });
    consumer.start();
    open.push(() => consumer.stop());
    return consumer;
  }

  const heard = (count: number): Promise<unknown> =>
    until(`${count} effects are there`, () => Promise.resolve(effects.length >= count));

  const of = (playerId: string): string[] =>
    effects.filter((effect) => effect.startsWith(playerId)).map((effect) => effect.split(' ')[1] ?? '');

  it('have their effect once and in their order, wherever the hole is', async () => {
    const [one, other] = [newId(), newId()];
    await told([0, 1, 2, 3, 4, 5].flatMap((number) => [numbered(one, number), numbered(other, number)]));
    for (const seq of [1, 4, 5, 6, 9]) await streams.deleteMessage(stream, seq);
    await hear();
    await heard(12);
    expect(of(one)).toEqual(['0', '1', '2', '3', '4', '5']);
    expect(of(other)).toEqual(['0', '1', '2', '3', '4', '5']);
    expect(readAgain).toBeGreaterThanOrEqual(5);
  });

  it('are looked for ten times a second and not at each fact of others that is passed over', async () => {
    const broker = await signedIn('identity');
    const facts = Array.from({ length: 400 }, (_, number) => outgoing(...numbered(newId(), number)));
    await source.transaction((manager) => tell(manager, ...facts));
    await until('they are told', async () => {
      const info = await streams.info(stream).catch(() => undefined);
      return info?.state.last_seq === facts.length;
    });
    let looks = 0;
    broker.connection.subscribe(`$JS.API.STREAM.INFO.${stream}`, { callback: () => void (looks += 1) });
    await broker.connection.flush();
    const passed: number[] = [];
    const gate = new HoleGate(broker, quiet, {
      source: 'identity',
      subjects: [playerRegistered.subject],
      after: 0,
      pass: ({ message }) => void passed.push(message.info.streamSequence),
      found: () => undefined,
    });
    const startedAt = performance.now();
    for (let seq = 2; seq <= facts.length; seq += 2) {
      gate.add(heldOf(deliveredAt(seq)));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await until('all came through', () => Promise.resolve(passed.length === facts.length / 2));
    expect(looks).toBeLessThan(10 + (performance.now() - startedAt) / 60);
    expect(passed).toEqual([...passed].sort((one, other) => one - other));
  });

  it('hold up what comes after them until they are done, also across who reads them', async () => {
    const [one, other] = [newId(), newId()];
    await told([numbered(one, 0), numbered(one, 1), numbered(one, 2), numbered(other, 0)]);
    await streams.deleteMessage(stream, 2);
    let tries = 0;
    const first = await hear(({ currency }) => {
      if (currency === '1') tries += 1;
      return currency === '1' ? Promise.reject(new Error('not yet')) : Promise.resolve();
    });
    await until('it was tried', () => Promise.resolve(tries > 1));
    expect(effects).toEqual([`${one} 0`]);
    await first.stop();
    await hear();
    await heard(4);
    expect(of(one)).toEqual(['0', '1', '2']);
    expect(of(other)).toEqual(['0']);
  });

  it('are none where others hear what is passed over', async () => {
    const [one, session] = [newId(), { playerId: newId(), sessionId: newId(), openedAt: '' }];
    const others = [sessionOpened, session] as [FactContract<object>, object];
    await told([numbered(one, 0), others, others, numbered(one, 1), others]);
    await hear();
    await heard(2);
    await told([numbered(one, 2), others, numbered(one, 3)]);
    await heard(4);
    expect(readAgain).toBe(0);
    await streams.deleteMessage(stream, 2);
    await told([others, numbered(one, 4)]);
    await heard(5);
    expect(of(one)).toEqual(['0', '1', '2', '3', '4']);
  });

  it('are found at the end of the stream, where nothing comes behind them', async () => {
    const one = newId();
    await told([numbered(one, 0), numbered(one, 1), numbered(one, 2)]);
    for (const seq of [2, 3]) await streams.deleteMessage(stream, seq);
    await hear();
    await heard(3);
    await told([numbered(one, 3)]);
    await heard(4);
    expect(of(one)).toEqual(['0', '1', '2', '3']);
  });

  it('are found also when they go while it is heard', async () => {
    const one = newId();
    await hear();
    await told([numbered(one, 0)]);
    await heard(1);
    await source.transaction(async (manager) => {
      const facts = [1, 2, 3].map((number) => numbered(one, number));
      for (const [fact, payload] of facts) await tell(manager, outgoing(fact, payload));
    });
    await heard(4);
    await streams.deleteMessage(stream, 3);
    await told([numbered(one, 4)]);
    await heard(5);
    expect(of(one)).toEqual(['0', '1', '2', '3', '4']);
  });
});
