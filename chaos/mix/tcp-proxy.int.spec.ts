import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { until } from '@croupier/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TcpProxy } from './tcp-proxy.js';

describe('a fault proxy', () => {
  let server: Server;
  let proxy: TcpProxy;
  let client: Socket;
  let heard: string;
  let chunks: number;

  beforeEach(async () => {
    server = createServer((socket) => void socket.on('error', () => undefined).pipe(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    proxy = await TcpProxy.before((server.address() as AddressInfo).port);
    client = connect({ port: proxy.ownPort, host: '127.0.0.1', noDelay: true });
    await once(client, 'connect');
    heard = '';
    chunks = 0;
    client.on('data', (chunk) => {
      heard += chunk.toString();
      chunks += 1;
    });
  });

  afterEach(async () => {
    client.destroy();
    await proxy.close();
    server.close();
  });

  it.each(['there', 'back', 'both'] as const)(
    'keeps what is lost %s, and gives it in its order when it clears',
    async (lost) => {
      client.write('one ');
      await until('the first is heard', () => heard === 'one ');
      proxy.set({ lost });
      client.write('two ');
      client.write('three');
      await pause(50);
      expect(heard).toBe('one ');
      proxy.set({});
      await until('all is heard', () => heard === 'one two three');
    },
  );

  it('slices and delays without changing a byte', async () => {
    proxy.set({ slice: 1, delayMs: 5 });
    const text = 'abcdefghij'.repeat(20);
    client.write(text);
    await until('all is heard', () => heard === text);
    expect(chunks).toBeGreaterThan(1);
  });

  it('ends every line at once', async () => {
    client.write('one');
    await until('it is heard', () => heard === 'one');
    const closed = once(client, 'close');
    expect(proxy.cut()).toBe(1);
    await closed;
  });
});
