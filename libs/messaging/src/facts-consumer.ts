import { streamOf } from '@croupier/contracts';
import { jetstream, jetstreamManager, type JsMsg } from '@nats-io/jetstream';
import { type DataSource } from 'typeorm';
import { type Broker } from './broker.js';
import { declareConsumer } from './durable-consumer.js';
import { type FactHandler, type FactObserver } from './fact-handler.js';
import { type FactLog } from './fact-log.js';
import { FactPlace } from './fact-place.js';
import { type FactTurn } from './fact-turn.js';
import { FactWork } from './fact-work.js';
import { type Held, heldOf } from './held-fact.js';
import { HoleGate } from './hole-gate.js';
import { Lanes, type Verdict } from './lanes.js';
import { Returning } from './returning.js';

export interface FactsConsumerOptions {
  observer?: FactObserver;
  /** How long a handler may take, in ms. Default 10 s. */
  handlerBudgetMs?: number;
  /** How many facts may be worked on at once, each of another aggregate. */
  atOnce?: number | undefined;
  /** How often it is looked whether facts are missing at the end of the stream, in ms. Default 30 s. */
  lookAheadMs?: number;
  /** Whether this replica is the one that hears facts now. Without one it always is. */
  turn?: Pick<FactTurn, 'held' | 'quietSince'>;
}

/** Few: each handler takes a connection of the database from those that asks use as well. */
const defaultAtOnce = 4;
const defaultLookAheadMs = 30_000;
/** Facts handed to a process that died come again after this. One that lives says so of what it is at. */
const ackWaitMs = 2500;
const touchMs = 800;
const retryWaitMs = 1000;
const turnPollMs = 250;
const stopWaitMs = 3000;
/**
 * How long a pull lives. A node that dies takes its pulls along unsaid: the library notices by heartbeats, two a pull,
 * and waits this long before it looks again for a consumer that has no leader yet.
 */
const pullMs = 3000;

interface Pull {
  close(): Promise<void | Error>;
}

/**
 * Hears the facts of one stream and acknowledges each after its effect is committed. Those of one aggregate are worked
 * on in the order in which they happened: one that fails is tried again before the next, and holds up no other
 * aggregate. What keeps failing, cannot be read, does not end or kills the process is stored as a dead letter with its
 * cause; nothing is skipped in silence.
 */
export class FactsConsumer {
  private readonly handlers = new Map<string, FactHandler>();
  private pull: Pull | undefined;
  private gate: HoleGate | undefined;
  private readonly place: FactPlace;
  private stopped = false;
  private wake: (() => void) | undefined;
  private endedAt = performance.now();
  private lastReason = '';
  private loop: Promise<void> | undefined;
  private readonly held = new Map<string, Held>();
  private readonly lanes: Lanes<Held>;
  private readonly factWork: FactWork;
  private readonly atOnce: number;

  constructor(
    private readonly broker: Broker,
    database: DataSource,
    private readonly source: string,
    private readonly log: FactLog,
    private readonly options: FactsConsumerOptions = {},
  ) {
    this.factWork = new FactWork(this.handlers, { broker, database, source, log, ...options });
    this.place = new FactPlace(database, source);
    this.atOnce = options.atOnce ?? defaultAtOnce;
    this.lanes = new Lanes(this.atOnce, (item) => this.work(item));
  }

  on(subject: string, handler: FactHandler): void {
    this.handlers.set(subject, handler);
  }

  start(): void {
    this.loop = this.run();
  }

