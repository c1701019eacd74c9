import http from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Theirs } from '../src/reconciliation/comparison.js';

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
  private readonly server = http.createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://studio');
    if (url.pathname === '/health') return void response.writeHead(this.here ? 200 : 503).end();
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

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
