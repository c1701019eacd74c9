import { type AskContract, ownerOf } from '@croupier/kernel';
import { askOf, commonError } from '@croupier/contracts';
import { createInbox, type Subscription } from '@nats-io/transport-node';
import { ClientProxy, type ReadPacket, type WritePacket } from '@nestjs/microservices';
import { isProvable } from './actor-proof.js';
import { type ActorSigner } from './actor-signer.js';
import { type AskedObserver, Asking } from './asking.js';
import { type Ending } from './breaker.js';
import { type Broker } from './broker.js';
import { type CallContext, currentContext, nextTrace, timeLeftMs } from './call-context.js';
import {
  actorHeader,
  actorProofHeader,
  idempotencyHeader,
  sentHeader,
  timeLeftHeader,
  traceHeader,
} from './headers.js';
import { type Head } from './head.js';
import { type Message } from './message.js';
import { repeating } from './repeating.js';
import { type Target, Targets } from './targets.js';

export interface AskOptions {
  /** Budget in ms; never more than what is left of the work this ask is part of. */
  deadlineMs?: number;
}

export interface BusOptions {
  observer?: AskedObserver;
  /**
   * Asks again, within a budget, what may be repeated. For one layer alone, the edge: were each hop to repeat, the last
   * one would be asked once for each way through them.
   */
  repeats?: boolean;
}

interface Pending {
  readonly asking: Asking;
  /** From its beginning, in ms. */
  readonly leftMs: number;
  /** Gives its place back, once. */
  readonly leave: (ending: Ending, givenMs: number) => void;
  /** The number of the first ask in its message; its own unless it went with others. */
  carrier: number;
}

const sweepIntervalMs = 10;
const maximumPending = 4096;

/**
 * The client side of asks. Every ask settles: with the reply, with the refusal the service typed, at once when
 * nobody serves the subject or the broker is away, and otherwise when its time is over. A Nest client, so that
 * `send` works too; `ask` is the typed way.
 */
export class Bus extends ClientProxy {
  private readonly pending = new Map<number, Pending>();
  private readonly asked = new Targets(undefined, (service, isSilent) =>
    this.options.observer?.silence?.(service, isSilent),
  );
  private readonly inbox: string;
  private readonly subscription: Subscription;
  private readonly sweeper: NodeJS.Timeout;
  private sent = 0;

  /** With a signer it vouches for the players and the staff in whose name it asks; without, it hands on what it has. */
  constructor(
    private readonly broker: Broker,
    private readonly signer?: ActorSigner,
    private readonly options: BusOptions = {},
  ) {
    super();
    this.inbox = createInbox(broker.options.inboxPrefix);
    this.subscription = broker.connection.subscribe(`${this.inbox}.*`, { callback: () => undefined });
    broker.wire.hear(this.subscription.getID(), (message) => this.receive(message));
    this.sweeper = setInterval(() => this.sweep(), sweepIntervalMs);
    this.sweeper.unref();
  }

  /**
   * Asks and waits for the typed reply.
   * @throws DomainError with a code of the contract, or `service_unavailable`, `overloaded`, `deadline_spent`
   * (nothing was done) or `outcome_unknown` (no answer in time).
   */
  ask<Request extends object, Reply extends object>(
    contract: AskContract<Request, Reply>,
    request: Request,
    options: AskOptions = {},
  ): Promise<Reply> {
    const { subject, idempotent } = contract;
    const budgetMs = options.deadlineMs ?? contract.deadlineMs;
    const once = (leftMs: number): Promise<Reply> => this.request(subject, request, leftMs) as Promise<Reply>;
    if (!this.options.repeats || !idempotent) return once(budgetMs);
    return repeating(once, {
      budgetMs: Math.min(budgetMs, timeLeftMs()),
      budget: this.asked.of(subject).repeats,
      onRepeat: () => this.options.observer?.repeated?.(subject),
    });
  }

  /** How many asks wait for an answer. */
  get inFlight(): number {
    return this.pending.size;
  }

  /** The services that were asked. */
  get targets(): readonly Target[] {
    return this.asked.all;
  }

  override async connect(): Promise<void> {}

  /** Gives up what still waits and leaves the inbox; the connection belongs to its opener. */
  override async close(): Promise<void> {
    clearInterval(this.sweeper);
    for (const id of this.pending.keys())
      this.take(id, 'unsent')?.refuse(commonError('outcome_unknown', { detail: 'the client was closed' }));
    this.broker.wire.leave(this.subscription.getID());
    if (!this.broker.connection.isClosed()) this.subscription.unsubscribe();
  }

