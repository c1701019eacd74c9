import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import { type DataSource } from 'typeorm';
import { type ActorGuard } from './actor-guard.js';
import { type AskObserver, AskServer } from './ask-server.js';
import { type Broker } from './broker.js';
import { bySource } from './durable-consumer.js';
import { type FactHandler, type FactObserver } from './fact-handler.js';
import { FactsConsumer } from './facts-consumer.js';
import { type FactLog } from './fact-log.js';
import { FactTurn } from './fact-turn.js';
import { Redriver } from './redriver.js';

export interface NatsTransportOptions {
  broker: Broker;
  /** Where dead letters go; without one the service hears no facts. */
  database?: DataSource;
  observer: AskObserver;
  /** Checks who acts before an ask is carried out. */
  guard: ActorGuard;
  facts: FactObserver;
  /** How many facts may be worked on at once. */
  factsAtOnce?: number | undefined;
  log: FactLog;
}

/**
 * The Nest transport under `@MessagePattern` (asks) and `@EventPattern` (facts). Nest's own NATS transport drops
 * requests when it stops and hears no JetStream; only its decorators are kept.
 */
export class NatsTransport extends Server implements CustomTransportStrategy {
  override readonly transportId = Symbol('croupier-nats');
  override readonly propagatesEventHandlerErrors = true;
  readonly asks: AskServer;
  private consumers: { stop(): Promise<void> }[] = [];
  private turn: FactTurn | undefined;

  constructor(private readonly options: NatsTransportOptions) {
    super();
    this.asks = new AskServer(options.broker, options.observer, options.guard);
  }

  listen(callback: () => void): void {
    const facts: string[] = [];
    for (const [subject, handler] of this.messageHandlers) {
      if (handler.isEventHandler) {
        facts.push(subject);
        continue;
      }
      this.asks.serve(subject, (body, context) => handler(body, context).then(plain));
    }
    this.listenToFacts(facts);
    callback();
  }

  /** Takes no new work and finishes what it has, at most `boundMs`. Asks first: facts can wait for a successor. */
  async drain(boundMs: number): Promise<void> {
    await Promise.all([this.asks.drain(boundMs), ...this.consumers.map((consumer) => consumer.stop())]);
    this.consumers = [];
    await this.turn?.stop();
    this.turn = undefined;
  }

  async close(): Promise<void> {
    await this.drain(1000);
  }

  override on(): never {
    throw new Error('the transport has no events of its own; watch the broker');
  }

  override unwrap<Connection>(): Connection {
    return this.options.broker.connection as Connection;
  }

  private listenToFacts(subjects: string[]): void {
    const { broker, database, facts, log } = this.options;
    if (subjects.length === 0) return;
    if (!database) throw new Error('a service that hears facts needs a database for its inbox');
    const handlers = new Map(subjects.map((subject) => [subject, this.factHandler(subject)]));
    const turn = new FactTurn(database, log);
    turn.start();
    this.turn = turn;
    const options = { observer: facts, turn, atOnce: this.options.factsAtOnce };
    for (const [source, ofSource] of bySource(subjects)) {
      const consumer = new FactsConsumer(broker, database, source, log, options);
      for (const subject of ofSource) consumer.on(subject, this.factHandler(subject));
      consumer.start();
      this.consumers.push(consumer);
    }
    const redriver = new Redriver(database, handlers, log);
    redriver.start();
    this.consumers.push(redriver);
  }

  private factHandler(subject: string): FactHandler {
    return async (payload, context) => {
      const handler = this.messageHandlers.get(subject);
      if (!handler) throw new Error(`no handler for ${subject}`);
      return plain(await handler(payload, context));
    };
  }
}

/** Nest hands back an observable where an interceptor or a filter made one, and else what the handler returned. */
function plain(result: unknown): unknown {
  return isObservable(result) ? lastValueFrom(result, { defaultValue: {} }) : result;
}
