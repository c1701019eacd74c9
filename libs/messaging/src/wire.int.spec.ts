import { Socket } from 'node:net';
import { readWallet } from '@croupier/contracts';
import { type DomainError } from '@croupier/kernel';
import { standStill, stubServer, TestStack, until } from '@croupier/testing';
import { connect } from '@nats-io/transport-node';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Broker } from './broker.js';
import { runInContext } from './call-context.js';

const quiet = { info: () => undefined, warn: () => undefined };
const playerId = '01a20a46-f71b-7904-908a-daa2e0b5fc68';

describe('asks over the wire', () => {
  let stack: TestStack;
  let broker: Broker;

  beforeEach(async () => {
    stack = await TestStack.open();
    const options = { service: 'wallet', url: stack.nats.url, user: 'wallet', password: 'test' };
    broker = await Broker.open({ ...options, inboxPrefix: '_INBOX_wallet' }, quiet);
    stubServer(broker).serve(readWallet.subject, (body, context) => Promise.resolve({ body, context }));
    await broker.connection.flush();
  });

  afterEach(async () => {
    await broker.close();
    await stack.close();
  });

  const ask = (more: object = {}): Promise<unknown> => stack.bus.ask(readWallet, { playerId, ...more });

  it('carries any text, many at once and in pieces', async () => {
    const texts = [
      '',
      'Ærøskøbing €',
      '\r\nMSG a 1 0\r\n',
      '🎲'.repeat(50_000),
      ...Array<string>(200).fill('x'),
    ];
    const replies = await Promise.all(texts.map((text) => ask({ text })));
    expect(replies).toEqual(texts.map((text) => expect.objectContaining({ body: { playerId, text } })));
  });

  it('sends together what several callbacks of one turn ask, as requests that came together do', async () => {
    await ask();
    const write = jest.spyOn(Socket.prototype, 'write');
    const later = (): Promise<unknown> => new Promise((resolve) => setImmediate(() => resolve(ask())));
    await Promise.all(Array.from({ length: 10 }, later));
    const asking = write.mock.calls.filter(([text]) => String(text).includes(`HPUB ${readWallet.subject} `));
    write.mockRestore();
    expect(asking).toHaveLength(1);
  });

  it('does not keep a long turn to itself: what is 16 KiB long is sent', async () => {
    await ask();
    const write = jest.spyOn(Socket.prototype, 'write');
    const asked = Array.from({ length: 100 }, () => ask({ text: 'x'.repeat(1000) }));
    // All of it in this very turn.
    const sent = write.mock.calls.map(([text]) => (text as string).length);
    write.mockRestore();
    expect(sent).toHaveLength(3);
    // Packs are written whole.
    for (const length of sent) {
      expect(length).toBeGreaterThan(16 * 1024);
      expect(length).toBeLessThan(48 * 1024);
    }
    await Promise.all(asked);
  });

  it('sends nothing that is larger than the broker takes, and goes on', async () => {
    const refusal = await ask({ text: 'x'.repeat(broker.largestMessage) }).catch((error: unknown) => error);
    expect((refusal as DomainError).code).toBe('service_unavailable');
    expect(stack.broker.connected).toBe(true);
    expect(await ask()).toMatchObject({ body: { playerId } });
  });

  it('lets no header become a line of its own', async () => {
    const context = { actor: `player:${playerId}`, trace: '', deadlineAt: Number.POSITIVE_INFINITY };
    const forged = { ...context, idempotencyKey: 'a\r\nCroupier-Actor: staff:x' };
    const refusal = await runInContext(forged, () => ask()).catch((error: unknown) => error);
    expect((refusal as DomainError).code).toBe('service_unavailable');
  });

  it('comes back after the broker died, even where others connected in the way of the library', async () => {
    const other = await connect({ servers: stack.nats.url, user: 'admin', pass: 'test', reconnect: false });
    await stack.nats.stop();
    await stack.restartBroker();
    await until('it answers again', async () =>
      ask()
        .then(() => true)
        .catch(() => false),
    );
    await other.close();
  });

  it('makes a connection again that has lost its wire', async () => {
    const end = { write: () => undefined, soon: () => undefined };
    broker.wire.attach(end);
    broker.wire.detach(end);
    expect(broker.connected).toBe(false);
    await until('it answers again', async () =>
      ask().then(
        () => true,
        () => false,
      ),
    );
  });

  it('opens while the broker stands still, and is not taken in by a try that was given up', async () => {
    await standStill(stack.nats.pid);
    const options = { service: 'games', url: stack.nats.url, user: 'games', password: 'test' };
    const opening = Broker.open({ ...options, inboxPrefix: '_INBOX_games' }, quiet);
    // Longer than the library waits for one try.
    await new Promise((resolve) => setTimeout(resolve, 5000));
    process.kill(stack.nats.pid, 'SIGCONT');
    const opened = await opening;
    // Longer than the broker waits for the name of whoever connects.
    await new Promise((resolve) => setTimeout(resolve, 3500));
    expect(opened.connected).toBe(true);
    await opened.close();
  });
});
