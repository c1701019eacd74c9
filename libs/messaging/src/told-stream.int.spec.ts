import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { playerRegistered } from '@croupier/contracts';
import { type RunningNats, startNats } from '@croupier/embedded';
import { newId } from '@croupier/kernel';
import { createTestDatabase, type TestDatabase, until } from '@croupier/testing';
import { jetstreamManager, type JetStreamManager, StorageType, type StreamConfig } from '@nats-io/jetstream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { Broker } from './broker.js';
import { messagingMigrations } from './migrations.js';
import { outgoing, tell } from './outbox.js';
import { OutboxRelay } from './outbox-relay.js';
import { streamRevision } from './stream-declaration.js';

const name = 'EVT_IDENTITY';
const subjects = ['evt.identity.>'];
const minuteNs = 60_000_000_000;

describe('a stream that is there already', () => {
  let directory: string;
  let nats: RunningNats;
  let database: TestDatabase;
  let source: DataSource;
  let broker: Broker;
  let manager: JetStreamManager;
  let warnings: string[];
  let updates: number;

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'croupier-stream-'));
    nats = await startNats({ directory, users: [{ user: 'admin', password: 'test' }] });
    database = await createTestDatabase({ entities: [], migrations: messagingMigrations });
    source = await new DataSource({ type: 'postgres', url: database.url, poolSize: 4 }).initialize();
    const options = { service: 'identity', url: nats.url, user: 'admin', password: 'test' };
    broker = await Broker.open({ ...options, inboxPrefix: '_INBOX_identity' }, quiet);
    manager = await jetstreamManager(broker.connection);
    [warnings, updates] = [[], 0];
    broker.connection.subscribe(`$JS.EVENT.ADVISORY.STREAM.UPDATED.${name}`, {
      callback: () => void (updates += 1),
    });
  });

  afterEach(async () => {
    await broker.close();
    await source.destroy();
    await database.drop();
    await nats.stop();
    await rm(directory, { recursive: true, force: true });
  });

  const quiet = {
    info: () => undefined,
    warn: (facts: object) => void warnings.push(JSON.stringify(facts)),
    error: () => undefined,
  };

  const config = async (): Promise<StreamConfig> => (await manager.streams.info(name)).config;
  const last = async (): Promise<number> => (await manager.streams.info(name)).state.last_seq;

  /** Starts a relay, has it tell one fact, and stops it. */
  async function telling(): Promise<void> {
    const before = await last();
    const relay = new OutboxRelay(broker, source, name, quiet);
    relay.start();
    const payload = { playerId: newId(), currency: 'GBP', registeredAt: new Date(0).toISOString() };
    await source.transaction((entities) => tell(entities, outgoing(playerRegistered, payload)));
    await until('it is told', async () => (await last()) > before);
    await relay.stop();
  }

  it('becomes what is declared, once, and keeps what it has', async () => {
    await manager.streams.add({ name, subjects, duplicate_window: minuteNs });
    await telling();
    expect(await config()).toMatchObject({
      duplicate_window: 2 * minuteNs,
      metadata: { 'croupier-revision': String(streamRevision) },
    });
    await telling();
    await broker.connection.flush();
    expect(updates).toBe(1);
    expect((await manager.streams.info(name)).state.messages).toBe(2);
  });

  it('stays as it is if a newer release declared it', async () => {
    const metadata = { 'croupier-revision': String(streamRevision + 1) };
    await manager.streams.add({ name, subjects, duplicate_window: minuteNs, metadata });
    await telling();
    expect(await config()).toMatchObject({ duplicate_window: minuteNs, metadata });
    expect(updates).toBe(0);
  });

  it('is refused in words if it cannot become that, and nothing is told', async () => {
    await manager.streams.add({ name, subjects, storage: StorageType.Memory });
    const relay = new OutboxRelay(broker, source, name, quiet);
    relay.start();
    await until('it says why', () =>
      Promise.resolve(warnings.some((warning) => /EVT_IDENTITY cannot become .*storage type/.test(warning))),
    );
    await relay.stop();
    expect(await config()).toMatchObject({ storage: StorageType.Memory });
    expect(await last()).toBe(0);
  });
});
