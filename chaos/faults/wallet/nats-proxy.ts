import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { type Fate } from './proxy.js';

/** One message of the broker's protocol on its way. */
export interface Word {
  from: 'service' | 'broker';
  /** Its name, such as HPUB or MSG. */
  name: string;
  /** Of a message: what it is about. */
  subject: string;
  /** Of a message that wants an answer: where that is to go. */
  reply: string | undefined;
  /** Its head and its body. */
  text: () => string;
}

/** `drop`: this one alone does not arrive, as if whoever sends or hears it had died before. */
export type WordFate = Exclude<Fate, 'keep'> | 'drop';
type FateOf = (word: Word) => WordFate;

/** One connection of a service, and the one behind it to the broker. */
class Line {
  constructor(
    private readonly service: Socket,
    private readonly broker: Socket,
    private readonly fateOf: FateOf,
  ) {
    this.carry(service, broker, 'service');
    this.carry(broker, service, 'broker');
  }

  cut(): void {
    this.service.destroy();
    this.broker.destroy();
  }

  private carry(source: Socket, target: Socket, from: Word['from']): void {
    let waiting = Buffer.alloc(0);
    source.on('data', (chunk: Buffer) => {
      waiting = Buffer.concat([waiting, chunk]);
      for (;;) {
        const end = waiting.indexOf('\r\n');
        if (end < 0) return;
        const words = waiting.toString('latin1', 0, end).split(' ');
        const size = end + 2 + payloadOf(words);
        if (waiting.length < size) return;
        const bytes = waiting.subarray(0, size);
        waiting = waiting.subarray(size);
        const text = (): string => bytes.toString('utf8', end + 2);
        if (!this.forward(bytes, { ...wordOf(words, from), text }, target)) return;
      }
    });
    source.on('close', () => target.destroy());
    source.on('error', () => target.destroy());
  }

  /** @returns whether what follows may go on */
  private forward(bytes: Buffer, word: Word, target: Socket): boolean {
    const fate = this.fateOf(word);
    if (fate === 'drop') return true;
    if (fate !== 'cut before') target.write(bytes);
    if (fate === 'pass') return true;
    // What was written is on its way before the line goes.
    if (fate === 'cut after') target.end();
    setImmediate(() => this.cut());
    return false;
  }
}

/** How many bytes follow the line, with their end. */
function payloadOf(words: readonly string[]): number {
  return /^H?(PUB|MSG)$/.test(words[0] ?? '') ? Number(words.at(-1)) + 2 : 0;
}

function wordOf(
  [name = '', subject = '', ...rest]: readonly string[],
  from: Word['from'],
): Omit<Word, 'text'> {
  const sizes = name.startsWith('H') ? 2 : 1;
  const subscription = from === 'broker' ? 1 : 0;
  const reply = rest.length > sizes + subscription ? rest[subscription] : undefined;
  return { from, name, subject, reply };
}

/** A way to a broker that can be cut between any two messages. */
export class NatsProxy {
  /** Decides over each message; all pass unless it is set. */
  fate: FateOf = () => 'pass';
  private readonly lines = new Set<Line>();

  private constructor(
    private readonly server: Server,
    private readonly behind: { host: string; port: number },
  ) {}

  /** @returns a proxy before the broker of this URL. */
  static async before(url: string): Promise<NatsProxy> {
    const { hostname, port } = new URL(url);
    const server = createServer({ noDelay: true });
    const proxy = new NatsProxy(server, { host: hostname, port: Number(port) });
    server.on('connection', (service) => proxy.accept(service));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `nats://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const line of this.lines) line.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private accept(service: Socket): void {
    const broker = connect({ ...this.behind, noDelay: true });
    const line = new Line(service, broker, (word) => this.fate(word));
    this.lines.add(line);
    service.on('close', () => this.lines.delete(line));
  }
}
