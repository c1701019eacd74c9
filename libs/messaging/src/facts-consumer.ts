import { commonError, streamOf } from '@croupier/contracts';
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
import { storeDeadLetter } from './dead-letters.js';
import { FactAttempts } from './fact-attempts.js';
import { FactContext } from './fact-context.js';
import { traceHeader } from './headers.js';
import { within } from './within.js';

export type FactHandler = (payload: unknown, context: FactContext) => Promise<unknown>;

export interface FactLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** What is counted of facts that are not simply worked on or sent. */
export interface FactObserver {
  deadLetter(subject: string): void;
  /** A handler did not end and was left behind. */
  stuck(subject: string): void;
}

export interface FactsConsumerOptions {
  observer?: FactObserver;
  /** How long a handler may take, in ms. Default 10 s. */
  handlerBudgetMs?: number;
}

const defaultBudgetMs = 10_000;
/** Left behind this much later, by what it was given: one that minds its budget has refused by itself. */
const graceFactor = 1.1;
/** Facts handed to a process that died come again after this: as soon as no handler can still be at work on one. */
const ackWaitFactor = 1.2;
const consumerExists = 10_148;
const retryWaitMs = 1000;
const stopWaitMs = 3000;
/**
 * How long a pull lives. A node that dies takes its pulls along unsaid: the library notices by heartbeats, two a pull,
 * and waits this long before it looks again for a consumer that has no leader yet.
 */
const pullMs = 3000;
/** A fact that failed this often for another reason than an outage becomes a dead letter. */
const maximumFailures = 8;
/** One whose handler does not end holds up the others for its whole budget each time. */
const maximumStuck = 3;
/** One that was begun so often and never ended kills what works on it. */
const maximumUnended = 5;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Something that is known to go wrong again, and to be worth no more than so many attempts. */
class Hopeless extends Error {
  constructor(
    message: string,
    readonly attempts: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

interface Pull {
  close(): Promise<void | Error>;
}

/**
 * Hears the facts of one stream, one at a time and each acknowledged after its effect is committed. What keeps
 * failing, cannot be read, does not end or kills the process is stored as a dead letter with its cause; nothing is
 * skipped in silence.
 */
export class FactsConsumer {
  private readonly handlers = new Map<string, FactHandler>();
  private pull: Pull | undefined;
  private stopped = false;
  private lastReason = '';
  private loop: Promise<void> | undefined;
  private readonly attempts: FactAttempts;
  private readonly budgetMs: number;

  constructor(
    private readonly broker: Broker,
    private readonly database: DataSource,
    private readonly source: string,
    private readonly log: FactLog,
    private readonly options: FactsConsumerOptions = {},
  ) {
    this.attempts = new FactAttempts(database);
    this.budgetMs = options.handlerBudgetMs ?? defaultBudgetMs;
  }

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
      ack_wait: Math.round(this.budgetMs * ackWaitFactor * 1_000_000),
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
    const fact = factOf(message);
    try {
      if (fact.delivery > 1) await this.begin(fact);
      await this.handle(message, fact);
    } catch (error) {
      await this.failed(message, fact, error);
      return;
    }
    if (fact.delivery > 1) await this.noted(fact, 'forget');
    message.ack();
  }

  /** Not for a first delivery: what is worked on at once has no price. */
  private async begin(fact: FactContext): Promise<void> {
    const begun = await this.attempts.begin(fact.id).catch((cause: unknown) => {
      throw commonError('service_unavailable', { detail: 'the attempt cannot be noted', cause });
    });
    if (begun > maximumUnended)
      throw new Hopeless(
        `work on it was begun ${begun - 1} times and never ended: its process died each time`,
        0,
      );
  }

  private async noted(fact: FactContext, how: 'forget' | 'interrupt'): Promise<void> {
    // What was done stays done: an end that is not noted must not have it done again.
    await this.attempts[how](fact.id).catch((error: unknown) => {
      const about = { subject: fact.subject, eventId: fact.id, error: String(error) };
      this.log.warn(about, 'the end of an attempt could not be noted');
    });
  }

  private async handle(message: JsMsg, fact: FactContext): Promise<void> {
    const handler = this.handlers.get(message.subject);
    if (!handler) throw new Error(`no handler for ${message.subject}`);
    const payload = read(message);
    const deadlineAt = performance.now() + this.budgetMs;
    const call = { deadlineAt, actor: `system:${this.source}`, trace: fact.trace };
    const work = runInContext(call, async () => handler(payload, fact));
    if (await within(this.budgetMs * graceFactor, work)) return;
    this.options.observer?.stuck(fact.subject);
    throw new Hopeless(
      `its handler did not end within ${this.budgetMs} ms and was left behind`,
      maximumStuck,
    );
  }

  private async failed(message: JsMsg, fact: FactContext, error: unknown): Promise<void> {
    const about = { subject: fact.subject, eventId: fact.id, delivery: fact.delivery, error: String(error) };
    try {
      if (!(await this.isGivenUp(fact, error))) {
        this.log.warn(about, 'fact will be tried again');
        message.nak(Math.min(100 * 2 ** fact.delivery, 2000));
        return;
      }
      const { id, subject, delivery } = fact;
      await storeDeadLetter(this.database, { id, subject, payload: message.data, cause: error, delivery });
      message.term('dead letter');
      this.options.observer?.deadLetter(subject);
      this.log.error(about, 'fact became a dead letter');
    } catch (cause) {
      this.log.error({ ...about, cause: String(cause) }, 'the failure of a fact could not be noted');
      message.nak(10_000);
      return;
    }
    await this.noted(fact, 'forget');
  }

  /** Whether it failed so often for reasons of its own that it is not tried again; an outage is none. */
  private async isGivenUp(fact: FactContext, error: unknown): Promise<boolean> {
    if (error instanceof DomainError && error.kind === 'unavailable') {
      await this.noted(fact, 'interrupt');
      return false;
    }
    const most = error instanceof Hopeless ? error.attempts : maximumFailures;
    return (await this.attempts.fail(fact.id)) >= most;
  }
}

/** One that came without an id is known by its place in the stream. */
function factOf(message: JsMsg): FactContext {
  const { stream, streamSequence, deliveryCount } = message.info;
  return new FactContext({
    id: message.headers?.get('ce-id') || `${stream}/${streamSequence}`,
    subject: message.subject,
    delivery: deliveryCount,
    trace: nextTrace(message.headers?.get(traceHeader)),
  });
}

/** @throws Hopeless if nobody can know it by its id, or read it */
function read(message: JsMsg): unknown {
  if (!uuid.test(message.headers?.get('ce-id') ?? ''))
    throw new Hopeless('it has no ce-id that is a UUID', 0);
  try {
    return message.json();
  } catch (cause) {
    throw new Hopeless('it is not JSON', 0, { cause });
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
