import { streamOf } from '@croupier/contracts';
import { DomainError, ownerOf } from '@croupier/kernel';
import {
  AckPolicy,
  type ConsumerConfig,
  DeliverPolicy,
  jetstream,
  JetStreamApiError,
  type JetStreamManager,
  jetstreamManager,
  type JsMsg,
} from '@nats-io/jetstream';
import { type DataSource } from 'typeorm';
import { type Broker } from './broker.js';
import { nextTrace, runInContext } from './call-context.js';
import { FactContext } from './fact-context.js';
import { traceHeader } from './headers.js';

export type FactHandler = (payload: unknown, context: FactContext) => Promise<unknown>;

export interface FactLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

const handlerBudgetMs = 10_000;
/** Facts handed to a process that died come again after this long: as soon as no handler can still be at work on one. */
const ackWaitNs = (handlerBudgetMs + 2000) * 1_000_000;
const consumerExists = 10_148;
const retryWaitMs = 1000;
const stopWaitMs = 3000;
/**
 * How long a pull lives. A node that dies takes its pulls along unsaid: the library notices by heartbeats, two a pull,
 * and waits this long before it looks again for a consumer that has no leader yet.
 */
const pullMs = 3000;
/** A fact that failed this often for another reason than an outage becomes a dead letter. */
const maximumDeliveries = 8;

interface Pull {
  close(): Promise<void | Error>;
}

/**
 * Hears the facts of one stream, one at a time and each acknowledged after its effect is committed. What keeps
 * failing is stored as a dead letter with its cause; nothing is skipped in silence.
 */
export class FactsConsumer {
  private readonly handlers = new Map<string, FactHandler>();
  private pull: Pull | undefined;
  private stopped = false;
  private lastReason = '';
  private loop: Promise<void> | undefined;

  constructor(
    private readonly broker: Broker,
    private readonly database: DataSource,
    private readonly source: string,
    private readonly log: FactLog,
  ) {}

  on(subject: string, handler: FactHandler): void {
    this.handlers.set(subject, handler);
  }

  start(): void {
    this.loop = this.run();
  }

  /** Finishes the fact at hand. Closing the pull asks the broker, which may be away: that wait has a bound. */
  async stop(): Promise<void> {
    this.stopped = true;
    const closed = Promise.all([this.pull?.close(), this.loop]);
    await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, stopWaitMs).unref())]);
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      try {
        if (this.broker.connected) await this.consume();
      } catch (error) {
        if (!this.stopped) this.report(String(error));
      }
      if (!this.stopped) await new Promise((resolve) => setTimeout(resolve, retryWaitMs));
    }
  }

  /** A producer that was never started has no stream: said once, not every second. */
  private report(reason: string): void {
    if (reason === this.lastReason) return;
    this.lastReason = reason;
    this.log.info({ stream: streamOf(this.source), reason }, 'facts wait');
  }

  private async consume(): Promise<void> {
    const stream = streamOf(this.source);
    const durable = this.broker.options.service;
    const manager = await jetstreamManager(this.broker.connection, { checkAPI: false, timeout: 2000 });
    await declare(manager, stream, durable, {
      ack_policy: AckPolicy.Explicit,
      ack_wait: ackWaitNs,
      deliver_policy: DeliverPolicy.All,
      filter_subjects: [...this.handlers.keys()].sort(),
      max_deliver: -1,
      max_ack_pending: 256,
    });
    const consumer = await jetstream(this.broker.connection, { timeout: 2000 }).consumers.get(
      stream,
      durable,
    );
    const messages = await consumer.consume({
      max_messages: 64,
      expires: pullMs,
      abort_on_missing_resource: true,
    });
    this.pull = messages;
    this.lastReason = '';
    if (this.stopped) await messages.close();
    for await (const message of messages) {
      if (this.stopped) break;
      await this.work(message);
    }
  }

  private async work(message: JsMsg): Promise<void> {
    const trace = nextTrace(message.headers?.get(traceHeader));
    const id = message.headers?.get('ce-id') ?? '';
    const context = new FactContext({
      id,
      subject: message.subject,
      delivery: message.info.deliveryCount,
      trace,
    });
    const call = { deadlineAt: performance.now() + handlerBudgetMs, actor: `system:${this.source}`, trace };
    try {
      const handler = this.handlers.get(message.subject);
      if (!handler) throw new Error(`no handler for ${message.subject}`);
      const payload: unknown = message.json();
      await runInContext(call, () => handler(payload, context));
      message.ack();
    } catch (error) {
      await this.failed(message, context, error);
    }
  }

  private async failed(message: JsMsg, fact: FactContext, error: unknown): Promise<void> {
    const outage = error instanceof DomainError && error.kind === 'unavailable';
    const about = { subject: fact.subject, eventId: fact.id, delivery: fact.delivery, error: String(error) };
    if (outage || fact.delivery < maximumDeliveries) {
      this.log.warn(about, 'fact will be tried again');
      message.nak(Math.min(100 * 2 ** fact.delivery, 2000));
      return;
    }
    try {
      await this.database.query(
        `INSERT INTO dead_letters (event_id, subject, payload, cause, delivery)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (event_id) DO NOTHING`,
        [
          fact.id,
          fact.subject,
          message.string(),
          error instanceof Error ? (error.stack ?? '') : String(error),
          fact.delivery,
        ],
      );
      message.term('dead letter');
      this.log.error(about, 'fact became a dead letter');
    } catch (cause) {
      this.log.error({ ...about, cause: String(cause) }, 'dead letter could not be stored');
      message.nak(10_000);
    }
  }
}

/** One that is there keeps its place in the stream, whatever else this version wants otherwise. */
async function declare(
  manager: JetStreamManager,
  stream: string,
  durable: string,
  config: Partial<ConsumerConfig>,
): Promise<void> {
  try {
    await manager.consumers.add(stream, { ...config, durable_name: durable });
  } catch (error) {
    if (!(error instanceof JetStreamApiError && error.code === consumerExists)) throw error;
    await manager.consumers.update(stream, durable, config);
  }
}

/** Groups subjects by the service whose stream carries them. */
export function bySource(subjects: Iterable<string>): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const subject of subjects) {
    const source = ownerOf(subject);
    groups.set(source, [...(groups.get(source) ?? []), subject]);
  }
  return groups;
}
