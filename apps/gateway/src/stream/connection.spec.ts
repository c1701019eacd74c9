import { describe, expect, it } from '@jest/globals';
import { type WebSocket } from 'ws';
import { Connection } from './connection.js';
import { frameOf } from './messages.js';

const at = '2026-11-23T21:03:00.000Z';
const wallet = (version: number) => ({
  playerId: 'p',
  cash: { amount: 1, currency: 'GBP' as const },
  bonus: { amount: 0, currency: 'GBP' as const },
  inPlay: { amount: 0, currency: 'GBP' as const },
  withdrawing: { amount: 0, currency: 'GBP' as const },
  version,
});
const told = (version: number) => ({
  version,
  frames: [frameOf({ type: 'balance', at, data: wallet(version) })],
});

class FakeSocket {
  readyState = 1;
  bufferedAmount = 0;
  sent: { seq: number; type: string }[] = [];
  pings = 0;
  terminated = false;
  send(text: string): void {
    this.sent.push(JSON.parse(text) as { seq: number; type: string });
  }
  ping(): void {
    this.pings += 1;
  }
  terminate(): void {
    this.terminated = true;
    this.readyState = 3;
  }
}

function connected(): { socket: FakeSocket; connection: Connection } {
  const socket = new FakeSocket();
  const caller = { playerId: 'p', sessionId: 's', expiresAt: 0 };
  return { socket, connection: new Connection(socket as unknown as WebSocket, caller) };
}

describe('Connection', () => {
  it('drops a client that leaves too much unread', () => {
    const { socket, connection } = connected();
    connection.greet(wallet(1), at);
    socket.bufferedAmount = 262_144;
    connection.tell(told(2), at);
    expect(socket.terminated).toBe(false);
    socket.bufferedAmount = 262_145;
    connection.tell(told(3), at);
    expect(socket.terminated).toBe(true);
    connection.tell(told(4), at);
    expect(socket.sent.map(({ seq }) => seq)).toEqual([1, 2]);
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
    const { socket, connection } = connected();
    connection.tell(told(2), at);
    connection.say(frameOf({ type: 're-read', at, data: { reason: 'gap' } }));
    connection.missed(at);
    expect(socket.sent).toEqual([]);
    connection.greet(wallet(1), at);
    expect(socket.sent.map(({ type }) => type)).toEqual(['hello', 'balance']);
  });

  it('tells of an outage once, not again for the versions missed in it', () => {
    const { socket, connection } = connected();
    connection.greet(wallet(1), at);
    connection.missed(at);
    connection.tell(told(7), at);
    connection.tell(told(9), at);
    expect(socket.sent.map(({ type }) => type)).toEqual([
      'hello',
      're-read',
      'balance',
      're-read',
      'balance',
    ]);
  });
});
