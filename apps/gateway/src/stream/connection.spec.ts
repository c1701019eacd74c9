import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { type WebSocket } from 'ws';
import { Connection } from './connection.js';
import { frameOf, numbered } from './messages.js';

const at = '2026-11-23T21:03:00.000Z';
const wallet = (version: number) => ({
  playerId: 'p',
  cash: { amount: 1, currency: 'GBP' as const },
  bonus: { amount: 0, currency: 'GBP' as const },
  inPlay: { amount: 0, currency: 'GBP' as const },
  withdrawing: { amount: 0, currency: 'GBP' as const },
  version,
});
const told = (version: number, currency = 'GBP') => ({
  currency,
  version,
  frames: [frameOf({ type: 'balance', at, data: wallet(version) })],
});

class FakeSocket {
  readyState = 1;
  bufferedAmount = 0;
  pings = 0;
  terminated = false;
  ping(): void {
    this.pings += 1;
  }
  terminate(): void {
    this.terminated = true;
    this.readyState = 3;
  }
}

/** Reads what was written as a client does. */
class FakeWire extends Writable {
  sent: { seq: number; type: string }[] = [];
  pieces = 0;

  constructor() {
    super({
      writev: (chunks, done) => this.take(Buffer.concat(chunks.map(({ chunk }) => chunk as Buffer)), done),
    });
  }

  private take(bytes: Buffer, done: () => void): void {
    this.pieces += 1;
    for (let at = 0; at < bytes.length;) {
      const { text, next } = read(bytes, at);
      this.sent.push(JSON.parse(text) as { seq: number; type: string });
      at = next;
    }
    done();
  }
}

/** One text frame, in the three forms that lengths have. */
function read(bytes: Buffer, at: number): { text: string; next: number } {
  expect(bytes[at]).toBe(0x81);
  const short = bytes[at + 1] ?? 0;
  const [length, from] =
    short === 127
      ? [Number(bytes.readBigUInt64BE(at + 2)), at + 10]
      : short === 126
        ? [bytes.readUInt16BE(at + 2), at + 4]
        : [short, at + 2];
  return { text: bytes.toString('utf8', from, from + length), next: from + length };
}

function connected(): { socket: FakeSocket; wire: FakeWire; connection: Connection } {
  const socket = new FakeSocket();
  const wire = new FakeWire();
  const caller = { playerId: 'p', sessionId: 's', expiresAt: 0 };
  return { socket, wire, connection: new Connection(socket as unknown as WebSocket, wire, caller) };
}

describe('Connection', () => {
  it('drops a client that leaves too much unread', () => {
    const { socket, wire, connection } = connected();
    connection.greet(wallet(1), at);
    socket.bufferedAmount = 262_144;
    connection.tell(told(2), () => at);
    expect(socket.terminated).toBe(false);
    socket.bufferedAmount = 262_145;
    connection.tell(told(3), () => at);
    expect(socket.terminated).toBe(true);
    connection.tell(told(4), () => at);
    expect(wire.sent.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('follows one account: of another one it tells nothing', () => {
    const { wire, connection } = connected();
    connection.greet(wallet(1), at);
    connection.tell(told(7, 'EUR'), () => at);
    connection.tell(told(2), () => at);
    expect(wire.sent.map(({ type }) => type)).toEqual(['hello', 'balance']);
  });

  it('drops a client that did not answer the last ping', () => {
    const { socket, connection } = connected();
    connection.beat();
    connection.alive = true;
    connection.beat();
    expect([socket.pings, socket.terminated]).toEqual([2, false]);
    connection.beat();
    expect([socket.pings, socket.terminated]).toEqual([2, true]);
  });

  it('says nothing before the greeting', () => {
    const { wire, connection } = connected();
    connection.tell(told(2), () => at);
    connection.say(frameOf({ type: 're-read', at, data: { reason: 'gap' } }));
    connection.missed(at);
    expect(wire.sent).toEqual([]);
    connection.greet(wallet(1), at);
    expect(wire.sent.map(({ type }) => type)).toEqual(['hello', 'balance']);
  });

  it('tells of an outage once, not again for the versions missed in it', () => {
    const { wire, connection } = connected();
    connection.greet(wallet(1), at);
    connection.missed(at);
    connection.tell(told(7), () => at);
    connection.tell(told(9), () => at);
    expect(wire.sent.map(({ type }) => type)).toEqual(['hello', 're-read', 'balance', 're-read', 'balance']);
  });

  it('puts what belongs to one version of the account on the wire in one piece', () => {
    const { wire, connection } = connected();
    connection.greet(wallet(1), at);
    connection.tell(told(3), () => at);
    expect(wire.sent.map(({ type }) => type)).toEqual(['hello', 're-read', 'balance']);
    expect(wire.pieces).toBe(2);
  });
});

describe('numbered', () => {
  it.each([0, 90, 100, 60_000, 70_000])(
    'has %i letters more or less in a frame of the right form',
    (letters) => {
      for (let more = 0; more < 60; more += 1) {
        const body = 'é'.repeat(more) + 'y'.repeat(letters);
        const bytes = numbered(more, frameOf({ type: 're-read', at: body, data: { reason: 'gap' } }));
        const { text, next } = read(bytes, 0);
        expect(next).toBe(bytes.length);
        expect(JSON.parse(text)).toEqual({ seq: more, type: 're-read', at: body, data: { reason: 'gap' } });
      }
    },
  );

  it.each([125, 126, 65_535, 65_536])('has a length of %i bytes in the shortest form', (length) => {
    const rest = Buffer.alloc(length - '{"seq":1,'.length, 'y') as Buffer as Parameters<typeof numbered>[1];
    const bytes = numbered(1, rest);
    expect(bytes.length - length).toBe(length < 126 ? 2 : length < 65_536 ? 4 : 10);
    expect(read(bytes, 0).next).toBe(bytes.length);
  });
});
