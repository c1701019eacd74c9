import { factsAgain } from '@croupier/contracts';
import { jetstreamManager, type StreamAPI } from '@nats-io/jetstream';
import { headers as newHeaders, type Msg, type Subscription } from '@nats-io/transport-node';
import { type DataSource } from 'typeorm';
import { type Broker } from './broker.js';
import { type FactLog } from './fact-log.js';
import { idHeader, throughHeader, toldHeader, traceHeader } from './headers.js';
import { type Hole } from './hole.js';
import { type OutboxRow } from './outbox-reader.js';

/** Which fact of a hole is wanted: the first one of these subjects whose id in the outbox is above `after`. */
export interface FactWanted extends Hole {
  after: number;
  subjects: readonly string[];
}

const brokerTimeoutMs = 2000;
/** Not every message of a stream comes from its outbox. */
const messagesLookedAt = 200;

/**
 * Answers whoever finds a hole in the stream of this service with the facts that may have been in it, from the outbox, one
 * a request and in their order. Some of them may be in the stream all the same: an inbox knows them.
 */
export class FactSource {
  private subscription: Subscription | undefined;

  constructor(
    private readonly broker: Broker,
    private readonly database: DataSource,
    private readonly stream: string,
    private readonly log: FactLog,
  ) {}

  start(): void {
    const { service } = this.broker.options;
    this.subscription = this.broker.connection.subscribe(factsAgain(service), {
      queue: service,
      callback: (error, message) => {
        if (!error) void this.answer(message);
      },
    });
  }

  stop(): void {
    if (!this.broker.connection.isClosed()) this.subscription?.unsubscribe();
  }

  /** Without an answer it is asked again. */
  private async answer(message: Msg): Promise<void> {
    try {
      const row = await this.next(message.json<FactWanted>());
      const about = newHeaders();
      if (row) {
        about.set('ce-id', row.event_id);
        about.set('ce-type', row.subject);
        about.set(idHeader, row.id);
        if (row.trace) about.set(traceHeader, row.trace);
      }
      message.respond(row?.payload ?? '', { headers: about });
    } catch (error) {
      this.log.warn(
        { stream: this.stream, error: String(error) },
        'facts that are missing could not be read',
      );
    }
  }

  private async next({ from, to, after, subjects }: FactWanted): Promise<OutboxRow | undefined> {
    const options = { checkAPI: false, timeout: brokerTimeoutMs };
    const { streams } = await jetstreamManager(this.broker.connection, options);
    const [low, high] = [await this.before(streams, from), await this.behind(streams, to)];
    const rows = (await this.database.query(
      `SELECT id, event_id, subject, payload, trace, created_at FROM facts
        WHERE id > $1 AND id <= coalesce($2, (SELECT published_through FROM outbox_cursor)) AND subject = ANY ($3)
        ORDER BY id LIMIT 1`,
      [Math.max(low, after), high, subjects],
    )) as OutboxRow[];
    return rows[0];
  }

  /** Facts up to this id were in the stream before the hole. */
  private async before(streams: StreamAPI, hole: number): Promise<number> {
    for (let seq = hole - 1; seq > Math.max(0, hole - messagesLookedAt); seq -= 1) {
      const message = await streams.getMessage(this.stream, { seq });
      const through = numberIn(message?.header.get(throughHeader));
      if (through !== undefined) return through;
    }
    return 0;
  }

  /** No fact above this id was told before what comes after the hole; undefined if nothing does. */
  private async behind(streams: StreamAPI, hole: number): Promise<number | undefined> {
    for (let seq = hole + 1; seq <= hole + messagesLookedAt; seq += 1) {
      const message = await streams.getMessage(this.stream, { seq });
      const told = numberIn(message?.header.get(toldHeader));
      if (told !== undefined) return told;
    }
    return undefined;
  }
}

function numberIn(text = ''): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
