import { listClocks, readWallet } from '@croupier/contracts';
import { type ServiceUnderTest, TestStack, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import supertest from 'supertest';
import { service as wallet } from './service.js';

describe('the wallet as a service', () => {
  let stack: TestStack;
  let running: ServiceUnderTest;

  beforeAll(async () => {
    stack = await TestStack.open();
    running = await stack.start(wallet);
  });

  afterAll(async () => {
    await stack.close();
  });

  it('answers its probes and shows its figures', async () => {
    const http = supertest(running.url);
    await http.get('/health/live').expect(200);
    await http.get('/health/startup').expect(200);
    const ready = await http.get('/health/ready').expect(200);
    expect(Object.keys((ready.body as { details: object }).details).sort()).toEqual([
      'accepting',
      'broker',
      'database',
    ]);
    const figures = await http.get('/metrics').expect(200);
    expect(figures.text).toContain('casino_messaging_asks_total');
    for (const figure of [
      'casino_messaging_connected',
      'casino_messaging_serving_count',
      'casino_facts_outbox_count',
    ])
      expect(figures.text).toMatch(new RegExp(`^${figure}\\{service="wallet"\\} \\d+$`, 'm'));
  });

  it('answers what it does not have with a problem', async () => {
    const answer = await supertest(running.url).get('/nothing').expect(404);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ code: 'not_found', status: 404, instance: '/nothing' });
    expect((answer.body as { traceId: string }).traceId).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is found by the services API of NATS, with its statistics', async () => {
    await stack.bus
      .ask(readWallet, { playerId: '01a20a46-f71b-7904-908a-daa2e0b5fc68' })
      .catch(() => undefined);
    const answer = await stack.broker.connection.request('$SRV.STATS.wallet', '', { timeout: 30_000 });
    const stats = answer.json<{ name: string; endpoints: { subject: string; num_requests: number }[] }>();
    expect(stats.name).toBe('wallet');
    const asked = stats.endpoints.find(({ subject }) => subject === readWallet.subject);
    expect(asked?.num_requests).toBeGreaterThan(0);
  });

  it('is denied by the broker what its contract does not say', async () => {
    const { connect } = await import('@nats-io/transport-node');
    const intruder = await connect({ servers: stack.nats.url, user: 'wallet', pass: 'test' });
    const denied: string[] = [];
    void (async () => {
      for await (const status of intruder.status())
        if (status.type === 'error') denied.push(String(status.error));
    })();
    intruder.publish('rpc.identity.sign-in.v1', '{}');
    intruder.publish('evt.identity.player.registered.v1', '{}');
    intruder.subscribe('rpc.payments.>', { callback: () => undefined });
    intruder.subscribe('_INBOX_gateway.>', { callback: () => undefined });
    intruder.publish(listClocks.subject, '{}');
    await intruder.flush();
    await until('the broker denied all four', () => denied.length >= 4);
    await intruder.close();
    expect(denied.filter((text) => text.includes('rpc.sandbox.list-clocks'))).toEqual([]);
  });

  it('says it is not ready while its broker is away, and is ready again by itself', async () => {
    const own = await TestStack.open();
    const service = await own.start(wallet);
    const probe = async (): Promise<number> => (await supertest(service.url).get('/health/ready')).status;
    expect(await probe()).toBe(200);
    await own.nats.kill();
    await until('it is unready', async () => (await probe()) === 503);
    expect((await supertest(service.url).get('/health/live')).status).toBe(200);
    await own.restartBroker();
    await until('it is ready again', async () => (await probe()) === 200);
    await until('the test itself is back', () => own.broker.connected);
    const asked = own.bus.ask(readWallet, { playerId: '01a20a46-f71b-7904-908a-daa2e0b5fc68' });
    await expect(asked).rejects.toMatchObject({ code: 'no_account' });
    await own.close();
  });

  it('stops within its bound while the broker is away', async () => {
    const own = await TestStack.open();
    const service = await own.start(wallet);
    await own.nats.kill();
    await service.close();
    await expect(supertest(service.url).get('/health/live')).rejects.toThrow('ECONNREFUSED');
    await own.close();
  });
});
