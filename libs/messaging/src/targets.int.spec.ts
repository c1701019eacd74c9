import { readWallet } from '@croupier/contracts';
import { DomainError } from '@croupier/kernel';
import { stubServer, TestStack, until } from '@croupier/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CircuitState } from 'cockatiel';
import { type AskServer } from './ask-server.js';
import { Broker } from './broker.js';
import { Bus } from './bus.js';

const request = { playerId: '01a20a46-f71b-7904-908a-daa2e0b5fc68' };

describe('a bus and a service that falls silent', () => {
  let stack: TestStack;
  let broker: Broker;
  let server: AskServer;
  let bus: Bus;
  let answers: boolean;
  let arrived: number;
  let ended: string[];

  beforeEach(async () => {
    stack = await TestStack.open();
    const options = { service: 'wallet', url: stack.nats.url, user: 'wallet', password: 'test' };
    broker = await Broker.open(
      { ...options, inboxPrefix: '_INBOX_wallet' },
      { info: () => undefined, warn: () => undefined },
    );
    server = stubServer(broker);
    arrived = 0;
    answers = false;
    server.serve(readWallet.subject, async () => {
      arrived += 1;
      return answers ? {} : new Promise(() => undefined);
    });
    await broker.connection.flush();
    ended = [];
    bus = new Bus(stack.broker, undefined, {
      observer: { ended: (subject, code) => void ended.push(`${subject} ${code}`) },
    });
  });

  afterEach(async () => {
    await bus.close();
    await server.drain(10);
    await broker.close();
    await stack.close();
  });

  const ask = (deadlineMs = 20_000): Promise<string> =>
    bus.ask(readWallet, request, { deadlineMs }).then(
      () => 'ok',
      (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
    );

  it('sends it nothing while it is silent, and all again soon after it answers', async () => {
    // Long enough for all of them to arrive.
    const silent = await Promise.all(Array.from({ length: 20 }, () => ask(1500)));
    expect(new Set(silent)).toEqual(new Set(['outcome_unknown']));
    const refused = await Promise.all(Array.from({ length: 50 }, () => ask()));
    expect(new Set(refused)).toEqual(new Set(['service_unavailable']));
    expect(arrived).toBe(20);
    expect(bus.targets.map(({ name, state }) => [name, state])).toEqual([['wallet', CircuitState.Open]]);
    answers = true;
    await until('it is asked again', async () => (await ask()) === 'ok');
    expect(arrived).toBe(21);
    expect(await Promise.all(Array.from({ length: 50 }, () => ask()))).toEqual(Array(50).fill('ok'));
    expect(bus.targets.map(({ state, inFlight }) => [state, inFlight])).toEqual([[CircuitState.Closed, 0]]);
    expect(new Set(ended)).toEqual(
      new Set(
        ['outcome_unknown', 'service_unavailable', 'ok'].map((code) => `${readWallet.subject} ${code}`),
      ),
    );
  });

  it('takes refusals and an empty subject for no silence', async () => {
    await server.drain(10);
    const nobody = await Promise.all(Array.from({ length: 50 }, () => ask()));
    expect(new Set(nobody)).toEqual(new Set(['service_unavailable']));
    expect(bus.targets.map(({ state }) => state)).toEqual([CircuitState.Closed]);
    const next = stubServer(broker);
    next.serve(readWallet.subject, () => Promise.reject(new Error('a bug')));
    await broker.connection.flush();
    const refused = await Promise.all(Array.from({ length: 50 }, () => ask()));
    expect(new Set(refused)).toEqual(new Set(['internal']));
    expect(bus.targets.map(({ state }) => state)).toEqual([CircuitState.Closed]);
    await next.drain(10);
  });
});
