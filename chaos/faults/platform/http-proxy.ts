import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

/** A place in a call: it is not sent, it is done and not answered, it is answered. */
export type CallPlace = 'asked' | 'done' | 'answered';

/** A way to an HTTP service that can be cut before and after a call. */
export class HttpProxy {
  /** Says at each place of each call whether its line is cut there. */
  isCutAt: (call: string, place: CallPlace) => boolean = () => false;

  private constructor(
    private readonly server: Server,
    private readonly behind: string,
  ) {}

  static async before(url: string): Promise<HttpProxy> {
    const server = createServer();
    const proxy = new HttpProxy(server, url);
    server.on('request', (request, response) => void proxy.forward(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/', headers } = request;
    // One payment's address looks like another's.
    const call = `${method} ${url.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, ':reference')}`;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (this.isCutAt(call, 'asked')) return void request.socket.destroy();
    const answer = await fetch(`${this.behind}${url}`, {
      method,
      headers: {
        authorization: headers.authorization ?? '',
        ...(chunks.length > 0 ? { 'content-type': headers['content-type'] ?? '' } : {}),
      },
      ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
    });
    const body = Buffer.from(await answer.arrayBuffer());
    if (this.isCutAt(call, 'done')) return void request.socket.destroy();
    const type = answer.headers.get('content-type') ?? '';
    response.writeHead(answer.status, { 'content-type': type }).end(body);
    if (this.isCutAt(call, 'answered')) request.socket.destroySoon();
  }
}
