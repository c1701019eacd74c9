import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** What becomes of bytes on their way: all is well if it says nothing. */
export interface Weather {
  /** In which direction they lie and do not arrive, with the line up: a half-open line. */
  lost?: 'there' | 'back' | 'both';
  /** How much later they arrive, in ms. */
  delayMs?: number;
  /** How many arrive at once. */
  slice?: number;
}

/** Bytes on their way, and when they may arrive, on the clock of `performance.now()`. */
interface Chunk {
  bytes: Buffer;
  dueAt: number;
}

interface Line {
  service: Socket;
  server: Socket;
  there: Chunk[];
  back: Chunk[];
}

type Direction = 'there' | 'back';

/** Stands between a service and a server, and has weather. What lay arrives in its order when the weather clears. */
export class TcpProxy {
  private readonly lines = new Set<Line>();
  private weather: Weather = {};

  private constructor(
    private readonly listener: Server,
    private readonly port: number,
  ) {}

  /** Before a port of this machine. */
  static async before(port: number): Promise<TcpProxy> {
    const listener = createServer({ noDelay: true });
    const proxy = new TcpProxy(listener, port);
    listener.on('connection', (service) => proxy.join(service));
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  /** Where a service finds the server instead. */
  get ownPort(): number {
    return (this.listener.address() as AddressInfo).port;
  }

  /** @returns what ends this weather, unless another one has come since */
  set(weather: Weather): () => void {
    this.weather = weather;
    for (const line of this.lines) for (const way of ['there', 'back'] as const) this.drain(line, way);
    return () => void (this.weather === weather && this.set({}));
  }

  /** Ends every line. @returns how many there were */
  cut(): number {
    const { size } = this.lines;
    for (const { service, server } of this.lines) {
      service.destroy();
      server.destroy();
    }
    return size;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.listener.close(resolve));
    this.cut();
    await closed;
  }

  private join(service: Socket): void {
    const server = connect({ port: this.port, host: '127.0.0.1', noDelay: true });
    const line: Line = { service, server, there: [], back: [] };
    this.lines.add(line);
    const end = (): void => {
      this.lines.delete(line);
      service.destroy();
      server.destroy();
    };
    for (const [socket, way] of [
      [service, 'there'],
      [server, 'back'],
    ] as const) {
      socket.on('data', (chunk: Buffer) => {
        const { delayMs = 0 } = this.weather;
        line[way].push({ bytes: chunk, dueAt: performance.now() + delayMs });
        if (delayMs === 0) this.drain(line, way);
        else setTimeout(() => this.drain(line, way), delayMs);
      });
      socket.on('close', end);
      socket.on('error', end);
    }
  }

  private drain(line: Line, way: Direction): void {
    const { lost, slice = Infinity } = this.weather;
    if (lost === way || lost === 'both') return;
    const target = way === 'there' ? line.server : line.service;
    const now = performance.now();
    // A timer may come a little early.
    const later = line[way].findIndex(({ dueAt }) => dueAt > now + 1);
    for (const { bytes } of line[way].splice(0, later < 0 ? Infinity : later))
      for (let from = 0; from < bytes.length; from += slice) target.write(bytes.subarray(from, from + slice));
  }
}
