import { brokerPermissions, roundSettled, services } from '@croupier/contracts';
import { ownerOf } from '@croupier/kernel';
import { TestStack, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { Broker } from './broker.js';

const quiet = { info: () => undefined, warn: () => undefined };

describe('who watches facts of others', () => {
  let stack: TestStack;
  const open: Broker[] = [];

  beforeAll(async () => {
    stack = await TestStack.open();
  });

  afterAll(async () => {
    for (const broker of open) await broker.close();
    await stack.close();
  });

  async function as(service: string, user = service): Promise<NatsConnection> {
    const options = { service, url: stack.nats.url, user, password: 'test' };
    const broker = await Broker.open({ ...options, inboxPrefix: `_INBOX_${service}` }, quiet);
    open.push(broker);
    return broker.connection;
  }

  const watchers = Object.entries(services)
    .filter(([name, { watches }]) => watches.some(({ subject }) => ownerOf(subject) !== name))
    .map(([name]) => name);

  it('may not answer whatever it receives', () => {
    expect(watchers).toContain('gateway');
    expect(watchers.filter((name) => brokerPermissions(name).allowResponses)).toEqual([]);
  });

  it.each(['gateway', 'admin'])(
    'as %s, and a fact is answered in place of its stream: never, or at once',
    async (user) => {
      const wallet = await as('wallet');
      const answers: string[] = [];
      wallet.subscribe('_INBOX_wallet.acknowledged', {
        callback: (_, message) => void answers.push(message.string()),
      });
      const watcher = await as('gateway', user);
      let heard = 0;
      watcher.subscribe(roundSettled.subject, {
        callback: (_, message) => {
          heard += 1;
          message.respond('{"stream":"EVT_WALLET","seq":900}');
        },
      });
      await watcher.flush();
      wallet.publish(roundSettled.subject, '{}', { reply: '_INBOX_wallet.acknowledged' });
      await wallet.flush();
      await until('it is heard', () => heard === 1);
      await watcher.flush();
      await wallet.flush();
      // An unrestricted user shows that an answer would have come.
      expect(answers).toHaveLength(user === 'admin' ? 1 : 0);
    },
  );

  it('answers discovery, of whom the broker lets ask for it', async () => {
    const gateway = await as('gateway');
    gateway.subscribe('$SRV.PING.gateway', { callback: (_, message) => void message.respond('here') });
    await gateway.flush();
    const stock = await connect({ servers: stack.nats.url, user: 'admin', pass: 'test' });
    const answer = await stock.request('$SRV.PING.gateway', '', { timeout: 30_000 });
    await stock.close();
    expect(answer.string()).toBe('here');
  });
});
