import http from 'node:http';
import { type AddressInfo } from 'node:net';
import { type RawCall } from '../src/dialects/signatures.js';
import { type Theirs } from '../src/reconciliation/comparison.js';

/** A call of the casino as it arrived. */
export interface CasinoCall extends RawCall {
  members: Record<string, unknown>;
}

type Said = { status: number; text: string } | 'hang' | 'closed';

/** A studio's server as far as a casino looks at it: whether it is there, its feed and its rounds. */
export class StudioServer {
  here = true;
  readonly feed: Theirs[] = [];
  /** Cursors that were asked for; '' where none was. */
  readonly cursors: string[] = [];
  /** What a page is answered in place of itself, while it is set. */
  broken: { status: number; text: string } | undefined;
  /** What is told of a round; undefined for one that the studio does not know. */
  details: (roundId: string, playerId: string) => string | undefined = () => undefined;
  /** Calls of the casino, in the order in which they came. */
  readonly calls: CasinoCall[] = [];
  /** What a call of the casino is answered; `hang` is nothing at all, `closed` a connection that ends. */
  answer: (call: CasinoCall) => Said | Promise<Said> = () => ({
    ...{ status: 200, text: '{"status":"ok"}' },
  });
  private readonly server = http.createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://studio');
    if (request.method === 'POST') return void this.called(url.pathname, request, response);
    if (url.pathname.endsWith('/health')) return void response.writeHead(this.here ? 200 : 503).end();
    if (request.headers.authorization !== 'Bearer feed-key') return void response.writeHead(401).end();
    if (url.pathname === '/round-details') {
      const told = this.details(url.searchParams.get('round') ?? '', url.searchParams.get('player') ?? '');
      return void response.writeHead(told === undefined ? 404 : 200).end(told);
    }
    this.cursors.push(url.searchParams.get('cursor') ?? '');
    if (this.broken) return void response.writeHead(this.broken.status).end(this.broken.text);
    const from = Number(url.searchParams.get('cursor') ?? 0);
    const data = this.feed.slice(from, from + 2);
    response.end(JSON.stringify({ data, next: String(from + data.length) }));
  });

  private async called(
    path: string,
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const headers = new Map(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const call = { path, headers, body, members: JSON.parse(body.toString()) as Record<string, unknown> };
    this.calls.push(call);
    const said = await this.answer(call);
    if (said === 'closed') return void response.destroy();
    if (said !== 'hang') response.writeHead(said.status).end(said.text);
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
