import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Mood, type ReceivedMail, type TestMailServer } from './mail-server.js';

const key = 'mail-key-of-the-test';
const statuses = { refuses: 400, 'is busy': 503, takes: 200 } as const;

/** The mailbox service, in as far as a sender sees it. */
export class TestMailbox implements TestMailServer {
  mood: Mood = 'takes';
  readonly received: ReceivedMail[] = [];
  private port = 0;
  private server: Server = createServer();

  get settings(): Record<string, string> {
    return { MAIL_URL: `http://127.0.0.1:${this.port}/mailbox`, MAIL_API_KEY: key };
  }

  async open(): Promise<void> {
    this.server = createServer((request, response) => void this.answer(request, response));
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
  }

  close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeAllConnections();
    return closed;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { reference, ...mail } = JSON.parse(Buffer.concat(chunks).toString()) as ReceivedMail & {
      reference: string;
    };
    const authorized = request.headers.authorization === `Bearer ${key}`;
    if (request.url !== '/mailbox/messages' || !authorized) return void response.writeHead(401).end();
    if (this.mood === 'hangs') return;
    if (this.mood === 'takes' || this.mood === 'breaks off')
      this.received.push({ ...mail, messageId: reference });
    if (this.mood === 'breaks off') return void request.socket.destroy();
    response.writeHead(statuses[this.mood]).end('{}');
  }
}
