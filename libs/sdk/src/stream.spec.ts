import { describe, expect, it } from '@jest/globals';
import { PlayerStream, type StreamState } from './stream.js';

class FakeSocket {
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  closed = false;
  constructor(
    readonly url: string,
    readonly protocols: string[],
  ) {}
  close(): void {
    this.closed = true;
  }
  say(seq: number, type: string): void {
    this.onmessage?.({ data: JSON.stringify({ seq, type, at: '', data: {} }) });
  }
  drop(code: number, reason = ''): void {
    this.onclose?.({ code, reason });
  }
}

function watch(token: (refused?: string) => Promise<string | undefined> = () => Promise.resolve('t')) {
  const sockets: FakeSocket[] = [];
  const told: string[] = [];
  const states: StreamState[] = [];
  const arrivals: (() => void)[] = [];
  const stream = new PlayerStream({
    url: 'ws://casino.test/v1/stream',
    token,
    onMessage: ({ type }) => told.push(type),
    onGap: () => told.push('gap'),
    onState: (state) => states.push(state),
    connect: (url, protocols) => {
      const socket = new FakeSocket(url, protocols);
      sockets.push(socket);
      arrivals.splice(0).forEach((go) => go());
      return socket as unknown as WebSocket;
    },
  }).start();
  /** Resolves with the n-th socket, from 1, when it is opened. */
  const socket = async (n: number): Promise<FakeSocket> => {
    while (sockets.length < n) await new Promise<void>((go) => arrivals.push(go));
    return sockets[n - 1] as FakeSocket;
  };
  return { stream, socket, told, states };
}

describe('the stream of a player', () => {
  it('signs in by its subprotocols and hands on what it hears', async () => {
    const { stream, socket, told } = watch();
    const first = await socket(1);
    expect(first.protocols).toEqual(['croupier.v1', 'token.t']);
    first.say(1, 'hello');
    first.say(2, 'balance');
    expect(told).toEqual(['hello', 'balance']);
    stream.stop();
  });

  it('says that something was missed when a number is', async () => {
    const { stream, socket, told } = watch();
    const first = await socket(1);
    first.say(1, 'hello');
    first.say(3, 'balance');
    expect(told).toEqual(['hello', 'balance', 'gap']);
    stream.stop();
  });

  it('comes back after a drop and has the page read again', async () => {
    const { stream, socket, told, states } = watch();
    (await socket(1)).say(1, 'hello');
    (await socket(1)).drop(1001, '{"reconnectAfterMs":1}');
    (await socket(2)).say(1, 'hello');
    expect(told).toEqual(['hello', 'hello', 'gap']);
    expect(states).toEqual(['connecting', 'live', 'waiting', 'connecting', 'live']);
    stream.stop();
  });

  it('moves to another address at once, and has the page read again', async () => {
    const { stream, socket, told, states } = watch();
    (await socket(1)).say(1, 'hello');
    stream.move('ws://casino.test/v1/stream?table=harbour-table');
    const second = await socket(2);
    expect([(await socket(1)).closed, second.url]).toEqual([
      true,
      'ws://casino.test/v1/stream?table=harbour-table',
    ]);
    (await socket(1)).say(2, 'balance');
    second.say(1, 'hello');
    expect(told).toEqual(['hello', 'hello', 'gap']);
    expect(states).toEqual(['connecting', 'live', 'connecting', 'live']);
    stream.move('ws://casino.test/v1/stream?table=harbour-table');
    expect(second.closed).toBe(false);
    stream.stop();
  });

  it('renews a token that was not taken and ends when there is none', async () => {
    const asked: (string | undefined)[] = [];
    const { socket, states } = watch((refused) => {
      asked.push(refused);
      return Promise.resolve(refused === undefined ? 't' : undefined);
    });
    (await socket(1)).say(1, 'hello');
    (await socket(1)).drop(4401);
    await new Promise((go) => setTimeout(go, 20));
    expect(asked).toEqual([undefined, 't']);
    expect(states.at(-1)).toBe('signed-out');
  });
});
