import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { playerRegistered } from '@croupier/contracts';
import { type RunningNats, startNats } from '@croupier/embedded';
import { newId } from '@croupier/kernel';
import { createTestDatabase, type TestDatabase, until } from '@croupier/testing';
import { jetstreamManager } from '@nats-io/jetstream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { Broker } from './broker.js';
import { messagingMigrations } from './migrations.js';
import { outgoing, tell } from './outbox.js';
import { OutboxRelay } from './outbox-relay.js';
import { MessagingTables1700000000000 } from './tables.js';

const stream = 'EVT_IDENTITY';

describe('the relay of the outbox', () => {
  let directory: string;
  let nats: RunningNats;
  let database: TestDatabase;
  let source: DataSource;
  let broker: Broker;
  let warnings: string[];
  let relays: OutboxRelay[];

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'croupier-relay-'));
    nats = await startNats({ directory, users: [{ user: 'admin', password: 'test' }] });
    database = await createTestDatabase({ entities: [], migrations: [MessagingTables1700000000000] });
    source = await new DataSource({ type: 'postgres', url: database.url, poolSize: 6 }).initialize();
    warnings = [];
    relays = [];
    const options = { service: 'identity', url: nats.url, user: 'admin', password: 'test' };
    broker = await Broker.open({ ...options, inboxPrefix: '_INBOX_identity' }, quiet);
  });

  afterEach(async () => {
    await Promise.all(relays.map((relay) => relay.stop()));
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

  /** A new stream is told everything: a home that is older has one. */
  async function oldHome(): Promise<void> {
    const { streams } = await jetstreamManager(broker.connection);
    await streams.add({ name: stream, subjects: ['evt.identity.>'] });
  }

  async function migrateTo(direction: 'up' | 'down'): Promise<void> {
    const runner = database.admin.createQueryRunner();
    await runner.startTransaction();
    const later = messagingMigrations.slice(1).map((migration) => new migration());
    for (const migration of direction === 'up' ? later : later.reverse()) await migration[direction](runner);
    await runner.commitTransaction();
    await runner.release();
  }

  function relay(): OutboxRelay {
    const started = new OutboxRelay(broker, source, stream, quiet);
    relays.push(started);
    started.start();
    return started;
  }

  async function register(): Promise<string> {
    const payload = { playerId: newId(), currency: 'GBP', registeredAt: new Date(0).toISOString() };
    await source.transaction((manager) => tell(manager, outgoing(playerRegistered, payload)));
    return payload.playerId;
  }

  /** The players the stream has facts about, in the order it has them. */
  async function kept(): Promise<string[]> {
    const { streams } = await jetstreamManager(broker.connection);
    const state = await streams.info(stream).then(
      (info) => info.state,
      () => undefined,
    );
    const players: string[] = [];
    for (let seq = state?.first_seq ?? 0; state && seq > 0 && seq <= state.last_seq; seq += 1) {
      const message = await streams.getMessage(stream, { seq });
      if (message) players.push(message.json<{ playerId: string }>().playerId);
    }
    return players;
  }

  const arrived = (players: string[]): Promise<unknown> =>
    until('the stream has them', async () => (await kept()).length >= players.length);

  async function cursor(): Promise<number> {
    const [row] = (await database.admin.query(`SELECT published_through FROM outbox_cursor`)) as [
      { published_through: string },
    ];
    return Number(row.published_through);
  }

  it('tells again what it had told before it died, under the same ids', async () => {
    await migrateTo('up');
    await database.admin.query(`
      CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
    `);
    const first = relay();
    await until('the stream is there', async () => {
      const { streams } = await jetstreamManager(broker.connection);
      return streams.info(stream).catch(() => undefined);
    });
    await database.admin.query(
      `CREATE TRIGGER dies BEFORE UPDATE ON outbox_cursor FOR EACH ROW EXECUTE FUNCTION die()`,
    );
    const told = [await register(), await register()];
    await arrived(told);
    await until('it was killed', () => warnings.length > 0);
    expect(await cursor()).toBe(0);
    await first.stop();
    await database.admin.query(`DROP TRIGGER dies ON outbox_cursor`);
    relay();
    told.push(await register());
    await arrived(told);
    await until('the cursor is stored', async () => (await cursor()) === 3);
    expect(await kept()).toEqual(told);
  });

  it('hands over to another one when its connection is cut, and none is left holding the lock', async () => {
    await migrateTo('up');
    relay();
    const told = [await register()];
    await arrived(told);
    relay();
    for (let turn = 0; turn < 3; turn += 1) {
      await database.admin.query(
        `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      );
      told.push(await register());
      await arrived(told);
    }
    for (const each of relays) await each.stop();
    const locks = await until('the lock is free', async () => {
      const rows = (await database.admin.query(
        `SELECT pid FROM pg_locks WHERE locktype = 'advisory'
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      )) as unknown[];
      return rows.length === 0 ? 'free' : undefined;
    });
    expect(locks).toBe('free');
    expect(await kept()).toEqual(told);
  });

  it('publishes what an outbox of the version before had not published yet', async () => {
    await oldHome();
    const told: string[] = [];
    for (let n = 0; n < 6; n += 1) told.push(await register());
    await database.admin.query(`UPDATE outbox SET published_at = clock_timestamp() WHERE id IN (1, 2, 4)`);
    await migrateTo('up');
    expect(await cursor()).toBe(2);
    relay();
    await arrived(told.slice(2));
    await until('the cursor is stored', async () => (await cursor()) === 6);
    expect(await kept()).toEqual(told.slice(2));
  });

  it('publishes nothing again from an outbox that was published, and leaves the way back open', async () => {
    await oldHome();
    await register();
    await register();
    await database.admin.query(`UPDATE outbox SET published_at = clock_timestamp()`);
    await migrateTo('up');
    relay();
    const after = await register();
    await arrived([after]);
    await until('the cursor is stored', async () => (await cursor()) === 3);
    expect(await kept()).toEqual([after]);
    for (const each of relays) await each.stop();
    await register();
    await migrateTo('down');
    const left = (await database.admin.query(
      `SELECT id FROM outbox WHERE published_at IS NULL`,
    )) as unknown[];
    expect(left).toEqual([{ id: '4' }]);
  });

  it.each([
    '{"stream":"EVT_WALLET","seq":900}',
    '{"stream":"EVT_IDENTITY","seq":1}',
    '{"stream":"EVT_IDENTITY"}',
  ])('believes no answer that cannot be from its stream: %s', async (answer) => {
    await migrateTo('up');
    relay();
    const told = [await register()];
    await arrived(told);
    await until('the cursor is stored', async () => (await cursor()) === 1);
    const { streams } = await jetstreamManager(broker.connection);
    // Whoever hears a fact could answer it; here the stream itself says nothing.
    await streams.update(stream, { no_ack: true });
    const liar = broker.connection.subscribe('evt.identity.>', {
      callback: (_, message) => void message.respond(answer),
    });
    const lost = await register();
    await until('it was not believed', () => warnings.some((warning) => warning.includes('was not taken')));
    expect(await cursor()).toBe(1);
    liar.unsubscribe();
    await streams.update(stream, { no_ack: false });
    await arrived([...told, lost]);
    await until('the cursor is stored', async () => (await cursor()) === 2);
  });

  it('keeps its place before a fact the broker did not take', async () => {
    await migrateTo('up');
    relay();
    const told = [await register()];
    await arrived(told);
    await until('the cursor is stored', async () => (await cursor()) === 1);
    const { streams } = await jetstreamManager(broker.connection);
    await streams.update(stream, { max_msg_size: 10 });
    const refused = await register();
    await until('it was refused', () => warnings.some((warning) => warning.includes('was not taken')));
    expect(await cursor()).toBe(1);
    await streams.update(stream, { max_msg_size: -1 });
    await arrived([...told, refused]);
    expect(await kept()).toEqual([...told, refused]);
  });

  it('says of each fact what it is, when it was told and by whose request, and lets no trace add a header', async () => {
    await migrateTo('up');
    const trace = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const sql = `INSERT INTO outbox (event_id, subject, payload, trace)
      VALUES (uuidv7(), 'evt.identity.player.registered.v1', '{"name":"Zoë"}', $1) RETURNING event_id, created_at`;
    const [plain] = (await source.query(sql, [trace])) as [{ event_id: string; created_at: Date }];
    await source.query(sql, [`${trace}\r\nmore: 1`]);
    relay();
    await arrived(['', '']);
    const { streams } = await jetstreamManager(broker.connection);
    const [first, second] = [
      await streams.getMessage(stream, { seq: 1 }),
      await streams.getMessage(stream, { seq: 2 }),
    ];
    const names = [
      'ce-specversion',
      'ce-id',
      'ce-type',
      'ce-source',
      'ce-time',
      'Nats-Msg-Id',
      'Croupier-Outbox-Through',
      'Croupier-Outbox-Told',
      'traceparent',
    ];
    expect(first?.header.keys()).toEqual(names);
    expect(names.map((name) => first?.header.get(name))).toEqual([
      '1.0',
      plain.event_id,
      'evt.identity.player.registered.v1',
      '/identity',
      plain.created_at.toISOString(),
      plain.event_id,
      '0',
      '0',
      trace,
    ]);
    expect(first?.json()).toEqual({ name: 'Zoë' });
    expect(second?.header.keys()).toEqual(names.filter((name) => name !== 'traceparent'));
  });
});
