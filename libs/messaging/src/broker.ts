import { setTimeout as sleep } from 'node:timers/promises';
import { AuthorizationError, type NatsConnection } from '@nats-io/transport-node';
import { type Delay, Echo } from './echo.js';
import { type BrokerTls, handshakeFault, isTlsFault } from './tls.js';
import { noTracing, type Tracing } from './tracing.js';
import { Wire } from './wire.js';
import { connectWired, installWires, type WiredOptions } from './wire-transport.js';
import { within } from './within.js';

export interface BrokerOptions {
  service: string;
  /** `nats://host:port`, or `tls://` where it must be encrypted; several separated by commas. */
  url: string;
  user?: string;
  password?: string;
  /** Subject prefix of this service's private inbox. */
  inboxPrefix: string;
  /** Files in PEM, for `tls://`. */
  tls?: BrokerTls;
  /** Records what goes over this connection; nobody does without. */
  tracing?: Tracing;
}

/** The log lines a broker connection writes. */
export interface BrokerLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}

/** One that stands still is given up at the third tick without an answer: after 2.4 to 3.6 s. */
const pingIntervalMs = 1200;
const missedPings = 2;
const closeWaitMs = 2000;
const reconnectWaitMs = 250;
/** The end of a connection is noticed at once, and with it that of its wire: one that is up and has none after this stays so. */
const mendAfterMs = 1000;

/**
 * One connection to NATS that reconnects for ever and knows whether it is up. The library buffers what is
 * published during an outage and may lose it unsaid; callers here ask `connected` first and refuse instead.
 */
export class Broker {
  private up = true;
  private readonly reconnectListeners = new Set<() => void>();
  private readonly echo: Echo;

  private constructor(
    readonly connection: NatsConnection,
    /** The fast way of asks and their answers. */
    readonly wire: Wire,
    readonly options: BrokerOptions,
    private readonly log: BrokerLog,
  ) {
    this.echo = new Echo(() => connection.flush());
    wire.onDetached(() => setTimeout(() => this.mend(), mendAfterMs).unref());
    void this.follow();
  }

  /**
   * Waits for the broker to appear; the caller bounds the wait.
   * @throws whatever no waiting would change: the broker turns this service away, or TLS does not come about.
   */
  static async open(options: BrokerOptions, log: BrokerLog): Promise<Broker> {
    const how = connectionOptions(options);
    for (;;) {
      // A wire for each try: the library leaves one that took too long alone, and it may still come about.
      const wire = new Wire();
      try {
        return new Broker(await connectWired({ ...how, wire }), wire, options, log);
      } catch (error) {
        if (isTlsFault(error) || turnedAway(error)) throw error;
      }
      const fault = how.tls ? await handshakeFault(options.url, options.tls ?? {}) : undefined;
      if (fault) throw fault;
      await sleep(reconnectWaitMs);
    }
  }

  get tracing(): Tracing {
    return this.options.tracing ?? noTracing;
  }

  get connected(): boolean {
    return this.up && this.wire.attached && !this.connection.isClosed();
  }

  /** In bytes; a message that is larger would end the connection. */
  get largestMessage(): number {
    return this.connection.info?.max_payload ?? 0;
  }

  /** How long a message arriving now may at most have lain in the broker or on its way from there. */
  get delay(): Delay {
    return this.echo.delay;
  }

  /** Calls back after each reconnection: whatever was missed meanwhile is missed. */
  onReconnect(listener: () => void): void {
    this.reconnectListeners.add(listener);
  }

  /** What was published is sent first, unless the broker does not take it within 2 s. */
  async close(): Promise<void> {
    this.echo.stop();
    if (this.connection.isClosed()) return;
    if (this.up && (await within(closeWaitMs, this.connection.drain()))) return;
    await this.connection.close();
  }

  private comeBack(): void {
    this.up = true;
    if (!this.wire.attached) {
      this.mend();
      return;
    }
    this.log.info({}, 'broker back');
    for (const listener of this.reconnectListeners) listener();
  }

  /**
   * A connection without its wire is none. Ours comes back so where somebody else in this process connected in the
   * library's own way.
   */
  private mend(): void {
    if (!this.up || this.wire.attached || this.connection.isClosed()) return;
    this.log.warn({}, 'the connection to the broker has no wire and is made again');
    installWires();
    void this.connection.reconnect();
  }

  private async follow(): Promise<void> {
    for await (const status of this.connection.status()) {
      if (status.type === 'disconnect' || status.type === 'staleConnection') {
        if (this.up) this.log.warn({ status: status.type }, 'broker lost');
        this.up = false;
      } else if (status.type === 'reconnect') {
        this.comeBack();
      } else if (status.type === 'error') {
        this.log.warn({ error: String(status.error) }, 'broker error');
      }
    }
  }
}

/** The library has one error for a broker that refuses the password and for one that had to wait too long for it. */
function turnedAway(error: unknown): boolean {
  return error instanceof AuthorizationError && !/authentication timeout/i.test(error.message);
}

/** With `tls://` nothing is said to a broker that cannot prove who it is, the password neither. */
function connectionOptions(options: BrokerOptions): Omit<WiredOptions, 'wire'> {
  return {
    servers: options.url.split(','),
    name: options.service,
    ...(options.user === undefined ? {} : { user: options.user, pass: options.password ?? '' }),
    ...(options.url.startsWith('tls://') ? { tls: { ...options.tls } } : {}),
    inboxPrefix: options.inboxPrefix,
    maxReconnectAttempts: -1,
    // Two refusals in a row would end the connection for ever, and a busy machine alone can cause them.
    ignoreAuthErrorAbort: true,
    reconnectTimeWait: reconnectWaitMs,
    reconnectJitter: 250,
    timeout: 2000,
    pingInterval: pingIntervalMs,
    maxPingOut: missedPings,
    // Two stack traces a request, made in case it fails, cost more than the request.
    noAsyncTraces: true,
  };
}
