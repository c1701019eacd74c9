import { commonError, readWallet, walletError } from '@croupier/contracts';
import { type AskContract, DomainError } from '@croupier/kernel';
import { stubServer, TestStack } from '@croupier/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type AskServer } from './ask-server.js';
import { Broker } from './broker.js';
import { Bus } from './bus.js';
import { runInContext } from './call-context.js';

const request = { playerId: '01a20a46-f71b-7904-908a-daa2e0b5fc68' };
type Fails = (arrived: number) => DomainError | undefined;

describe('a bus that repeats', () => {
  let stack: TestStack;
  let broker: Broker;
  let server: AskServer;
  let bus: Bus;
  let arrived: number;
  let repeated: number;
  let fails: Fails;

  beforeEach(async () => {
    stack = await TestStack.open();
    const options = { service: 'wallet', url: stack.nats.url, user: 'wallet', password: 'test' };
    broker = await Broker.open(
      { ...options, inboxPrefix: '_INBOX_wallet' },
      { info: () => undefined, warn: () => undefined },
    );
    arrived = 0;
    repeated = 0;
    server = stubServer(broker);
    server.serve(readWallet.subject, async () => {
      arrived += 1;
      const refusal = fails(arrived);
      if (refusal) throw refusal;
      return {};
    });
    await broker.connection.flush();
    bus = new Bus(stack.broker, undefined, {
      repeats: true,
      observer: { ended: () => undefined, repeated: () => void (repeated += 1) },
    });
  });

  afterEach(async () => {
    await bus.close();
    await server.drain(10);
    await broker.close();
    await stack.close();
  });

  const codeOf = (contract: AskContract<object, object> = readWallet): Promise<string> =>
    bus.ask(contract, request).then(
      () => 'ok',
      (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
    );

  const ask = (many: number, contract?: AskContract<object, object>): Promise<string[]> =>
    Promise.all(Array.from({ length: many }, () => codeOf(contract)));

  it('sends a tenth more and not twice as much to a service that refuses everything', async () => {
    fails = () => commonError('service_unavailable');
    for (let batch = 0; batch < 10; batch += 1)
      expect(new Set(await ask(100))).toEqual(new Set(['service_unavailable']));
    expect(repeated).toBeGreaterThan(50);
    expect(arrived).toBe(1000 + repeated);
    expect(arrived).toBeLessThanOrEqual(1100);
  });

  it('hides a single failure from whoever asked', async () => {
    fails = (count) => (count % 20 === 0 ? commonError('service_unavailable') : undefined);
    await ask(19);
    expect(new Set(await ask(100))).toEqual(new Set(['ok']));
    expect(repeated).toBeGreaterThan(0);
  });

  it.each([
    ['a refusal of the domain', () => walletError('no_account')],
    ['one that asks for peace', () => commonError('overloaded', { retryAfterMs: 1 })],
    ['one that says when to come back', () => commonError('service_unavailable', { retryAfterMs: 1 })],
    ['an unknown outcome', () => commonError('outcome_unknown')],
    ['a bug', () => commonError('internal')],
  ])('does not repeat %s', async (_, refusal) => {
    fails = () => undefined;
    await ask(100);
    fails = refusal;
    await ask(10);
    expect([arrived, repeated]).toEqual([110, 0]);
  });

  it('does not repeat what must not be, nor what has no time', async () => {
    fails = () => undefined;
    await ask(100);
    fails = () => commonError('service_unavailable');
    await ask(10, { ...readWallet, idempotent: false });
    const short = { deadlineAt: performance.now() + 60, actor: 'system:gateway', trace: '' };
    await runInContext(short, () => ask(10));
    expect(repeated).toBe(0);
  });
});
