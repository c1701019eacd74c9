import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';

/** The exclusion scheme of one suite: it answers as told, or not at all. */
export class TestScheme {
  /** What X-Exclusion says; undefined leaves the header out. */
  answer: string | undefined = 'N';
  status = 200;
  delayMs = 0;
  /** What it was asked, newest last. */
  readonly asked: Record<string, string>[] = [];

  private constructor(private readonly server: Server) {}

  static async open(): Promise<TestScheme> {
    const server = createServer();
    const scheme = new TestScheme(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const person = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
        scheme.asked.push({ ...person, key: String(request.headers['x-api-key']) });
        setTimeout(() => {
          const headers = scheme.answer === undefined ? {} : { 'x-exclusion': scheme.answer };
          response.writeHead(scheme.status, { ...headers, 'x-unique-id': 'check-1' }).end('{}');
        }, scheme.delayMs);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return scheme;
  }

  get settings(): Record<string, string> {
    const { port } = this.server.address() as AddressInfo;
    return { EXCLUSION_URL: `http://127.0.0.1:${port}`, EXCLUSION_API_KEY: 'scheme-test-key' };
  }

  reset(): void {
    Object.assign(this, { answer: 'N', status: 200, delayMs: 0 });
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