  override unwrap<Connection>(): Connection {
    return this.broker.connection as Connection;
  }

  protected publish(packet: ReadPacket, callback: (packet: WritePacket) => void): () => void {
    this.request(String(packet.pattern), packet.data, 2000).then(
      (response) => callback({ response, isDisposed: true }),
      (err: unknown) => callback({ err }),
    );
    return () => undefined;
  }

  protected async dispatchEvent<Result>(packet: ReadPacket): Promise<Result> {
    throw commonError('internal', { detail: `${String(packet.pattern)}: facts leave through the outbox` });
  }

  private request(subject: string, body: unknown, budgetMs: number): Promise<unknown> {
    const context = currentContext();
    const span = this.broker.tracing.begin('ask', subject, context?.trace);
    const asking = new Asking(subject, span, this.options.observer);
    try {
      this.transmit(asking, JSON.stringify(body), budgetMs, context);
    } catch (error) {
      asking.refuse(error);
    }
    return asking.ended;
  }

  /** @throws DomainError if nothing was sent */
  private transmit(asking: Asking, body: string, budgetMs: number, context: CallContext | undefined): void {
    const { subject, startedAt } = asking;
    const given = context ? Math.min(budgetMs, context.deadlineAt - startedAt) : budgetMs;
    const leftMs = Math.floor(given);
    if (leftMs <= 0) throw commonError('deadline_spent', { detail: subject });
    if (!this.broker.connected) throw commonError('service_unavailable', { detail: `${subject}: no broker` });
    if (this.pending.size >= maximumPending) throw commonError('overloaded', { detail: subject });
    const target = this.asked.of(subject);
    const leave = target.enter();
    const id = (this.sent += 1);
    const pending: Pending = { asking, leftMs, leave, carrier: id };
    this.pending.set(id, pending);
    try {
      const content = { head: this.headOf(asking, leftMs, context), body };
      const way = { subject, reply: `${this.inbox}.${id}` };
      const { wire, largestMessage } = this.broker;
      if (target.takesPacks) pending.carrier = wire.publishTogether(way, id, content, largestMessage);
      else wire.publish(way, content, largestMessage);
    } catch (cause) {
      this.take(id, 'unsent');
      throw commonError('service_unavailable', { detail: subject, cause });
    }
  }

  private headOf({ subject, startedAt, span }: Asking, leftMs: number, context?: CallContext): Head {
    const proof = context && this.proofFor(subject, context);
    const key = context?.idempotencyKey;
    return {
      [timeLeftHeader]: String(leftMs),
      [sentHeader]: String(Math.floor(startedAt)),
      [traceHeader]: span?.trace ?? nextTrace(context?.trace),
      // A proof names its actor.
      ...(proof
        ? { [actorProofHeader]: proof }
        : { [actorHeader]: context?.actor ?? `system:${this.broker.options.service}` }),
      ...(key ? { [idempotencyHeader]: key } : undefined),
    };
  }

  /** What needs no actor is not handed one: nobody gets a proof to keep that has no use for it. */
  private proofFor(subject: string, { actor, proof }: CallContext): string | undefined {
    if (this.signer && isProvable(actor)) return this.signer.proofFor(actor, ownerOf(subject));
    return askOf(subject)?.actor === 'service' ? undefined : proof;
  }

  private receive(message: Message): void {
    const carrier = Number(message.subject.slice(this.inbox.length + 1));
    // That nobody serves it the broker says by itself and at once: there is nothing to spare anybody.
    if (message.isEmpty && message.status === 503) {
      this.refuseAll(carrier);
      return;
    }
    const id = message.label ?? carrier;
    // An answer is for what went in the message it is the answer to: who has one may not answer what others were asked.
    if (this.pending.get(id)?.carrier === carrier) this.take(id, 'answered')?.answer(message);
  }

  private refuseAll(carrier: number): void {
    for (const [id, { asking, carrier: its }] of this.pending)
      if (its === carrier)
        this.take(id, 'answered')?.refuse(commonError('service_unavailable', { detail: asking.subject }));
  }

  private sweep(): void {
    const now = performance.now();
    for (const [id, { asking, leftMs }] of this.pending) {
      if (asking.startedAt + leftMs > now) continue;
      this.take(id, 'silent')?.refuse(commonError('outcome_unknown', { detail: asking.subject }));
    }
  }

  /** One that waits no longer. */
  private take(id: number, ending: Ending): Asking | undefined {
    const waiting = this.pending.get(id);
    if (!waiting) return undefined;
    this.pending.delete(id);
    waiting.leave(ending, waiting.leftMs);
    return waiting.asking;
  }
}
