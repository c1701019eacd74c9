import { listTransactions, openAccount, readTrialBalance, readWallet } from '@croupier/contracts';
import { type AskContract, type AskPriority, askPriorities, DomainError } from '@croupier/kernel';
import { stubServer, TestStack, until } from '@croupier/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { maximumInFlight } from './admission.js';
import { type AskServer } from './ask-server.js';
import { Broker } from './broker.js';

const playerId = '01a20a46-f71b-7904-908a-daa2e0b5fc68';
type Ask = () => Promise<object>;

describe('a service that is asked too much', () => {
  let stack: TestStack;
  let broker: Broker;
  let server: AskServer;
  let shed: string[];
  let finish: (() => void)[];

  beforeEach(async () => {
    stack = await TestStack.open();
    const options = { service: 'wallet', url: stack.nats.url, user: 'wallet', password: 'test' };
    broker = await Broker.open(
      { ...options, inboxPrefix: '_INBOX_wallet' },
      { info: () => undefined, warn: () => undefined },
    );
    shed = [];
    finish = [];
    server = stubServer(broker, {
      answered: () => undefined,
      failed: () => undefined,
      shed: (priority, reason) => void shed.push(`${priority} ${reason}`),
    });
    for (const { subject } of [readWallet, openAccount, listTransactions, readTrialBalance])
      server.serve(subject, () => new Promise((resolve) => finish.push(() => resolve({}))));
    await broker.connection.flush();
  });

  afterEach(async () => {
    await server.drain(100);
    await broker.close();
    await stack.close();
  });

  function asking<Request extends object>(contract: AskContract<Request, object>, request: Request): Ask {
    return () => stack.bus.ask(contract, request, { deadlineMs: 20_000 });
  }

  const asks = (): Record<AskPriority, Ask> => ({
    vital: asking(readWallet, { playerId }),
    action: asking(openAccount, { playerId, currency: 'GBP' }),
    browse: asking(listTransactions, { playerId }),
    report: asking(readTrialBalance, {}),
  });

  const codeOf = (ask: Ask): Promise<string> =>
    ask().then(
      () => 'ok',
      (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
    );

  it('refuses reports first and what is vital last, each with a hint, and serves all when it has room', async () => {
    const answers: Promise<string>[] = [];
    const taken: number[] = [];
    for (const priority of askPriorities.toReversed()) {
      // One more than there is room for, whatever is in already.
      const room = maximumInFlight - server.inFlight + 1;
      const all = Array.from({ length: room }, () => codeOf(asks()[priority]));
      answers.push(...all);
      const before = shed.length;
      await until(`some ${priority} are refused`, () => shed.length > before);
      await stack.broker.connection.flush();
      await until('all are in or out', () => server.inFlight + shed.length === answers.length);
      taken.push(server.inFlight);
    }
    expect(taken).toEqual([256, 384, 460, 512]);
    for (const done of finish) done();
    const codes = await Promise.all(answers);
    expect(codes.filter((code) => code === 'ok')).toHaveLength(512);
    expect(codes.filter((code) => code === 'overloaded')).toHaveLength(shed.length);
    expect(new Set(shed)).toEqual(new Set(askPriorities.map((priority) => `${priority} in_flight`)));
  });

  it('answers a balance while a flood of reports is refused', async () => {
    const flood = Array.from({ length: maximumInFlight }, () => codeOf(asks().report));
    await until('reports are refused', () => shed.includes('report in_flight'));
    const refused = await asks()
      .report()
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'overloaded', retry: true, retryAfterMs: 5000 });
    const balance = codeOf(asks().vital);
    await until('it is being answered', () => server.inFlight === maximumInFlight / 2 + 1);
    for (const done of finish) done();
    expect(await balance).toBe('ok');
    await Promise.all(flood);
  });
});
