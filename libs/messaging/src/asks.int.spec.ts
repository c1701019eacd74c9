import { readWallet, walletError } from '@croupier/contracts';
import { DomainError } from '@croupier/kernel';
import { stubServer, TestStack, until } from '@croupier/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type AskServer, StuckHandler } from './ask-server.js';
import { Broker } from './broker.js';
import { Bus } from './bus.js';
import { currentContext, runInContext } from './call-context.js';

const quiet = { info: () => undefined, warn: () => undefined };
/** Longer than any test may take: who is answered with such a deadline has not waited for it. */
const tooLongMs = 600_000;
const request = { playerId: '01a20a46-f71b-7904-908a-daa2e0b5fc68' };

describe('asks', () => {
  let stack: TestStack;
  let broker: Broker;
  let server: AskServer;

  beforeEach(async () => {
    stack = await TestStack.open();
    broker = await Broker.open(
      {
        service: 'wallet',
        url: stack.nats.url,
        user: 'wallet',
        password: 'test',
        inboxPrefix: '_INBOX_wallet',
      },
      quiet,
    );
    server = stubServer(broker);
  });

  afterEach(async () => {
    await broker.close();
    await stack.close();
  });

  async function serve(handler: Parameters<AskServer['serve']>[1]): Promise<void> {
    server.serve(readWallet.subject, handler);
    await broker.connection.flush();
  }

  async function failure(work: Promise<unknown>): Promise<DomainError> {
    const error: unknown = await work.then(
      () => new Error('it passed'),
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof DomainError)) throw error;
    return error;
  }

  it('answers at once that nobody serves a subject', async () => {
    const error = await failure(stack.bus.ask(readWallet, request, { deadlineMs: tooLongMs }));
    expect(error).toMatchObject({ code: 'service_unavailable', kind: 'unavailable', retry: true });
  });

  it('brings a typed refusal across as it was thrown', async () => {
    await serve(() => Promise.reject(walletError('round_too_soon', { field: 'stake', retryAfterMs: 7 })));
    const error = await failure(stack.bus.ask(readWallet, request));
    expect(error).toMatchObject({
      code: 'round_too_soon',
      kind: 'conflict',
      field: 'stake',
      retryAfterMs: 7,
      retry: true,
    });
  });

  it('hides what a bug says, and answers', async () => {
    await serve(() => Promise.reject(new Error('password=hunter2')));
    const error = await failure(stack.bus.ask(readWallet, request));
    expect(error.code).toBe('internal');
    expect(JSON.stringify({ ...error, message: error.message })).not.toContain('hunter2');
  });

  it('answers bad JSON and lives on', async () => {
    await serve(() => Promise.resolve({ ok: true }));
    const bad = await stack.broker.connection.request(readWallet.subject, '{"playerId":', {
      timeout: 30_000,
    });
    expect(bad.json()).toMatchObject({ code: 'malformed_json', kind: 'invalid' });
    expect(await stack.bus.ask(readWallet, request)).toEqual({ ok: true });
  });

  it('settles an unanswered ask when its time is over, as unknown', async () => {
    await serve(() => new Promise(() => undefined));
    const error = await failure(stack.bus.ask(readWallet, request, { deadlineMs: 100 }));
    expect(error.code).toBe('outcome_unknown');
    expect(stack.bus.inFlight).toBe(0);
  });

  it('refuses work unrun when the budget is spent', async () => {
    let ran = 0;
    await serve(() => Promise.resolve({ ran: (ran += 1) }));
    const spent = { deadlineAt: performance.now() - 1, actor: 'a', trace: '' };
    const error = await failure(runInContext(spent, () => stack.bus.ask(readWallet, request)));
    expect(error.code).toBe('deadline_spent');
    expect(ran).toBe(0);
  });

  it('passes on what is left of the budget, the actor and the trace', async () => {
    await serve(() => Promise.resolve(currentContext() ?? {}));
    const trace = '00-0123456789abcdef0123456789abcdef-0123456789abcdef-01';
    const actor = `player:${request.playerId}`;
    const context = { deadlineAt: performance.now() + 30_000, actor, trace };
    const longer = { deadlineMs: tooLongMs };
    const seen: unknown = await runInContext(context, () => stack.bus.ask(readWallet, request, longer));
    expect(seen).toMatchObject({ actor, trace: expect.stringContaining(trace.slice(3, 35)) });
    expect((seen as { deadlineAt: number }).deadlineAt).toBeLessThanOrEqual(performance.now() + 30_000);
  });

  it('takes no more than its cap and says so', async () => {
    const release: (() => void)[] = [];
    await serve(() => new Promise((resolve) => release.push(() => resolve({}))));
    const asked = Array.from({ length: 600 }, () =>
      stack.bus.ask(readWallet, request, { deadlineMs: 30_000 }),
    );
    const settled = Promise.allSettled(asked);
    // Asks arrive in several reads: room made before the last one is refused would let it in.
    await until('the rest is refused', () => server.statistics.get(readWallet.subject)?.errors === 88);
    for (const free of release) free();
    const codes = (await settled).map((result) =>
      result.status === 'fulfilled' ? 'ok' : (result.reason as DomainError).code,
    );
    expect(codes.filter((code) => code === 'ok')).toHaveLength(512);
    expect(codes.filter((code) => code === 'overloaded')).toHaveLength(88);
  });

  it('leaves handlers behind that never end: each place is free again, and each is reported', async () => {
    let ending = false;
    const left: unknown[] = [];
    server = stubServer(broker, {
      answered: () => undefined,
      failed: (_, error) => void left.push(error),
    });
    await serve(() => (ending ? Promise.resolve({ ended: true }) : new Promise(() => undefined)));
    const asked = Array.from({ length: 512 }, () => stack.bus.ask(readWallet, request, { deadlineMs: 1500 }));
    await Promise.allSettled(asked);
    await until('all places are free', () => server.inFlight === 0);
    expect(left.filter((error) => error instanceof StuckHandler)).toHaveLength(512);
    ending = true;
    // Who left so many unanswered is asked again a second later.
    await until('it is asked again', async () => {
      const answer: unknown = await stack.bus.ask(readWallet, request).catch(() => undefined);
      return JSON.stringify(answer) === '{"ended":true}';
    });
  });

  it('answers what it has before it stops, and refuses nothing it took', async () => {
    const release: (() => void)[] = [];
    await serve(() => new Promise((resolve) => release.push(() => resolve({ done: true }))));
    const asked = Promise.all(Array.from({ length: 100 }, () => stack.bus.ask(readWallet, request)));
    await until('the asks arrived', () => server.inFlight === 100);
    const drained = server.drain(30_000);
    for (const free of release) free();
    await drained;
    expect(await asked).toHaveLength(100);
    const late = await failure(stack.bus.ask(readWallet, request));
    expect(late.code).toBe('service_unavailable');
  });

  it('shares asks between replicas, and loses none while one of them stops', async () => {
    const second = await Broker.open(broker.options, quiet);
    const other = stubServer(second);
    const counts = [0, 0];
    const work = (which: number) => async (): Promise<object> => {
      counts[which] = (counts[which] ?? 0) + 1;
      await new Promise((resolve) => setTimeout(resolve, 2));
      return {};
    };
    await serve(work(0));
    other.serve(readWallet.subject, work(1));
    await second.connection.flush();
    const answers: Promise<string>[] = [];
    let drained: Promise<unknown> = Promise.resolve();
    for (let batch = 0; batch < 50; batch += 1) {
      for (let ask = 0; ask < 20; ask += 1) {
        const answer = stack.bus.ask(readWallet, request);
        answers.push(answer.then(() => 'ok', String));
      }
      if (batch === 25) drained = other.drain(30_000);
      // Never near what one replica takes at once, however long this machine looks away.
      await until('there is room', () => stack.bus.inFlight < 200);
    }
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['ok']));
    await drained;
    await second.close();
    expect(counts.every((count) => count > 0)).toBe(true);
    expect(counts[0]! + counts[1]!).toBe(1000);
  });

  it('refuses at once while the broker is away', async () => {
    await stack.nats.kill();
    await until('the loss is noticed', () => !stack.broker.connected);
    const error = await failure(stack.bus.ask(readWallet, request, { deadlineMs: tooLongMs }));
    expect(error.code).toBe('service_unavailable');
  });

  it('works as a Nest client too', async () => {
    await serve((body) => Promise.resolve({ echo: body }));
    const bus = new Bus(stack.broker);
    const { firstValueFrom } = await import('rxjs');
    expect(await firstValueFrom(bus.send(readWallet.subject, request))).toEqual({ echo: request });
    await bus.close();
  });
});
