import http from 'node:http';
import { type AddressInfo } from 'node:net';

/** An edge that has the answers of the one behind it otherwise. */
export class Front {
  private constructor(private readonly server: http.Server) {}

  static async open(behind: string, change: (text: string) => string): Promise<Front> {
    const pass = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const headers = Object.entries(request.headers)
        .filter(([name]) => name === 'content-type' || name.endsWith('sign') || name.endsWith('signature'))
        .map(([name, value]): [string, string] => [name, String(value)]);
      const answer = await fetch(`${behind}${request.url ?? ''}`, {
        ...{ method: 'POST', headers, body: Buffer.concat(chunks) },
      });
      const type = answer.headers.get('content-type') ?? 'application/json';
      response.writeHead(answer.status, { 'content-type': type }).end(change(await answer.text()));
    };
    const server = http.createServer((request, response) => {
      pass(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Front(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
