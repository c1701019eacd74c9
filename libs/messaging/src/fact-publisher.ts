import {
  createInbox,
  headers as newHeaders,
  type Msg,
  type MsgHdrs,
  type Subscription,
} from '@nats-io/transport-node';
import { type Broker } from './broker.js';
import { throughHeader, toldHeader, traceHeader } from './headers.js';
import { type OutboxRow } from './outbox-reader.js';
import { recorded } from './tracing.js';

const acknowledgedWithinMs = 2000;
const headersAtMost = 2048;
const printable = /^[\x21-\x7e]+$/;

/** What the broker answers to a message. */
interface Acknowledgement {
  error?: { description: string };
  stream?: string;
  seq?: number;
  /** It had this one already. */
  duplicate?: boolean;
}

interface Batch {
  waiting: Set<string>;
  /** Whatever is new in the stream comes after this. */
  after: number;
  settle: (fault?: Error) => void;
}

/**
 * Publishes facts to their stream, a batch at a time and each acknowledged by its own message. The library's way has a
 * timer and a promise for every message, which cost more than the message; here a batch has one of each. After a fault
 * it is of no use any more: acknowledgements may still be on their way.
 */
export class FactPublisher {
  private readonly inbox: string;
  private readonly subscription: Subscription;
  private batch: Batch | undefined;
  /** The highest id of the outbox that was told so far. */
  private told = 0;

  constructor(
    private readonly broker: Broker,
    private readonly stream: string,
    /** Where the stream ends before anything is published. */
    private last: number,
  ) {
    this.inbox = createInbox(broker.options.inboxPrefix);
    this.subscription = broker.connection.subscribe(`${this.inbox}.*`, {
      callback: (error, message) => {
        if (error) this.batch?.settle(error);
        else this.acknowledge(message);
      },
    });
  }

  /** Where in the stream the last fact is that was acknowledged. */
  get lastSeq(): number {
    return this.last;
  }

  /**
   * Publishes in the order given. Resolves when the stream has all of them. Each says `through`: all facts up to this id
   * were acknowledged before. So the end of a stream tells what is missing behind it, and what is on both sides of a hole
   * what is missing in it.
   * @throws Error if it refused one, if nobody keeps the stream, or if one is not acknowledged within 2 s
   */
  async publish(rows: readonly OutboxRow[], through: number): Promise<void> {
    if (rows.length === 0) return;
    // The library would keep them and send them whenever it can again.
    if (!this.broker.connected) throw new Error('no broker');
    const replies = rows.map((_, place) => `${this.inbox}.${place}`);
    const settled = this.begin(new Set(replies));
    this.told = Math.max(this.told, through);
    try {
      for (const [place, row] of rows.entries()) {
        const span = this.broker.tracing.begin('publish', row.subject, row.trace ?? undefined);
        void recorded(span, settled);
        const headers = encoded(this.headersOf(row, through, span?.trace));
        const options = { reply: replies[place] ?? '', headers };
        this.broker.connection.publish(row.subject, Buffer.from(row.payload), options);
        this.told = Math.max(this.told, Number(row.id));
      }
    } catch (error) {
      this.batch?.settle(error as Error);
    }
    await settled;
  }

  /** False for one that the broker would take from nobody, whatever stream it is for. */
  fits(row: OutboxRow): boolean {
    const most = this.broker.connection.info?.max_payload ?? Infinity;
    // No character takes more than 3 bytes for each unit of its string.
    if (row.payload.length * 3 + headersAtMost < most) return true;
    return Buffer.byteLength(row.payload) + this.headersOf(row, Number.MAX_SAFE_INTEGER).length <= most;
  }

  close(): void {
    if (!this.broker.connection.isClosed()) this.subscription.unsubscribe();
  }

  private begin(waiting: Set<string>): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (fault?: Error): void => {
        clearTimeout(timer);
        this.batch = undefined;
        if (fault) reject(fault);
        else resolve();
      };
      const timer = setTimeout(
        () => settle(new Error(`${waiting.size} facts were not acknowledged in time`)),
        acknowledgedWithinMs,
      );
      this.batch = { waiting, after: this.last, settle };
    });
  }

  private acknowledge(message: Msg): void {
    if (!this.batch?.waiting.delete(message.subject)) return;
    const fault = this.faultIn(message, this.batch.after);
    if (fault !== undefined) this.batch.settle(new Error(`a fact was not taken: ${fault}`));
    else if (this.batch.waiting.size === 0) this.batch.settle();
  }

  /** Only the stream itself can say where in it a message is now; whoever heard the fact could say anything. */
  private faultIn(message: Msg, after: number): string | undefined {
    if (message.data.length === 0) return `nobody keeps ${String(message.headers?.code ?? 'it')}`;
    const { error, stream, seq, duplicate } = message.json<Acknowledgement>();
    if (error) return error.description;
    const believable = Number.isSafeInteger(seq) && Number(seq) > (duplicate ? 0 : after);
    if (stream !== this.stream || !believable) return message.string();
    this.last = Math.max(this.last, Number(seq));
    return undefined;
  }

  /** Written at once: the library checks each name and value, and looks for each among the others. */
  private headersOf(row: OutboxRow, through: number, trace = row.trace): Buffer {
    const { event_id: id, subject, created_at: at } = row;
    const source = this.broker.options.service;
    const about = `ce-id: ${id}\r\nce-type: ${subject}\r\nce-source: /${source}\r\nce-time: ${at.toISOString()}\r\n`;
    const traced = trace !== null && printable.test(trace) ? `${traceHeader}: ${trace}\r\n` : '';
    const place = `Nats-Msg-Id: ${id}\r\n${throughHeader}: ${through}\r\n${toldHeader}: ${this.told}\r\n`;
    const text = `NATS/1.0\r\nce-specversion: 1.0\r\n${about}${place}${traced}\r\n`;
    return Buffer.from(text, 'latin1');
  }
}

function encoded(bytes: Buffer): MsgHdrs {
  return Object.assign(newHeaders(), { encode: () => bytes });
}
