import { createHash, createPublicKey, verify } from 'node:crypto';
import http from 'node:http';
import { type AddressInfo } from 'node:net';
import type { MemoryGame } from './memory-game.js';

type Order = { token?: string; mode?: string; stake: number; rounds?: number; free?: boolean };

/** The game in memory over HTTP, as docs/studios.md has it for scripts. */
export class MemoryGameServer {
  private readonly server = http.createServer((request, response) => void this.serve(request, response));

  /** @param callerKey of the casino that gives free rounds: SPKI DER in base64 */
  constructor(
    private readonly game: MemoryGame,
    private readonly callerKey?: string,
  ) {}

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
    const bytes = Buffer.concat(chunks);
    const order = JSON.parse(bytes.toString('utf8') || '{}') as Order;
    const say = (status: number, body: unknown): void =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    try {
      const [, , at, seat = '', , round = '', step] = (request.url ?? '').split('/');
      if (at === 'free-rounds' || at === 'sessions') {
        const forged = this.isSigned(request, bytes) ? undefined : 'forged';
        const { http: status, body } = await this.game.caller.call(`${at}/${seat}`, order, forged);
        return say(status, body);
      }
      if (at === 'play') {
        const demo = order.mode === 'demo';
        return say(200, { seatId: demo ? this.game.openDemo() : await this.game.open(order.token ?? '') });
      }
      if (request.method === 'GET') return say(200, { rounds: this.game.rounds(seat) });
      if (step === 'raise') return say(200, await this.game.raise(seat, round));
      if (step === 'take') return say(200, await this.game.take(seat, round));
      const played = order.free ? await this.game.playFree(seat) : await this.game.play(seat, order);
      if (played === 'none') return say(409, { code: 'no_free_rounds' });
      say(played ? 201 : 409, played ?? {});
    } catch (error) {
      say(404, { message: String(error) });
    }
  }

  private isSigned({ url = '', headers }: http.IncomingMessage, body: Buffer): boolean {
    const header = String(headers['croupier-signature']);
    const [, t, id, signature = ''] = /^key=[^,]+,t=(\d+),id=([^,]+),v1=(.+)$/.exec(header) ?? [];
    const text = ['POST', url, t, id, createHash('sha256').update(body).digest('hex')].join('\n');
    const der = { key: Buffer.from(this.callerKey ?? '', 'base64'), format: 'der', type: 'spki' } as const;
    return verify(null, Buffer.from(text), createPublicKey(der), Buffer.from(signature, 'base64'));
  }
}
