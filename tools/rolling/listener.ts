import { setTimeout as pause } from 'node:timers/promises';
import WebSocket from 'ws';
import { Books, type Heard } from './books.js';
import { type Load } from './load.js';

const goingAway = 1001;
const retryMs = 100;

/** A client of the player's stream that comes back when it is sent away, as the lobby does, and reads up what it missed. */
export class Listener {
  readonly books = new Books();
  /** How often it was greeted. */
  greetings = 0;
  private stopped = false;
  private socket: WebSocket | undefined;
  private looking: Promise<void> = Promise.resolve();
  private readonly work: Promise<void>;

  constructor(private readonly load: Load) {
    this.work = this.listen();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.socket?.terminate();
    await this.work;
    await this.looking;
  }

  private async listen(): Promise<void> {
    while (!this.stopped) await pause(await this.once());
  }

  /** One connection. @returns how long to wait for the next one, in ms */
  private once(): Promise<number> {
    const { gateway, token } = this.load.through();
    const url = new URL('/v1/stream', gateway.replace(/^http/, 'ws') || 'ws://127.0.0.1:1');
    const socket = new WebSocket(url, ['croupier.v1', `token.${token}`]);
    this.socket = socket;
    return new Promise((resolve) => {
      socket.on('message', (data: Buffer) => this.hear(JSON.parse(data.toString()) as Heard));
      // What is broken is closed, too.
      socket.on('error', () => undefined);
      socket.on('close', (code, reason) => resolve(code === goingAway ? waitIn(reason.toString()) : retryMs));
    });
  }

  private hear(message: Heard): void {
    if (message.type === 'hello') this.greetings += 1;
    if (this.books.hear(message)) this.looking = this.looking.then(() => this.look());
  }

  private async look(): Promise<void> {
    for (;;) {
      const page = await this.load
        .through()
        .call('GET', '/v1/wallet/transactions?limit=20')
        .catch(() => undefined);
      const rows = page?.status === 200 ? (page.body['data'] as { version: number }[]) : undefined;
      for (const { version } of rows ?? []) this.books.look(version);
      if (rows || this.stopped) return;
      await pause(retryMs);
    }
  }
}

function waitIn(reason: string): number {
  return (JSON.parse(reason) as { reconnectAfterMs: number }).reconnectAfterMs;
}
