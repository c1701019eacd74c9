import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';

export const kycKey = 'kyc-key-of-the-test';

interface ReceivedCheck {
  reference: string;
  dateOfBirth: string;
  authorization: string | undefined;
}

/** An identity bureau of its own for one suite, with the answer the test wants. */
export class TestBureau {
  readonly checks: ReceivedCheck[] = [];
  answer: unknown = { outcome: 'pass', reasons: [] };
  status = 200;
  delayMs = 0;
  /** What an answer waits for besides. */
  held: Promise<void> = Promise.resolve();

  private constructor(private readonly server: Server) {}

  static async open(): Promise<TestBureau> {
    const server = createServer();
    const bureau = new TestBureau(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const check = JSON.parse(Buffer.concat(chunks).toString()) as ReceivedCheck;
        bureau.checks.push({ ...check, authorization: request.headers.authorization });
        const { answer, status } = bureau;
        const respond = (): void => {
          response.statusCode = request.url === '/kyc/checks' ? status : 404;
          response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
        };
        void bureau.held.then(() => setTimeout(respond, bureau.delayMs).unref());
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return bureau;
  }

  /** Settings of profile that lead here. */
  get settings(): Record<string, string> {
    const { port } = this.server.address() as AddressInfo;
    return { KYC_URL: `http://127.0.0.1:${port}/kyc`, KYC_API_KEY: kycKey };
  }

  /** A bureau that answers at once and passes everybody. */
  reset(): void {
    this.checks.length = 0;
    this.answer = { outcome: 'pass', reasons: [] };
    this.status = 200;
    this.delayMs = 0;
    this.held = Promise.resolve();
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
