import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';

export interface ReceivedMail {
  to: string;
  subject: string;
  text: string;
  reference: string;
  authorization: string | undefined;
}

/** A mailbox service of its own for one suite; it can be told to fail or to be slow. */
export class TestMailbox {
  readonly mails: ReceivedMail[] = [];
  status = 202;
  delayMs = 0;

  private constructor(private readonly server: Server) {}

  static async open(): Promise<TestMailbox> {
    const server = createServer();
    const mailbox = new TestMailbox(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const mail = JSON.parse(Buffer.concat(chunks).toString()) as ReceivedMail;
        const found = request.method === 'POST' && request.url === '/mailbox/messages';
        if (found && mailbox.status < 300)
          mailbox.mails.push({ ...mail, authorization: request.headers.authorization });
        setTimeout(() => {
          response.statusCode = found ? mailbox.status : 404;
          response.end('{}');
        }, mailbox.delayMs);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return mailbox;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/mailbox`;
  }

  /** Mails of one registration. */
  of(reference: string): ReceivedMail[] {
    return this.mails.filter((mail) => mail.reference === reference);
  }

  /** The code that the player reads in the mail. */
  code(reference: string): string {
    const code = /^Your code: (\d{6})$/m.exec(this.of(reference)[0]?.text ?? '')?.[1];
    if (!code) throw new Error(`no code was mailed for ${reference}`);
    return code;
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
