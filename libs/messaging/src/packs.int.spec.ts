import { listTopPayouts, readWallet, walletError } from '@croupier/contracts';
import { type DomainError, newId } from '@croupier/kernel';
import { stubServer, TestStack } from '@croupier/testing';
import { connect, headers, type NatsConnection } from '@nats-io/transport-node';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Broker } from './broker.js';

const quiet = { info: () => undefined, warn: () => undefined };
/** Longer than any test may take: who is answered with such a deadline has not waited for it. */
const tooLongMs = 600_000;
const patient = { deadlineMs: tooLongMs };

describe('asks that are sent together', () => {
  let stack: TestStack;
  let broker: Broker;
  let tap: NatsConnection;
  const messages: string[] = [];

  beforeEach(async () => {
    stack = await TestStack.open();
    const options = { service: 'wallet', url: stack.nats.url, user: 'wallet', password: 'test' };
    broker = await Broker.open({ ...options, inboxPrefix: '_INBOX_wallet' }, quiet);
    tap = await connect({ servers: stack.nats.url, user: 'admin', pass: 'test' });
    messages.length = 0;
  });

  afterEach(async () => {
    await tap.close();
    await broker.close();
    await stack.close();
  });

  const ids = (count: number): string[] => Array.from({ length: count }, () => newId());

  /** Whoever counts is there: the broker no longer says that nobody is. */
  async function count(...subjects: string[]): Promise<void> {
    for (const subject of subjects)
      tap.subscribe(subject, { callback: (_, message) => void messages.push(message.subject) });
    await tap.flush();
  }

  async function carried(of: (subject: string) => boolean): Promise<number> {
    await stack.broker.connection.flush();
    await broker.connection.flush();
    await tap.flush();
    return messages.filter(of).length;
  }

  it('are few messages on the way there and back, and have an answer each', async () => {
    stubServer(broker).serve(readWallet.subject, (body) => Promise.resolve({ body }));
    await broker.connection.flush();
    await count(readWallet.subject, '_INBOX_test.>');
    const players = ids(72);
    const answers = await Promise.all(players.map((playerId) => stack.bus.ask(readWallet, { playerId })));
    expect(answers).toEqual(players.map((playerId) => ({ body: { playerId } })));
    expect(await carried((subject) => subject === readWallet.subject)).toBe(3);
    expect(await carried((subject) => subject.startsWith('_INBOX_test.'))).toBe(3);
  });

  it('are answered when each is done, by as many messages as the broker allows, refusals too', async () => {
    const waiting: (() => void)[] = [];
    stubServer(broker).serve(readWallet.subject, (body) => {
      const { playerId } = body as { playerId: string };
      return new Promise((resolve, reject) => {
        const isRefused = waiting.length % 2 === 1;
        waiting.push(() => (isRefused ? reject(walletError('insufficient_funds')) : resolve({ playerId })));
      });
    });
    await broker.connection.flush();
    await count(readWallet.subject);
    const players = ids(32);
    const told: string[] = [];
    const asked = players.map((playerId, at) =>
      stack.bus.ask(readWallet, { playerId }, patient).then(
        (answer) =>
          void told.push(`${at} ${String((answer as object as { playerId: string }).playerId === playerId)}`),
        (error: unknown) => void told.push(`${at} ${(error as DomainError).code}`),
      ),
    );
    // One after the other, the last one first.
    while (waiting.length < 32) await broker.connection.flush();
    for (const [at, answer] of waiting.reverse().entries()) {
      answer();
      await asked[31 - at];
    }
    expect(told).toEqual(
      players.map((_, at) => `${31 - at} ${at % 2 === 0 ? 'insufficient_funds' : 'true'}`),
    );
    expect(await carried((subject) => subject === readWallet.subject)).toBe(1);
  });

  it('are all refused at once where nobody serves them', async () => {
    const asked = ids(40).map((playerId) => stack.bus.ask(readWallet, { playerId }, patient));
    const codes = (await Promise.allSettled(asked)).map(
      (end) => end.status === 'rejected' && (end.reason as DomainError).code,
    );
    expect(codes).toEqual(Array(40).fill('service_unavailable'));
    expect(stack.bus.inFlight).toBe(0);
  });

  it('are not sent so to a service that is no app of ours', async () => {
    const request = { gameId: 'a-game', currency: 'GBP' } as const;
    await count(listTopPayouts.subject);
    await Promise.allSettled(ids(3).map(() => stack.bus.ask(listTopPayouts, request, { deadlineMs: 100 })));
    expect(await carried((subject) => subject === listTopPayouts.subject)).toBe(3);
  });

  it('cannot be answered by somebody who was asked something else', async () => {
    const ofPack = headers();
    ofPack.set('Croupier-Pack', '1');
    tap.subscribe(listTopPayouts.subject, {
      callback: (_, message) => {
        const own = Number(message.reply?.split('.').at(-1));
        // The number of the ask before: it was sent to the wallet.
        for (const label of [own - 1, own])
          message.respond(JSON.stringify([{ for: label, head: {}, body: { forged: true } }]), {
            headers: ofPack,
          });
      },
    });
    await tap.flush();
    stubServer(broker).serve(readWallet.subject, () => new Promise(() => undefined));
    await broker.connection.flush();
    const own = stack.bus.ask(readWallet, { playerId: newId() }, { deadlineMs: 1000 });
    const answer: unknown = await stack.bus.ask(
      listTopPayouts,
      { gameId: 'a-game', currency: 'GBP' },
      patient,
    );
    expect(answer).toEqual({ forged: true });
    await expect(own).rejects.toMatchObject({ code: 'outcome_unknown' });
  });
});
