import { type AskContract, DomainError, ownerOf } from '@croupier/kernel';
import { askOf, commonError } from '@croupier/contracts';
import { createInbox, type Subscription } from '@nats-io/transport-node';
import { ClientProxy, type ReadPacket, type WritePacket } from '@nestjs/microservices';
import { isProvable } from './actor-proof.js';
import { type ActorSigner } from './actor-signer.js';
import { type Ending } from './breaker.js';
import { type Broker } from './broker.js';
import { type CallContext, currentContext, nextTrace, timeLeftMs } from './call-context.js';
import { fromErrorBody } from './error-body.js';
import {
  actorHeader,
  actorProofHeader,
  type ErrorBody,
  errorHeader,
  idempotencyHeader,
  sentHeader,
  timeLeftHeader,
  traceHeader,
} from './headers.js';
import { repeating } from './repeating.js';
import { type Target, Targets } from './targets.js';
import { headerLine, type WireMessage } from './wire-message.js';

export interface AskOptions {
  /** Budget in ms; never more than what is left of the work this ask is part of. */
  deadlineMs?: number;
}

/** What a client reports of each ask that ended. */
export interface AskedObserver {
  /** @param code `ok`, or the code it was refused with @param durationMs from the ask to its end */
  ended(subject: string, code: string, durationMs: number): void;
  /** One was refused because nobody answered, and is sent once more. */
  repeated?(subject: string): void;
  /** A service does not answer and is asked nothing for now; or it answers again. */
  silence?(service: string, isSilent: boolean): void;
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
  subject: string;
  expiresAt: number;
  settle: (outcome: WireMessage | DomainError, ending: Ending) => void;
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
  async ask<Request extends object, Reply extends object>(
    contract: AskContract<Request, Reply>,
    request: Request,
    options: AskOptions = {},
  ): Promise<Reply> {
    const { subject, idempotent } = contract;
    const budgetMs = options.deadlineMs ?? contract.deadlineMs;
    const once = (leftMs: number): Promise<unknown> => this.request(subject, request, leftMs);
    if (!this.options.repeats || !idempotent) return (await once(budgetMs)) as Reply;
    const reply = await repeating(once, {
      budgetMs: Math.min(budgetMs, timeLeftMs()),
      budget: this.asked.of(subject).repeats,
      onRepeat: () => this.options.observer?.repeated?.(subject),
    });
    return reply as Reply;
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
    for (const [id, { settle }] of this.pending) {
      this.pending.delete(id);
      settle(commonError('outcome_unknown', { detail: 'the client was closed' }), 'unsent');
    }
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

  private async request(subject: string, body: unknown, budgetMs: number): Promise<unknown> {
    const { observer } = this.options;
    const startedAt = observer ? performance.now() : 0;
    const span = this.broker.tracing.begin('ask', subject, currentContext()?.trace);
    let code = 'ok';
    try {
      const left = Math.floor(Math.min(budgetMs, timeLeftMs()));
      if (left <= 0) throw commonError('deadline_spent', { detail: subject });
      if (!this.broker.connected)
        throw commonError('service_unavailable', { detail: `${subject}: no broker` });
      if (this.pending.size >= maximumPending) throw commonError('overloaded', { detail: subject });
      const outcome = await this.exchange(subject, JSON.stringify(body), left, span?.trace);
      if (outcome instanceof Error) throw outcome;
      return readReply(subject, outcome);
    } catch (error) {
      code = error instanceof DomainError ? error.code : 'internal';
      throw error;
    } finally {
      span?.end(code);
      observer?.ended(subject, code, performance.now() - startedAt);
    }
  }

  private exchange(
    subject: string,
    body: string,
    leftMs: number,
    trace?: string,
  ): Promise<WireMessage | DomainError> {
    const leave = this.asked.of(subject).enter();
    const id = (this.sent += 1);
    return new Promise((resolve) => {
      const settle = (outcome: WireMessage | DomainError, ending: Ending): void => {
        leave(ending, leftMs);
        resolve(outcome);
      };
      this.pending.set(id, { subject, expiresAt: performance.now() + leftMs, settle });
      try {
        const head = this.headOf(subject, leftMs, trace);
        this.broker.wire.publish(subject, body, this.broker.largestMessage, `${this.inbox}.${id}`, head);
      } catch (cause) {
        this.pending.delete(id);
        settle(commonError('service_unavailable', { detail: subject, cause }), 'unsent');
      }
    });
  }

  private headOf(subject: string, leftMs: number, trace?: string): string {
    const context = currentContext();
    const proof = context && this.proofFor(subject, context);
    const key = context?.idempotencyKey;
    return (
      headerLine(timeLeftHeader, String(leftMs)) +
      headerLine(sentHeader, String(Math.floor(performance.now()))) +
      headerLine(actorHeader, context?.actor ?? `system:${this.broker.options.service}`) +
      headerLine(traceHeader, trace ?? nextTrace(context?.trace)) +
      (proof ? headerLine(actorProofHeader, proof) : '') +
      (key ? headerLine(idempotencyHeader, key) : '')
    );
  }

  /** What needs no actor is not handed one: nobody gets a proof to keep that has no use for it. */
  private proofFor(subject: string, { actor, proof }: CallContext): string | undefined {
    if (this.signer && isProvable(actor)) return this.signer.proofFor(actor, ownerOf(subject));
    return askOf(subject)?.actor === 'service' ? undefined : proof;
  }

  private receive(message: WireMessage): void {
    const id = Number(message.subject.slice(this.inbox.length + 1));
    const waiting = this.pending.get(id);
    if (!waiting) return;
    this.pending.delete(id);
    const nobodyServes = message.isEmpty && message.status === 503;
    const outcome = nobodyServes ? commonError('service_unavailable', { detail: waiting.subject }) : message;
    // That nobody serves it the broker says by itself and at once: there is nothing to spare anybody.
    waiting.settle(outcome, 'answered');
  }

  private sweep(): void {
    const now = performance.now();
    for (const [id, { subject, expiresAt, settle }] of this.pending) {
      if (expiresAt > now) continue;
      this.pending.delete(id);
      settle(commonError('outcome_unknown', { detail: subject }), 'silent');
    }
  }
}

function readReply(subject: string, message: WireMessage): unknown {
  let body: unknown;
  try {
    body = message.json();
  } catch (cause) {
    throw commonError('internal', { detail: `${subject} answered something that is not JSON`, cause });
  }
  if (message.header(errorHeader) !== undefined) throw fromErrorBody(body as ErrorBody);
  return body;
}
