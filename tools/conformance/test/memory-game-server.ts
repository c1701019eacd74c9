import http from 'node:http';
import { type AddressInfo } from 'node:net';
import type { MemoryGame } from './memory-game.js';

type Order = { token?: string; mode?: string; stake: number; rounds?: number };

/** The game in memory over HTTP, as docs/studios.md has it for scripts. */
export class MemoryGameServer {
  private readonly server = http.createServer((request, response) => void this.serve(request, response));

  constructor(private readonly game: MemoryGame) {}

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/game`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const order = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}') as Order;
    const say = (status: number, body: unknown): void =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    try {
      const [, , at, seat = '', , round = '', step] = (request.url ?? '').split('/');
      if (at === 'play') {
        const demo = order.mode === 'demo';
        return say(200, { seatId: demo ? this.game.openDemo() : await this.game.open(order.token ?? '') });
      }
      if (request.method === 'GET') return say(200, { rounds: this.game.rounds(seat) });
      if (step === 'raise') return say(200, await this.game.raise(seat, round));
      if (step === 'take') return say(200, await this.game.take(seat, round));
      const played = await this.game.play(seat, order);
      say(played ? 201 : 409, played ?? {});
    } catch (error) {
      say(404, { message: String(error) });
    }
  }
}
