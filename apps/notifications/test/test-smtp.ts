import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { type Mood, type ReceivedMail, type TestMailServer } from './mail-server.js';

const linesMost = 5000;

/** A mail server that speaks as much SMTP (RFC 5321) as a polite client needs, without TLS. */
export class TestSmtp implements TestMailServer {
  mood: Mood = 'takes';
  readonly received: ReceivedMail[] = [];
  private port = 0;
  private server: Server = createServer();
  private readonly sockets = new Set<Socket>();

  get settings(): Record<string, string> {
    return { SMTP_URL: `smtp://127.0.0.1:${this.port}`, SANDBOX: 'true' };
  }

  async open(): Promise<void> {
    this.server = createServer((socket) => this.serve(socket));
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
  }

  close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const socket of this.sockets) socket.destroy();
    return closed;
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => undefined);
    if (this.mood === 'hangs') return;
    const session = new Session(this, socket);
    let rest = '';
    socket.setEncoding('utf8').on('data', (data: string) => {
      const lines = (rest + data).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) session.hear(line);
    });
    session.say('220 test.example ESMTP');
  }
}

/** One connection: what was said so far. */
class Session {
  private to = '';
  private data: string[] | undefined;
  private lines = 0;

  constructor(
    private readonly server: TestSmtp,
    private readonly socket: Socket,
  ) {}

  say(reply: string): void {
    this.socket.write(`${reply}\r\n`);
  }

  hear(line: string): void {
    this.lines += 1;
    if (this.lines > linesMost) return void this.socket.destroy();
    if (this.data) return this.content(line);
    const verb = line.split(/[ :]/)[0]?.toUpperCase();
    if (verb === 'EHLO') this.say('250-test.example\r\n250-8BITMIME\r\n250 SMTPUTF8');
    else if (verb === 'RCPT') this.recipient(line);
    else if (verb === 'DATA') {
      this.data = [];
      this.say('354 go on');
    } else if (verb === 'QUIT') {
      this.say('221 bye');
      this.socket.end();
    } else this.say(verb === 'MAIL' || verb === 'RSET' || verb === 'NOOP' ? '250 ok' : '502 not here');
  }

  private recipient(line: string): void {
    if (this.server.mood === 'refuses') return this.say('550 5.1.1 no such mailbox here');
    if (this.server.mood === 'is busy') return this.say('451 4.3.2 come back later');
    this.to = /<([^>]+)>/.exec(line)?.[1] ?? '';
    this.say('250 ok');
  }

  private content(line: string): void {
    if (line !== '.') return void this.data?.push(line.replace(/^\.\./, '.'));
    this.server.received.push(mailOf(this.to, this.data ?? []));
    this.data = undefined;
    if (this.server.mood === 'breaks off') return void this.socket.destroy();
    this.say('250 taken');
  }
}

interface Part {
  headers: Map<string, string>;
  body: string;
}

/** Reads a message of two alternatives, as the client writes it. */
function mailOf(to: string, lines: string[]): ReceivedMail {
  const whole = partOf(lines.join('\r\n'));
  const type = whole.headers.get('content-type') ?? '';
  const boundary = /boundary="([^"]+)"/.exec(type)?.[1] ?? '';
  const parts = whole.body.split(`--${boundary}`).slice(1, -1).map(partOf);
  const read = (kind: string): string => {
    const part = parts.find(({ headers }) => headers.get('content-type')?.startsWith(kind));
    return part ? decoded(part).trimEnd() : '';
  };
  const oneClick = whole.headers.get('list-unsubscribe-post') === 'List-Unsubscribe=One-Click';
  const unsubscribeUrl = /^<(.+)>$/.exec(whole.headers.get('list-unsubscribe') ?? '')?.[1];
  return {
    to,
    ...(oneClick && unsubscribeUrl ? { unsubscribeUrl } : {}),
    messageId: whole.headers.get('message-id') ?? '',
    subject: wordsOf(whole.headers.get('subject') ?? ''),
    text: read('text/plain'),
    html: read('text/html'),
  };
}

function partOf(text: string): Part {
  const [head = '', ...body] = text.replace(/^\r\n/, '').split('\r\n\r\n');
  const unfolded = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
  const headers = unfolded.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { headers: new Map(headers), body: body.join('\r\n\r\n') };
}

function decoded({ headers, body }: Part): string {
  const encoding = headers.get('content-transfer-encoding');
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
  if (encoding === 'quoted-printable') return quoted(body.replaceAll('=\r\n', ''));
  return body;
}

/** Encoded words of a header (RFC 2047). */
function wordsOf(header: string): string {
  return header
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?(b|q)\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toLowerCase() === 'b' ? Buffer.from(text, 'base64').toString() : quoted(text.replaceAll('_', ' ')),
    );
}

function quoted(text: string): string {
  return decodeURIComponent(text.replaceAll('%', '%25').replaceAll(/=([0-9A-F]{2})/g, '%$1'));
}
