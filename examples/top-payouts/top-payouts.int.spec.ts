import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  inboxPrefix,
  listTopPayouts,
  type RoundSettled,
  roundSettled,
  type TopPayouts,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { Broker, messagingMigrations, outgoing, OutboxRelay, tell } from '@croupier/messaging';
import { createTestDatabase, type TestDatabase, TestStack, until } from '@croupier/testing';
import { jetstreamManager } from '@nats-io/jetstream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { headers as newHeaders, type Msg } from '@nats-io/transport-node';
import { DataSource } from 'typeorm';
import { Board, python } from './test/board.js';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const folder = path.resolve(import.meta.dirname);
const golden = JSON.parse(
  readFileSync(path.join(folder, '../../libs/contracts/golden/RoundSettled.json'), 'utf8'),
) as { least: RoundSettled };
const name = 'top-payouts';
/** Facts in the hands of a process that is killed come again after a little more than this. */
const handlerBudgetMs = '500';

// Reporters pass over the names of what is skipped.
if (!python) process.stderr.write('top-payouts is skipped: there is no python3 of 3.10 or later here\n');

interface Statistics {
  endpoints: {
    subject: string;
    num_requests: number;
    num_errors: number;
    last_error: string;
    data: { facts: string; heard: number; again: number; deadLetters: number };
  }[];
}

