import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** One message of PostgreSQL's protocol on its way. */
export interface Frame {
  from: 'service' | 'database';
  /** Its name, such as Bind or ReadyForQuery. */
  name: string;
  /** What is readable in it: names of statements, texts of queries. */
  text: string;
  connection: Connection;
}

/** What becomes of a frame: it goes on, the line is cut before or after it, or it and all after it are kept back. */
export type Fate = 'pass' | 'cut before' | 'cut after' | 'keep';

const fromService: Record<string, string> = {
  ...{
    P: 'Parse',
    B: 'Bind',
    D: 'Describe',
    E: 'Execute',
    S: 'Sync',
    Q: 'Query',
    X: 'Terminate',
    C: 'Close',
    H: 'Flush',
  },
};
const fromDatabase: Record<string, string> = {
  ...{ '1': 'ParseComplete', '2': 'BindComplete', T: 'RowDescription', D: 'DataRow', C: 'CommandComplete' },
  ...{ Z: 'ReadyForQuery', E: 'ErrorResponse', n: 'NoData', R: 'Authentication', t: 'ParameterDescription' },
};

/** One connection of a service, and the one behind it to the database. */
export class Connection {
  /** Set while a statement that is watched for runs on it. */
  watched = false;
  private kept = false;

  constructor(
    private readonly service: Socket,
    private readonly database: Socket,
    private readonly fateOf: (frame: Frame) => Fate,
  ) {
    this.carry(service, database, 'service', true);
    this.carry(database, service, 'database', false);
  }

  cut(): void {
    this.service.destroy();
    this.database.destroy();
  }

  /** Lets bytes lie from now on, in both directions, with both connections open. */
  keep(): void {
    this.kept = true;
  }

  private carry(source: Socket, target: Socket, from: Frame['from'], startup: boolean): void {
    let waiting = Buffer.alloc(0);
    let first = startup;
    source.on('data', (chunk: Buffer) => {
      if (this.kept) return;
      waiting = Buffer.concat([waiting, chunk]);
      for (;;) {
        const length = first ? 0 : 1;
        if (waiting.length < length + 4) return;
        const size = length + waiting.readInt32BE(length);
        if (waiting.length < size) return;
        const bytes = waiting.subarray(0, size);
        waiting = waiting.subarray(size);
        if (!this.forward(bytes, first ? 'Startup' : undefined, from, target)) return;
        first = false;
      }
    });
    source.on('close', () => target.destroy());
    source.on('error', () => target.destroy());
  }

  /** @returns whether what follows may go on */
  private forward(bytes: Buffer, name: string | undefined, from: Frame['from'], target: Socket): boolean {
    const letter = String.fromCharCode(bytes[0] ?? 0);
    const names = from === 'service' ? fromService : fromDatabase;
    const text = from === 'service' ? bytes.toString('latin1', 5, 80) : '';
    const frame: Frame = { from, name: name ?? names[letter] ?? letter, text, connection: this };
    const fate = this.fateOf(frame);
    if (fate === 'keep') {
      this.keep();
      return false;
    }
    if (fate === 'cut before') {
      this.cut();
      return false;
    }
    target.write(bytes);
    if (fate === 'cut after') {
      // What was written is on its way before the line goes.
      target.end();
      setImmediate(() => this.cut());
      return false;
    }
    return true;
  }
}

/** A way to a PostgreSQL that can be broken between any two messages. */
export class PgProxy {
  /** Decides over each message; all pass unless it is set. */
  fate: (frame: Frame) => Fate = () => 'pass';
  private readonly connections = new Set<Connection>();
  private readonly sockets = new Set<Socket>();
  private silent = false;

  private constructor(
    private readonly server: Server,
    private readonly behind: { host: string; port: number },
  ) {}

  /** @returns a proxy before the server of this URL. */
  static async before(url: string): Promise<PgProxy> {
    const { hostname, port } = new URL(url);
    const server = createServer();
    const proxy = new PgProxy(server, { host: hostname, port: Number(port) });
    server.on('connection', (service) => proxy.accept(service));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  /** The same URL through here. */
  through(url: string): string {
    const changed = new URL(url);
    changed.host = `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return changed.href;
  }

  /** Goes silent: what is open stays open, what comes is accepted, nothing is said any more. */
  silence(): void {
    this.silent = true;
    for (const connection of this.connections) connection.keep();
  }

  /** Speaks again, with new connections: the silent ones are gone. */
  heal(): void {
    this.silent = false;
    this.fate = () => 'pass';
    this.cutAll();
  }

  cutAll(): void {
    for (const connection of this.connections) connection.cut();
    for (const socket of this.sockets) socket.destroy();
    this.connections.clear();
    this.sockets.clear();
  }

  async close(): Promise<void> {
    this.cutAll();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private accept(service: Socket): void {
    this.sockets.add(service);
    service.on('error', () => undefined);
    service.on('close', () => this.sockets.delete(service));
    if (this.silent) return;
    service.setNoDelay(true);
    const database = connect({ ...this.behind, noDelay: true });
    database.on('error', () => service.destroy());
    const connection = new Connection(service, database, (frame) => this.fate(frame));
    this.connections.add(connection);
    service.on('close', () => this.connections.delete(connection));
  }
}

/** Whether a frame belongs to the statement that moves money: from its Parse or Bind to the server being ready again. */
export function isOfPost(frame: Frame): boolean {
  const { connection, from, name, text } = frame;
  if (from === 'service' && (name === 'Parse' || name === 'Bind') && /(^|\0)post\0/.test(text))
    connection.watched = true;
  const is = connection.watched;
  if (from === 'database' && name === 'ReadyForQuery') connection.watched = false;
  return is;
}
