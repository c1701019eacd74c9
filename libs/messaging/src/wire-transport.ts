import { type ConnectionOptions, NatsConnectionImpl, setTransportFactory } from '@nats-io/transport-node';
import { NodeTransport, nodeResolveHost } from '@nats-io/transport-node/lib/node_transport.js';
import { type Wire, type WireEnd } from './wire.js';

export type WiredOptions = ConnectionOptions & { wire: Wire };

/**
 * Characters that wait for the end of a turn; more go at once, and whoever they are for begins while the rest is still
 * written. Half as many, or twice, cost a tenth of what two processes ask each other in a second.
 */
const mostWaiting = 16 * 1024;

/** The library's transport, with a wire beside the library on the same connection. Without one it is the library's. */
class WireTransport extends NodeTransport implements WireEnd {
  private wire: Wire | undefined;
  private waiting = '';
  private isDue = false;
  private unfinished: Buffer | undefined;

  override async connect(...[server, options]: Parameters<NodeTransport['connect']>): Promise<void> {
    await super.connect(server, options);
    const { wire } = options as Partial<WiredOptions>;
    this.wire = wire;
    if (!this.isClosed) wire?.attach(this);
    void this.closed().then(() => wire?.detach(this));
  }

  override async *iterate(): AsyncIterableIterator<Uint8Array> {
    for await (const frame of super.iterate()) {
      if (this.wire) yield* this.rest(this.wire, frame as Buffer);
      else yield frame;
    }
  }

  /** Behind what the wire was given before. */
  override send(frame: Uint8Array): void {
    this.flush();
    super.send(frame);
  }

  write(text: string): void {
    this.soon();
    this.waiting += text;
    if (this.waiting.length > mostWaiting) this.put();
  }

  /** When all has been read that had come: each request of HTTP comes by a callback of its own, and those of a turn go together. */
  soon(): void {
    if (this.isDue) return;
    this.isDue = true;
    setImmediate(() => {
      this.isDue = false;
      this.flush();
    });
  }

  private rest(wire: Wire, frame: Buffer): Buffer[] {
    const { others, unfinished } = wire.take(
      this.unfinished ? Buffer.concat([this.unfinished, frame]) : frame,
    );
    this.unfinished = unfinished;
    return others;
  }

  private flush(): void {
    this.waiting += this.wire?.rest(this) ?? '';
    this.put();
  }

  private put(): void {
    if (this.waiting === '') return;
    const text = this.waiting;
    this.waiting = '';
    // A write that fails ends the connection, which the library notices by itself.
    if (!this.isClosed) this.socket.write(text);
  }
}

/** Has every connection of this process be made by the transport above; the library's own `connect` undoes it. */
export function installWires(): void {
  setTransportFactory({ factory: () => new WireTransport(), dnsResolveFn: nodeResolveHost });
}

/** As `connect` of the library. */
export function connectWired(options: WiredOptions): ReturnType<typeof NatsConnectionImpl.connect> {
  installWires();
  return NatsConnectionImpl.connect(options);
}