(python ? describe : describe.skip)('a service in another language', () => {
  let stack: TestStack;
  let directory: string;
  let databaseFile: string;
  let database: TestDatabase;
  let source: DataSource;
  let wallet: Broker;
  let relay: OutboxRelay;
  let board: Board;
  let gameId: string;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'croupier-foreign-'));
    databaseFile = path.join(directory, 'payouts.sqlite');
    stack = await TestStack.open();
    database = await createTestDatabase({ entities: [], migrations: messagingMigrations });
    source = await new DataSource({ type: 'postgres', url: database.url, poolSize: 4 }).initialize();
    const user = { service: 'wallet', user: 'wallet', password: 'test', inboxPrefix: inboxPrefix('wallet') };
    wallet = await Broker.open({ url: stack.nats.url, ...user }, quiet);
    board = new Board({
      NATS_URL: stack.nats.url,
      NATS_USER: name,
      NATS_PASSWORD: 'test',
      DATABASE_FILE: databaseFile,
      HANDLER_BUDGET_MS: handlerBudgetMs,
      PYTHONUNBUFFERED: '1',
    });
    relay = new OutboxRelay(wallet, source, 'EVT_WALLET', quiet);
    relay.start();
  });

  afterAll(async () => {
    await relay.stop();
    await wallet.close();
    await stack.close();
    await source.destroy();
    await database.drop();
    await rm(directory, { recursive: true, force: true });
  });

  beforeEach(async () => {
    gameId = `game-${newId()}`;
    await board.start();
  });

  afterEach(async () => {
    await board.end('SIGTERM');
  });

  async function settle(...payouts: number[]): Promise<void> {
    const facts = payouts.map((payout) =>
      outgoing(roundSettled, {
        ...golden.least,
        gameId,
        roundId: newId(),
        recordedAt: new Date().toISOString(),
        payout: { amount: payout, currency: 'GBP' as const },
      }),
    );
    await source.transaction((manager) => tell(manager, ...facts));
  }

  const top = (): Promise<TopPayouts> => stack.bus.ask(listTopPayouts, { gameId, currency: 'GBP' });
  const rounds = async (): Promise<number> => (await top()).rounds;

  async function raw(body: string, headers: Record<string, string> = {}, timeout = 30_000): Promise<Msg> {
    const all = newHeaders();
    for (const [key, value] of Object.entries(headers)) all.set(key, value);
    return stack.broker.connection.request(listTopPayouts.subject, body, { timeout, headers: all });
  }

  async function discovered<Answer>(verb: string): Promise<Answer> {
    const answer = await stack.broker.connection.request(`$SRV.${verb}.${name}`, '', { timeout: 30_000 });
    return answer.json<Answer>();
  }

  async function statistics(): Promise<Statistics['endpoints'][0]> {
    const [endpoint] = (await discovered<Statistics>('STATS')).endpoints;
    if (!endpoint) throw new Error('no endpoint in its statistics');
    return endpoint;
  }

  it('passes its own tests', () => {
    const run = spawnSync(python as string, ['-B', '-m', 'unittest', 'tests'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(run).toMatchObject({ status: 0 });
  });

  it('answers from the facts that it heard, those of rounds that paid nothing among them', async () => {
    await settle(500, 0, 90_000, 1200);
    await until('all are counted', async () => (await rounds()) === 4);
    const answer = await top();
    expect(answer).toMatchObject({ gameId, paid: { amount: 91_700, currency: 'GBP' } });
    expect(answer.data.map(({ payout }) => payout.amount)).toEqual([90_000, 1200, 500]);
    const two = await stack.bus.ask(listTopPayouts, { gameId, currency: 'GBP', limit: 2 });
    expect(two.data).toEqual(answer.data.slice(0, 2));
    const euros = await stack.bus.ask(listTopPayouts, { gameId, currency: 'EUR' });
    expect(euros).toMatchObject({ rounds: 0, data: [] });
  });

  it('refuses as every service does, with a code and with what is wrong', async () => {
    const wrong = { gameId, currency: 'GBP' as const, limit: 51, player: 'x' };
    await expect(stack.bus.ask(listTopPayouts, wrong)).rejects.toMatchObject({
      code: 'invalid_request',
      kind: 'invalid',
      retry: false,
      field: 'player',
      errors: [
        { field: 'player', code: 'unknown_field' },
        { field: 'limit', code: 'too_large' },
      ],
    });
    const refused = await raw('{"gameId"');
    expect(refused.headers?.get('Croupier-Error')).toBe('1');
    expect(refused.json()).toMatchObject({ code: 'malformed_json', kind: 'invalid', retry: false });
    const request = JSON.stringify({ gameId, currency: 'GBP' });
    const late = await raw(request, { 'Croupier-Time-Left-Ms': '0' });
    expect(late.json()).toMatchObject({ code: 'deadline_spent', kind: 'unavailable', retry: true });
    expect((await raw(request)).headers?.has('Croupier-Error') ?? false).toBe(false);
    expect(await statistics()).toMatchObject({
      num_requests: 4,
      num_errors: 3,
      last_error: 'deadline_spent',
    });
  });

  it('does not begin what lay in front of it until nobody waited any more', async () => {
    const request = JSON.stringify({ gameId, currency: 'GBP' });
    const asked = (): Record<string, string> => ({
      'Croupier-Time-Left-Ms': '1500',
      'Croupier-Sent-Ms': String(Math.floor(performance.now())),
    });
    for (let heard = 0; heard < 10; heard += 1) await raw(request, asked());
    await board.standStill();
    await expect(raw(request, asked(), 2500)).rejects.toThrow();
    board.goOn();
    await until('it refused', async () => (await statistics()).num_requests === 11);
    expect(await statistics()).toMatchObject({ num_errors: 1, last_error: 'deadline_spent' });
  });

  it('is discovered like any other', async () => {
    const ping = await discovered<{ id: string }>('PING');
    expect(ping).toMatchObject({ type: 'io.nats.micro.v1.ping_response', name, version: '1.0.0' });
    const info = await discovered('INFO');
    expect(info).toMatchObject({
      type: 'io.nats.micro.v1.info_response',
      id: ping.id,
      endpoints: [{ name: 'list-payouts', subject: listTopPayouts.subject, queue_group: name }],
    });
    await until('its consumer is there', async () => (await statistics()).data.facts === 'heard');
  });

  it('loses no fact and counts none twice, however often it is killed at work', async () => {
    let told = 0;
    for (const kill of [1, 2, 3]) {
      const before = told;
      const teller = (async (): Promise<void> => {
        for (; told < kill * 120; told += 10) await settle(...Array<number>(10).fill(100));
      })();
      await until('it is at work', async () => (await rounds()) > before);
      await board.end('SIGKILL');
      await board.start();
      await teller;
    }
    await until('all are counted', async () => (await rounds()) >= told);
    expect(await top()).toMatchObject({ rounds: told, paid: { amount: told * 100 } });
  });

  it('acknowledges nothing before its own database has it', async () => {
    await settle(100);
    await until('it is counted', async () => (await rounds()) === 1);
    const code = "BEGIN IMMEDIATE'); print('held', flush=True); sys.stdin.read()";
    const hold = `import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('${code}`;
    const holder = spawn(python as string, ['-c', hold, databaseFile]);
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    const { streams, consumers } = await jetstreamManager(stack.broker.connection, { checkAPI: false });
    const before = (await streams.info('EVT_WALLET')).state.messages;
    await settle(100);
    await until('it is in its hands', async () => {
      const [{ state }, { delivered }] = await Promise.all([
        streams.info('EVT_WALLET'),
        consumers.info('EVT_WALLET', name),
      ]);
      return state.messages > before && delivered.stream_seq === state.last_seq;
    });
    await board.end('SIGKILL');
    holder.stdin.end();
    await board.start();
    await until('it is counted', async () => (await rounds()) === 2);
  });

  it('does nothing about a fact that it knows, and goes on behind one that it cannot read', async () => {
    await settle(700);
    await until('it is counted', async () => (await rounds()) === 1);
    const { streams } = await jetstreamManager(stack.broker.connection, { checkAPI: false });
    const { state } = await streams.info('EVT_WALLET');
    const stored = await streams.getMessage('EVT_WALLET', { seq: state.last_seq });
    const again = newHeaders();
    again.set('ce-id', stored?.header.get('ce-id') ?? '');
    wallet.connection.publish(roundSettled.subject, stored?.data, { headers: again });
    wallet.connection.publish(roundSettled.subject, '{"gameId":', { headers: again });
    await settle(300);
    await until('the last one is counted', async () => (await rounds()) > 1);
    expect(await top()).toMatchObject({ rounds: 2, paid: { amount: 1000 } });
    const { again: known, deadLetters } = (await statistics()).data;
    expect({ known: known > 0, deadLetters }).toEqual({ known: true, deadLetters: 1 });
  });

  it('comes back with the broker, and hears what was told meanwhile', async () => {
    await stack.nats.kill();
    const told = settle(800);
    await stack.restartBroker();
    await told;
    const counted = async (): Promise<boolean> => (await rounds()) === 1;
    await until('it answers again', () => counted().catch(() => false));
  });

  it('ends in order: answers what it was asked, acknowledges what it did, leaves discovery', async () => {
    await settle(...Array<number>(100).fill(100));
    await until('it is at work', async () => (await rounds()) > 0);
    const asked = Array.from({ length: 50 }, () =>
      top().then(
        () => 'ok',
        ({ code }: { code: string }) => code,
      ),
    );
    await stack.broker.connection.flush();
    expect(await board.end('SIGTERM')).toBe(0);
    const outcomes = new Set(await Promise.all(asked));
    // Either it was answered, or it came when nobody listened any more: nothing hangs.
    expect([...outcomes].filter((outcome) => outcome !== 'ok' && outcome !== 'service_unavailable')).toEqual(
      [],
    );
    await expect(discovered('PING')).rejects.toThrow();
    await board.start();
    await until('the rest is counted', async () => (await rounds()) === 100);
    // Whatever had its effect was acknowledged: none of it comes again.
    expect((await statistics()).data.again).toBe(0);
  });

  it('never wrote its password, nor tried what the broker does not let it', () => {
    expect(board.said).toContain('"ready"');
    expect(board.said).not.toMatch(/"test"|broker refuses/);
  });
});
