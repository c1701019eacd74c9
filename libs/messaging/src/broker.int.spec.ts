import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { readWallet } from '@croupier/contracts';
import { type DomainError } from '@croupier/kernel';
import { standStill, stubServer, TestStack, until } from '@croupier/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type AskServer } from './ask-server.js';
import { Broker } from './broker.js';
import { Bus } from './bus.js';

const quiet = { info: () => undefined, warn: () => undefined };

describe('a broker that stands still', () => {
  let stack: TestStack;
  let broker: Broker;
  let server: AskServer;
  let ran: string[];
  let refused: string[];

  beforeEach(async () => {
    stack = await TestStack.open();
    const options = { service: 'wallet', url: stack.nats.url, user: 'wallet', password: 'test' };
    broker = await Broker.open({ ...options, inboxPrefix: '_INBOX_wallet' }, quiet);
    ran = [];
    refused = [];
    server = stubServer(broker, {
      answered: (_, code) => void (code === 'ok' || refused.push(code)),
      failed: () => undefined,
    });
    server.serve(readWallet.subject, (body) => {
      ran.push((body as { playerId: string }).playerId);
      return Promise.resolve({});
    });
    await broker.connection.flush();
  });

  afterEach(async () => {
    thaw();
    await broker.close();
    await stack.close();
  });

  const freeze = (): Promise<void> => standStill(stack.nats.pid);
  const thaw = (): boolean => process.kill(stack.nats.pid, 'SIGCONT');
  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

  /** What became of an ask about `playerId`: `ok` or a code. */
  async function ask(playerId: string, deadlineMs = 1500, bus = stack.bus): Promise<string> {
    return bus.ask(readWallet, { playerId }, { deadlineMs }).then(
      () => 'ok',
      (error: unknown) => (error as DomainError).code,
    );
  }

  it('is noticed: asks settle, later ones are refused at once, none is sent afterwards', async () => {
    expect(await ask('before', 20_000)).toBe('ok');
    await freeze();
    const inFlight = Array.from({ length: 20 }, (_, n) => ask(`in flight ${n}`));
    expect(new Set(await Promise.all(inFlight))).toEqual(new Set(['outcome_unknown']));
    await until('both sides notice it', () => !stack.broker.connected && !broker.connected);
    const during = await Promise.all(Array.from({ length: 20 }, (_, n) => ask(`during ${n}`, 60_000)));
    expect(new Set(during)).toEqual(new Set(['service_unavailable']));
    // Into the time in which a new connection waits for the broker's first word.
    await pause(600);
    expect(await ask('while dialling', 60_000)).toBe('service_unavailable');
    thaw();
    await until('it is back', () => stack.broker.connected && broker.connected);
    await until('it serves again', async () => (await ask('after')) === 'ok');
    expect(ran.filter((playerId) => playerId !== 'after')).toEqual(['before']);
  });

  it('has work refused that lay in it beyond the time of its caller, and no other', async () => {
    const stranger = new Bus(stack.broker);
    for (let n = 0; n < 20; n += 1) expect(await ask('before', 20_000)).toBe('ok');
    await freeze();
    const inTime = ask('in time', 20_000);
    const late = [ask('late', 800), ask('later', 800), ask('of one never heard before', 800, stranger)];
    expect(await Promise.all(late)).toEqual(late.map(() => 'outcome_unknown'));
    await pause(200);
    thaw();
    expect(await inTime).toBe('ok');
    await until('all came', () => refused.length === 3);
    expect(refused).toEqual(late.map(() => 'deadline_spent'));
    // What is asked now has lain nowhere, however short its time.
    expect(await ask('after', 800)).toBe('ok');
    expect(ran.filter((playerId) => playerId !== 'before')).toEqual(['in time', 'after']);
    await stranger.close();
  });
});

describe('a broker that takes too long to let one in', () => {
  let server: Server;
  let broker: Broker | undefined;
  /** What becomes of the next connections; one is let in where nothing is said. */
  let refusals: string[];

  beforeEach(async () => {
    refusals = [];
    server = createServer((socket) => {
      const refusal = refusals.shift();
      socket.on('error', () => undefined);
      // Those that are refused, too: nobody reads them to their end, and a process with one of them open does not end.
      closers.push(() => socket.destroy());
      socket.write('INFO {"server_id":"x","version":"2.10.0","max_payload":1048576,"headers":true}\r\n');
      if (refusal !== undefined) return void socket.end(`-ERR '${refusal}'\r\n`);
      socket.on('data', (text) => text.includes('PING') && socket.write('PONG\r\n'));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  const closers: (() => void)[] = [];
  const cut = (): void => closers.splice(0).forEach((close) => close());

  afterEach(async () => {
    await broker?.connection.close();
    broker = undefined;
    cut();
    server.close();
  });

  async function open(): Promise<Broker> {
    const url = `nats://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const options = { service: 'wallet', url, user: 'wallet', password: 'test' };
    broker = await Broker.open({ ...options, inboxPrefix: '_INBOX_wallet' }, quiet);
    return broker;
  }

  it('is asked again at the start, and one that refuses is not', async () => {
    refusals.push('Authentication Timeout', 'Authentication Timeout');
    expect((await open()).connected).toBe(true);
    expect(refusals).toEqual([]);
    await broker?.connection.close();
    refusals.push('Authorization Violation');
    await expect(open()).rejects.toThrow('Authorization Violation');
  });

  it.each(['Authentication Timeout', 'Authorization Violation'])(
    'is asked for ever once it was there: %s',
    async (refusal) => {
      const opened = await open();
      refusals.push(refusal, refusal, refusal);
      cut();
      await until('it is noticed', () => !opened.connected);
      await until('it is back', () => opened.connected);
      expect(refusals).toEqual([]);
    },
  );
});
