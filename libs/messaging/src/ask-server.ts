import { askOf, commonError } from '@croupier/contracts';
import { type AskPriority, DomainError } from '@croupier/kernel';
import { type Subscription } from '@nats-io/transport-node';
import { type ActorGuard, type Claim, UnprovenActor, type UnprovenReason } from './actor-guard.js';
import { admit, Shed, type ShedReason } from './admission.js';
import { type Broker } from './broker.js';
import { type CallContext, heardTrace, runInContext } from './call-context.js';
import { toErrorBody } from './error-body.js';
import {
  actorHeader,
  actorProofHeader,
  errorHeader,
  idempotencyHeader,
  sentHeader,
  timeLeftHeader,
  traceHeader,
} from './headers.js';
import { type Head } from './head.js';
import { LoopDelay } from './loop-delay.js';
import { type Message } from './message.js';
import { type Sending, Transit } from './transit.js';
import { within } from './within.js';

export type AskHandler = (body: unknown, context: CallContext) => Promise<unknown>;

/** What the server reports of each ask it answered. */
export interface AskObserver {
  answered(subject: string, code: string, durationMs: number, trace: string): void;
  failed(subject: string, error: unknown, trace: string): void;
  /** Somebody asked in a name that is not proven: a bug of ours, or a service that is not ours any more. */
  unproven?(subject: string, reason: UnprovenReason, trace: string): void;
  /** One was refused unrun, so that others can be answered. */
  shed?(priority: AskPriority, reason: ShedReason): void;
}

const defaultBudgetMs = 2000;
/** Whoever asks for more time gets this: no handler keeps its place for longer. */
const maximumBudgetMs = 60_000;
/** What a handler may take beyond its time, for its own refusal to come first. */
const graceMs = 1000;
const sweepIntervalMs = 250;
const refusedHead: Head = { [errorHeader]: '1' };
const noHead: Head = {};

/** A handler did not end in its time and was left behind; what becomes of its work is unknown. */
export class StuckHandler extends Error {}

interface Statistics {
  requests: number;
  errors: number;
  totalMs: number;
}

interface Served {
  readonly subject: string;
  readonly priority: AskPriority;
  readonly statistics: Statistics;
  readonly acts: ReturnType<ActorGuard['of']>;
  readonly handler: AskHandler;
}

/** An ask that is being answered. */
interface Running {
  readonly served: Served;
  readonly message: Message;
  readonly startedAt: number;
  readonly deadlineAt: number;
  readonly trace: string;
  readonly span: ReturnType<Broker['tracing']['begin']>;
}

/** Answers asks: one queue group per service, so that its replicas share them. Never dies of what it is sent. */
export class AskServer {
  private readonly subscriptions: Subscription[] = [];
  private readonly transit = new Transit();
  private readonly loopDelay = new LoopDelay();
  private readonly sweeper: NodeJS.Timeout;
  private readonly stats = new Map<string, Statistics>();
  private readonly running = new Set<Running>();
  private whenIdle: (() => void)[] = [];

  constructor(
    private readonly broker: Broker,
    private readonly observer: AskObserver,
    private readonly guard: ActorGuard,
  ) {
    this.sweeper = setInterval(() => this.sweep(), sweepIntervalMs);
    this.sweeper.unref();
  }

  get inFlight(): number {
    return this.running.size;
  }

  /** Requests, errors and total time by subject since start. */
  get statistics(): ReadonlyMap<string, Readonly<Statistics>> {
    return this.stats;
  }

  serve(subject: string, handler: AskHandler): void {
    const statistics = { requests: 0, errors: 0, totalMs: 0 };
    this.stats.set(subject, statistics);
    const priority = askOf(subject)?.priority ?? 'action';
    const served: Served = { subject, priority, statistics, acts: this.guard.of(subject), handler };
    const subscription = this.broker.connection.subscribe(subject, {
      queue: this.broker.options.service,
      callback: () => undefined,
    });
    this.broker.wire.hear(subscription.getID(), (message) => this.answer(served, message));
    this.subscriptions.push(subscription);
  }

  /** Takes no new ask, answers those that were already delivered, and waits for them, at most `boundMs`. */
  async drain(boundMs: number): Promise<void> {
    const open = this.subscriptions.splice(0);
    await within(boundMs, this.finish(open));
    clearInterval(this.sweeper);
    this.loopDelay.stop();
  }

  private async finish(open: Subscription[]): Promise<void> {
    if (this.broker.connected) await Promise.all(open.map((subscription) => subscription.drain()));
    for (const subscription of open) this.broker.wire.leave(subscription.getID());
    if (this.running.size > 0) await new Promise<void>((resolve) => this.whenIdle.push(resolve));
    if (this.broker.connected) await this.broker.connection.flush();
  }

