import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commonError, playerRegistered } from '@croupier/contracts';
import { type RunningNats, startNats } from '@croupier/embedded';
import { newId } from '@croupier/kernel';
import { createTestDatabase, type TestDatabase, until } from '@croupier/testing';
import { jetstreamManager } from '@nats-io/jetstream';
import { headers } from '@nats-io/transport-node';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { Broker } from './broker.js';
import { type FactHandler } from './fact-handler.js';
import { FactsConsumer } from './facts-consumer.js';
import { messagingMigrations } from './migrations.js';
import { outgoing, tell } from './outbox.js';
import { OutboxRelay } from './outbox-relay.js';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const { subject } = playerRegistered;
const mostBytes = 8192;

interface Letter {
  event_id: string;
  payload: string;
  raw: Buffer | null;
  cause: string;
  delivery: number;
}

describe('a fact that can never be worked on', () => {
  let directory: string;
  let nats: RunningNats;
  let database: TestDatabase;
  let broker: Broker;
  let open: (() => Promise<unknown>)[];
  let heard: string[];
  let counted: string[];

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'croupier-letters-'));
    nats = await startNats({
      directory,
      users: [{ user: 'admin', password: 'test' }],
      maxPayload: mostBytes,
    });
    database = await createTestDatabase({ entities: [], migrations: messagingMigrations });
    open = [];
    heard = [];
    counted = [];
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

  async function source(): Promise<DataSource> {
    const opened = await new DataSource({ type: 'postgres', url: database.url, poolSize: 4 }).initialize();
    open.push(async () => opened.isInitialized && opened.destroy());
    return opened;
  }

  const observer = {
    deadLetter: (about: string) => void counted.push(`dead ${about}`),
    stuck: (about: string) => void counted.push(`stuck ${about}`),
  };

  async function consume(handler: FactHandler, handlerBudgetMs = 500): Promise<() => Promise<void>> {
    const connected = await connect('profile');
    const opened = await source();
    const consumer = new FactsConsumer(connected, opened, 'identity', quiet, { observer, handlerBudgetMs });
    consumer.on(subject, handler);
    consumer.start();
    open.push(() => consumer.stop());
    // As a process that is killed: nothing it began is ended.
    return async () => {
      await opened.destroy();
      await connected.connection.close();
    };
  }

  async function publish(payload: Uint8Array | string, id: string | undefined = newId()): Promise<void> {
    const about = headers();
    if (id !== '') about.set('ce-id', id);
    await broker.connection.request(subject, payload, { headers: about, timeout: 30_000 });
  }

  const hear: FactHandler = async (payload) => heard.push((payload as { playerId: string }).playerId);

  async function letters(count: number): Promise<Letter[]> {
    return until('the dead letters are stored', async () => {
      const rows = (await database.admin.query(`SELECT * FROM dead_letters ORDER BY failed_at`)) as Letter[];
      return rows.length >= count ? rows : undefined;
    });
  }

  const noAttemptIsLeft = async (): Promise<unknown> =>
    until('no attempt is left', async () => {
      const rows = (await database.admin.query(`SELECT 1 FROM fact_attempts`)) as unknown[];
      return rows.length === 0;
    });

  it('becomes a dead letter at once if nobody can read it or know it, whatever its bytes', async () => {
    await consume(hear);
    const bytes = Buffer.from([0x7b, 0x00, 0xff, 0x22]);
    await publish(bytes);
    await publish('{"playerId":');
    await publish('{"playerId":"no id"}', '');
    await publish('{"playerId":"wrong id"}', 'one');
    await publish('{"playerId":"good"}');
    const stored = await letters(4);
    await until('the good one is heard', () => heard.length === 1);
    expect(heard).toEqual(['good']);
    expect(stored.map(({ delivery }) => delivery)).toEqual([1, 1, 1, 1]);
    expect(stored[0]?.raw).toEqual(bytes);
    expect(stored[0]?.payload).toContain('{');
    expect(stored.slice(1).map(({ payload, raw }) => [payload, raw])).toEqual([
      ['{"playerId":', null],
      ['{"playerId":"no id"}', null],
      ['{"playerId":"wrong id"}', null],
    ]);
    expect(stored.map(({ cause }) => /not JSON|no ce-id/.exec(cause)?.[0])).toEqual([
      'not JSON',
      'not JSON',
      'no ce-id',
      'no ce-id',
    ]);
    expect(stored.slice(2).map(({ event_id: id }) => id)).toEqual(['EVT_IDENTITY/3', 'one']);
    expect(counted).toEqual(Array.from({ length: 4 }, () => `dead ${subject}`));
  });

  it('is left behind if its handler does not end, and holds up the others for its time only', async () => {
    await consume(async (payload, fact) => {
      if (payload === 'stuck') await new Promise(() => undefined);
      return hear(payload, fact);
    });
    await publish('"stuck"');
    await publish('{"playerId":"good"}');
    await until('the good one is heard', () => heard.length === 1);
    const [letter] = await letters(1);
    expect(letter).toMatchObject({ payload: '"stuck"', delivery: 3 });
    expect(letter?.cause).toContain('did not end');
    expect(counted.filter((what) => what.startsWith('stuck')).length).toBeGreaterThanOrEqual(3);
    await noAttemptIsLeft();
  });

  it('is looked at before it is begun: what killed its process five times is not begun again', async () => {
    const id = newId();
    await publish('{"playerId":"killer"}', id);
    let begun = 0;
    for (let life = 1; life <= 6; life += 1) {
      const kill = await consume(async () => {
        begun += 1;
        await new Promise(() => undefined);
      }, 1500);
      await until('it is begun', () => begun === life);
      await kill();
    }
    await consume(hear);
    const [letter] = await letters(1);
    await publish('{"playerId":"good"}');
    await until('the good one is heard', () => heard.length === 1);
    expect(letter).toMatchObject({ event_id: id, payload: '{"playerId":"killer"}' });
    expect(letter?.cause).toContain('its process died');
    expect(heard).toEqual(['good']);
    expect(begun).toBe(6);
    await noAttemptIsLeft();
  });

  it('is tried again through any outage: only what was begun and not ended counts', async () => {
    let tries = 0;
    await consume(async (payload, fact) => {
      tries += 1;
      if (tries <= 7) throw commonError('service_unavailable');
      return hear(payload, fact);
    });
    await publish('{"playerId":"patient"}');
    await until('it is heard', () => heard.length === 1);
    await noAttemptIsLeft();
    expect(counted).toEqual([]);
  });

  it('is not given up for one failure after an outage, however often the outage had it delivered', async () => {
    let tries = 0;
    await consume(async (payload, fact) => {
      tries += 1;
      if (tries <= 8) throw commonError('service_unavailable');
      if (tries === 9) throw new Error('for once');
      return hear(payload, fact);
    });
    await publish('{"playerId":"patient"}');
    await until('it is heard', () => heard.length === 1);
    await noAttemptIsLeft();
    expect(counted).toEqual([]);
  });

  it('is given up for the eighth failure of its own', async () => {
    let tries = 0;
    await consume(async () => {
      tries += 1;
      throw tries === 2 ? commonError('service_unavailable') : new Error('each time');
    });
    await publish('{"playerId":"hopeless"}');
    const [letter] = await letters(1);
    expect(letter).toMatchObject({ delivery: 9 });
    expect(tries).toBe(9);
    await noAttemptIsLeft();
  });

  it('or is too large to be sent is set aside by its own service, and those told after it leave', async () => {
    const own = await source();
    const register = (currency: string): Promise<unknown> =>
      own.transaction((manager) =>
        tell(manager, outgoing(playerRegistered, { playerId: newId(), currency, registeredAt: '' })),
      );
    await register('a'.repeat(mostBytes));
    // Its payload alone would fit: the headers count.
    await register('b'.repeat(mostBytes - 200));
    await register('GBP');
    await consume(async (payload) => heard.push((payload as { currency: string }).currency));
    const relay = new OutboxRelay(broker, own, 'EVT_IDENTITY', quiet, 1, observer);
    relay.start();
    open.push(() => relay.stop());
    await until('the one after them is heard', () => heard.length === 1);
    const stored = await letters(2);
    expect(heard).toEqual(['GBP']);
    expect(stored.map(({ payload }) => payload.length > mostBytes - 200)).toEqual([true, true]);
    expect(stored).toMatchObject([{ delivery: 0 }, { delivery: 0 }]);
    expect(stored[0]?.cause).toContain(`takes ${mostBytes} bytes`);
    expect(counted).toEqual([`dead ${subject}`, `dead ${subject}`]);
    await until('its place is behind them', async () => {
      const [row] = (await own.query(`SELECT published_through AS place FROM outbox_cursor`)) as [object];
      return (row as { place: string }).place === '3';
    });
  });
});
