import { setTimeout as pause } from 'node:timers/promises';
import WebSocket from 'ws';
import { type Sightings } from './sightings.js';

/** Where to listen, asked anew for each connection. */
export interface Where {
  gateway(): string;
  token(): string;
}

const openTimeoutMs = 5000;
const betweenMs = 200;

/** A guest's stream, opened again whenever it breaks, at whichever gateway is there. Notes each version it is told. */
export class Listener {
  private stopped = false;
  private socket: WebSocket | undefined;
  private readonly listening: Promise<void>;
  /** How often it had to be opened. */
  connections = 0;

  constructor(
    private readonly where: Where,
    private readonly sightings: Sightings,
  ) {
    this.listening = this.listen();
  }

  async close(): Promise<void> {
    this.stopped = true;
    this.socket?.terminate();
    await this.listening;
  }

  private async listen(): Promise<void> {
    while (!this.stopped) {
      await this.connection();
      if (!this.stopped) await pause(betweenMs);
    }
  }

  /** One connection, to its end. */
  private connection(): Promise<void> {
    const url = new URL('/v1/stream', this.where.gateway().replace(/^http/, 'ws'));
    const socket = new WebSocket(url, ['croupier.v1', `token.${this.where.token()}`], {
      handshakeTimeout: openTimeoutMs,
    });
    this.socket = socket;
    return new Promise((resolve) => {
      socket.on('open', () => (this.connections += 1));
      socket.on('message', (data: Buffer) => this.hear(data.toString()));
      // What broke it does not matter: `close` follows.
      socket.on('error', () => undefined);
      socket.on('close', () => resolve());
    });
  }

  private hear(text: string): void {
    const { type, data } = JSON.parse(text) as { type: string; data: Record<string, unknown> };
    if (type === 'hello' || type === 'balance') this.sightings.saw('stream', data['version']);
    if (type === 'round') this.sightings.rounds.push(data);
  }
}