  private answer(served: Served, message: Message): void {
    const startedAt = performance.now();
    const lainMs = this.transit.lainMs(sendingOf(message), startedAt, this.broker.delay);
    const budgetMs = budgetOf(message);
    const asked = message.header(traceHeader);
    const span = this.broker.tracing.begin('answer', served.subject, asked);
    const trace = span?.trace ?? heardTrace(asked);
    const running = { served, message, startedAt, deadlineAt: startedAt - lainMs + budgetMs, trace, span };
    this.running.add(running);
    try {
      if (running.deadlineAt <= startedAt) throw commonError('deadline_spent');
      admit({ priority: served.priority, inFlight: this.running.size, lainMs, budgetMs }, this.loopDelay);
      this.handle(running).then(
        (reply) => this.reply(running, reply),
        (error: unknown) => this.refuse(running, error),
      );
    } catch (error) {
      this.refuse(running, error);
    }
  }

  private handle({ served, message, deadlineAt, trace }: Running): Promise<unknown> {
    const body = parse(message);
    const { actor, proof } = served.acts(claimOf(message), body);
    const idempotencyKey = message.header(idempotencyHeader);
    const context: CallContext = {
      ...{ deadlineAt, actor, trace },
      ...(proof === undefined ? undefined : { proof }),
      ...(idempotencyKey ? { idempotencyKey } : undefined),
    };
    return runInContext(context, () => served.handler(body, context));
  }

  private reply(running: Running, reply: unknown): void {
    let body: string;
    try {
      body = JSON.stringify(reply ?? {});
    } catch (error) {
      this.refuse(running, error);
      return;
    }
    // One that was left behind was answered then.
    if (!this.running.delete(running)) return;
    this.respond(running.message, body);
    this.ended(running, 'ok');
  }

  private refuse(running: Running, error: unknown): void {
    if (!this.running.delete(running)) return;
    const { message, served, trace } = running;
    const refusal = refusalOf(error);
    if (error instanceof Shed) this.observer.shed?.(error.priority, error.reason);
    if (refusal.kind === 'internal' || error instanceof StuckHandler)
      this.observer.failed(served.subject, error, trace);
    if (error instanceof UnprovenActor) this.observer.unproven?.(served.subject, error.reason, trace);
    this.respond(message, JSON.stringify(toErrorBody(refusal)), true);
    this.ended(running, refusal.code);
  }

  private ended({ served, startedAt, span, trace }: Running, code: string): void {
    const durationMs = performance.now() - startedAt;
    span?.end(code);
    served.statistics.requests += 1;
    served.statistics.totalMs += durationMs;
    if (code !== 'ok') served.statistics.errors += 1;
    this.observer.answered(served.subject, code, durationMs, trace);
    if (this.running.size === 0) for (const resolve of this.whenIdle.splice(0)) resolve();
  }

  /** One timer looks after all: one for each would cost more than many an ask. */
  private sweep(): void {
    const now = performance.now();
    for (const running of this.running)
      if (running.deadlineAt + graceMs <= now)
        this.refuse(running, new StuckHandler('the handler did not end in its time and was left behind'));
  }

  private respond(message: Message, body: string, refused = false): void {
    if (!this.broker.connected || message.reply === '') return;
    try {
      const content = { head: refused ? refusedHead : noHead, body };
      const way = { subject: message.reply, reply: '' };
      const { wire, largestMessage } = this.broker;
      if (message.label === undefined) wire.publish(way, content, largestMessage);
      else wire.publishTogether(way, message.label, content, largestMessage);
    } catch (error) {
      this.observer.failed(message.subject, error, '');
    }
  }
}

function refusalOf(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (error instanceof Shed) return error.refusal;
  return commonError(error instanceof StuckHandler ? 'outcome_unknown' : 'internal');
}

/** In ms. */
function budgetOf(message: Message): number {
  const text = message.header(timeLeftHeader) ?? '';
  return /^-?\d{1,9}$/.test(text) ? Math.min(Number(text), maximumBudgetMs) : defaultBudgetMs;
}

function claimOf(message: Message): Claim {
  return { actor: message.header(actorHeader) ?? '', proof: message.header(actorProofHeader) ?? '' };
}

function sendingOf(message: Message): Sending | undefined {
  const sentAt = message.header(sentHeader) ?? '';
  if (!message.reply || !/^\d{1,15}$/.test(sentAt)) return undefined;
  return { asker: message.reply.slice(0, message.reply.lastIndexOf('.')), sentAt: Number(sentAt) };
}

function parse(message: Message): unknown {
  try {
    return message.json();
  } catch (cause) {
    throw commonError('malformed_json', { cause });
  }
}
