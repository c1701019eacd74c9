import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { consoleUser, inboxPrefix, readBalance } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { type ServiceUnderTest, TestStack, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { service as gatewayService } from '../../apps/gateway/src/service.js';
import { service as walletService } from '../../apps/wallet/src/service.js';
import { lagsOf } from './lags.js';
import { serveConsole } from './server.js';
import { type State } from './state.js';
import { TraceStore } from './trace-store.js';
import { Watcher } from './watcher.js';

let stack: TestStack;
let broker: { servers: string; user: string; pass: string; inboxPrefix: string };

beforeAll(async () => {
  stack = await TestStack.open();
  const user = consoleUser;
  broker = { servers: stack.nats.url, user, pass: 'test', inboxPrefix: inboxPrefix(user) };
});

afterAll(() => stack.close());

describe('the user of the operations page', () => {
  let connection: NatsConnection;
  const refused: string[] = [];

  beforeAll(async () => {
    connection = await connect(broker);
    void (async () => {
      for await (const status of connection.status())
        if (status.type === 'error') refused.push(String(status.error));
    })();
  });

  afterAll(() => connection.close());

  it.each([
    ...[readBalance.subject, 'evt.wallet.round.settled.v1', '$JS.API.STREAM.NAMES', '$SRV.PING.wallet'],
    ...['$JS.API.CONSUMER.MSG.NEXT.EVT_GAMES.profile', '$JS.API.CONSUMER.INFO.EVT_GAMES.profile-rebuild'],
  ])('may not say %s', async (subject) => {
    const before = refused.length;
    connection.publish(subject, '{}');
    await connection.flush();
    await until('the broker refuses it', () => refused.length > before);
    expect(refused.at(-1)).toContain('Permissions Violation');
  });

  it('reads what waits for a service, whether that runs or not, and nothing of one that never ran', async () => {
    const { streams, consumers } = await jetstreamManager(stack.broker.connection);
    await streams.add({ name: 'EVT_GAMES', subjects: ['evt.games.>'] });
    await consumers.add('EVT_GAMES', { durable_name: 'profile', ack_policy: 'explicit' });
    for (const noun of ['round', 'session'])
      await stack.broker.connection.request(`evt.games.${noun}.closed.v1`, '{}');
    const arrows = ['profile', 'analytics'].map((to) => ({ from: 'games', to, kind: 'fact' as const }));
    // A consumer counts what its stream has taken, a moment later.
    const told = JSON.stringify([['profile', { EVT_GAMES: 2 }]]);
    await until(
      'both wait for profile, and nothing for others',
      async () => JSON.stringify([...(await lagsOf(connection, arrows))]) === told,
    );
  });

  it.each(['evt.>', 'rpc.>', '$SRV.>', '_INBOX_gateway.>'])('may not hear %s', async (subject) => {
    const before = refused.length;
    connection.subscribe(subject, { callback: () => undefined });
    await connection.flush();
    await until('the broker refuses it', () => refused.length > before);
  });
});

describe('the watcher', () => {
  let wallet: ServiceUnderTest;
  let watcher: Watcher;
  let logs: string;
  const listed: { app: string; url: string; pid: number }[] = [];

  beforeAll(async () => {
    wallet = await stack.start(walletService);
    const gateway = await stack.start(gatewayService, {
      ...{ PUBLIC_URL: 'http://127.0.0.1:3000', CORS_ORIGINS: 'http://127.0.0.1:3000' },
    });
    listed.push({ app: 'wallet', url: wallet.url, pid: process.pid });
    listed.push({ app: 'gateway', url: gateway.url, pid: process.pid });
    logs = await mkdtemp(path.join(tmpdir(), 'croupier-logs-'));
    const rest = { startedAt: '2026-01-01T00:00:00.000Z', restarts: 0 };
    watcher = new Watcher({
      ...{ broker, logs, arrows: [], everyMs: 100 },
      processes: () => listed.map((one) => ({ ...one, ...rest, name: one.app })),
    });
    watcher.start();
  });

  afterAll(async () => {
    await watcher.stop();
    await rm(logs, { recursive: true });
  });

  const service = (name: string, { services }: State = watcher.look()) =>
    services.find((one) => one.name === name);

  it('finds each service well, with its release: the one too that may answer nobody else', async () => {
    await until('both are well', () =>
      ['wallet', 'gateway'].every((name) => service(name)?.health === 'well'),
    );
    expect(service('gateway')?.processes).toMatchObject([{ version: '0.1.0', well: true }]);
    expect(service('wallet')).toMatchObject({ outbox: 0, deadLetters: 0 });
  });

  it('counts what is asked, and reads the lines that matter', async () => {
    await stack.bus
      .ask(readBalance, { playerId: newId(), at: new Date().toISOString() })
      .catch(() => undefined);
    await until('it is counted', () => (service('wallet')?.rate.perSecond ?? 0) > 0);
    expect(service('wallet')?.parts).toMatchObject([{ name: readBalance.subject }]);
    const lines = [
      { level: 'info', time: '2026-01-01T10:00:00.000Z', service: 'wallet', msg: 'ask' },
      {
        level: 'error',
        time: '2026-01-01T10:00:01.000Z',
        service: 'wallet',
        msg: 'ask failed',
        traceId: 'abc',
      },
    ];
    const again = { ...lines[1], time: '2026-01-01T10:00:02.000Z', traceId: 'def' };
    const text = [...lines, again].map((line) => `${JSON.stringify(line)}\n`).join('');
    await writeFile(path.join(logs, 'wallet.log'), text);
    await until('the lines are read', () => watcher.look().lines.length > 0);
    expect(watcher.look().lines).toMatchObject([
      { level: 'error', text: 'ask failed', traceId: 'def', times: 2 },
    ]);
  });

  it('sees one that is gone, and remembers it', async () => {
    await wallet.close();
    await until('it is down', () => service('wallet')?.health === 'down');
    listed.shift();
    await until('no process of it is left', () => service('wallet')?.processes.length === 0);
    expect(service('wallet')?.health).toBe('down');
    expect(service('gateway')?.health).toBe('well');
  });
});

describe('the server', () => {
  let server: Server;
  let port: number;
  let page: string;
  const traces = new TraceStore();

  beforeAll(async () => {
    page = await mkdtemp(path.join(tmpdir(), 'croupier-page-'));
    await writeFile(path.join(page, 'index.html'), '<!doctype html><title>page</title>');
    const state: State = { at: 0, broker: true, services: [], arrows: [], lines: [] };
    server = await serveConsole({ port: 0, page, look: () => state, traces });
    ({ port } = server.address() as AddressInfo);
  });

  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(page, { recursive: true });
  });

  const call = (place: string, method = 'GET', headers: Record<string, string> = {}, body = '') =>
    new Promise<{ status: number; text: string; headers: NodeJS.Dict<string | string[]> }>(
      (resolve, reject) => {
        const asked = request({ host: '127.0.0.1', port, path: place, method, headers }, (answer) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (part: string) => (text += part));
          answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text, headers: answer.headers }));
        });
        asked.on('error', reject);
        asked.end(body);
      },
    );

  it('listens on this machine alone, and to its own names', async () => {
    expect((server.address() as AddressInfo).address).toBe('127.0.0.1');
    expect((await call('/')).status).toBe(200);
    expect((await call('/api/state', 'GET', { host: `evil.example:${port}` })).status).toBe(403);
    expect((await call('/api/state', 'GET', { origin: 'http://evil.example' })).status).toBe(403);
  });

  it('allows the page nothing inline and nothing from elsewhere', async () => {
    const { headers } = await call('/');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; /);
    expect(headers['content-security-policy']).not.toContain('unsafe');
  });

  it('gives no file but those of the page', async () => {
    for (const place of ['/assets/../../package.json', '/assets/%2e%2e/x', '/assets/none.js'])
      expect((await call(place)).text).not.toContain('croupier');
    expect((await call('/assets/none.js')).status).toBe(404);
  });

  it('takes spans in JSON and nothing else', async () => {
    const json = { 'content-type': 'application/json' };
    expect((await call('/v1/traces', 'POST', { 'content-type': 'text/plain' }, '{}')).status).toBe(415);
    expect((await call('/v1/traces', 'POST', json, '{"resourceSpans":7}')).status).toBe(400);
    expect((await call('/v1/traces', 'POST', json, '{')).status).toBe(400);
    expect((await call('/v1/traces', 'POST', json, `"${'x'.repeat(5_000_000)}"`)).status).toBe(413);
    expect((await call('/v1/traces', 'POST', json, '{"resourceSpans":[]}')).status).toBe(200);
    expect((await call('/api/state', 'DELETE')).status).toBe(405);
    expect(traces.latest(1)).toEqual([]);
  });
});