  /**
   * Finishes what it has and gives back what is not done in time. Closing the pull asks the broker, which may be away: all
   * of it has a bound.
   */
  async stop(): Promise<void> {
    this.stopped = true;
    this.wake?.();
    const ended = Promise.all([this.pull?.close(), this.loop]).then(() => this.lanes.settled());
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, stopWaitMs).unref())]);
    for (const { message } of this.lanes.clear()) if (this.broker.connected) message.nak();
  }

  private get hasTurn(): boolean {
    return this.options.turn?.held ?? true;
  }

  private get isOn(): boolean {
    return !this.stopped && this.hasTurn;
  }

  private async run(): Promise<void> {
    const touching = setInterval(() => this.touch(), touchMs);
    while (!this.stopped) {
      try {
        if (this.broker.connected && this.isOn) await this.consume();
      } catch (error) {
        if (!this.stopped) this.report(String(error));
      }
      if (!this.stopped) await this.pause(this.hasTurn ? retryWaitMs : turnPollMs);
    }
    clearInterval(touching);
  }

  /** Says of what it has that it is still at it; whoever has no turn any more is not. */
  private touch(): void {
    if (!this.hasTurn) {
      void this.pull?.close();
    } else if (this.broker.connected) {
      for (const { message } of this.held.values()) message.working();
      void this.storePlace();
    }
  }

  /** All below what is held was worked on, and nothing behind a hole that is being filled counts. */
  private async storePlace(): Promise<void> {
    if (!this.gate) return;
    let place = this.gate.place;
    for (const { message } of this.held.values()) place = Math.min(place, message.info.streamSequence - 1);
    await this.place.store(place).catch((error: unknown) => {
      this.log.warn(
        { source: this.source, error: String(error) },
        'the place in a stream could not be noted',
      );
    });
  }

  private async pause(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = undefined;
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
    const declared = await declareConsumer(manager, stream, durable, {
      ackWaitMs,
      subjects: [...this.handlers.keys()],
      most: Math.max(256, this.atOnce * 4),
    });
    this.lastReason = '';
    const missing = declared.num_ack_pending - this.held.size;
    // Whoever had them is gone. They come again before any new one, but not before they are due.
    if (missing > 0) await this.pause(this.quietSince() + ackWaitMs - performance.now());
    if (!this.isOn) return;
    const { created } = await manager.streams.info(stream);
    // One that was just made says that it heard what the stream had already lost.
    const floor = declared.delivered.consumer_seq === 0 ? 0 : declared.ack_floor.stream_seq;
    const gate = this.gateAfter(await this.place.read(created, floor));
    const consumer = await jetstream(this.broker.connection, { timeout: 2000 }).consumers.get(
      stream,
      durable,
    );
    const messages = await consumer.consume({
      max_messages: Math.max(64, this.atOnce * 2),
      expires: pullMs,
      abort_on_missing_resource: true,
    });
    this.pull = messages;
    if (!this.isOn) await messages.close();
    this.gate = gate;
    const returning = new Returning(missing, (item) => gate.add(item));
    const looking = setInterval(() => void gate.lookAhead(), this.options.lookAheadMs ?? defaultLookAheadMs);
    try {
      for await (const message of messages) this.take(message, returning);
    } finally {
      clearInterval(looking);
      this.gate = undefined;
      this.endedAt = performance.now();
      for (const { id } of [...returning.stop(), ...gate.stop()]) this.held.delete(id);
    }
  }

  private gateAfter(place: number): HoleGate {
    return new HoleGate(this.broker, this.log, {
      source: this.source,
      subjects: [...this.handlers.keys()],
      after: place,
      pass: (item) => this.lanes.add(item),
      found: (count) => this.options.observer?.readAgain?.(this.source, count),
    });
  }

  /** Since when nobody has taken anything, and nothing was said of what had been taken. */
  private quietSince(): number {
    return Math.max(this.endedAt, this.options.turn?.quietSince ?? 0);
  }

  private take(message: JsMsg, returning: Returning): void {
    const item = heldOf(message);
    const known = this.held.get(item.id);
    if (known) {
      known.message = message;
      return;
    }
    this.held.set(item.id, item);
    returning.add(item);
  }

  private async work(item: Held): Promise<Verdict> {
    if (!this.hasTurn) {
      // It was not worked on: the place must not go beyond it.
      this.gate = undefined;
      this.held.delete(item.id);
      return 'done';
    }
    const result = await this.factWork.attempt(item);
    if (result === 'done') return this.end(item, () => item.message.ack());
    if (result === 'given up') return this.end(item, () => item.message.term('dead letter'));
    return result;
  }

  private end({ id }: Held, say: () => void): Verdict {
    this.held.delete(id);
    try {
      say();
    } catch (error) {
      // It comes again, and its inbox knows it.
      this.log.warn({ eventId: id, error: String(error) }, 'the end of a fact could not be said');
    }
    return 'done';
  }
}
