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
import { LoopDelay } from './loop-delay.js';
import { type Sending, Transit } from './transit.js';
import { headerLine, type WireMessage } from './wire-message.js';
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

/** A handler did not end in its time and was left behind; what becomes of its work is unknown. */
export class StuckHandler extends Error {}

interface Served {
  subject: string;
  priority: AskPriority;
  handle: (message: WireMessage, context: CallContext) => Promise<unknown>;
}

interface Running {
  expiresAt: number;
  leave: () => void;
}

/** Answers asks: one queue group per service, so that its replicas share them. Never dies of what it is sent. */
export class AskServer {
  private readonly subscriptions: Subscription[] = [];
  private readonly transit = new Transit();
  private readonly loopDelay = new LoopDelay();
  private readonly handling = new Set<Running>();
  private readonly sweeper: NodeJS.Timeout;
  private readonly stats = new Map<string, { requests: number; errors: number; totalMs: number }>();
  private running = 0;
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
    return this.running;
  }

  /** Requests, errors and total time by subject since start. */
  get statistics(): ReadonlyMap<string, { requests: number; errors: number; totalMs: number }> {
    return this.stats;
  }

  serve(subject: string, handler: AskHandler): void {
    this.stats.set(subject, { requests: 0, errors: 0, totalMs: 0 });
    const acts = this.guard.of(subject);
    const served: Served = {
      subject,
      priority: askOf(subject)?.priority ?? 'action',
      handle: (message, context) => {
        const body = parse(message);
        const acting = { ...context, ...acts(claimOf(message), body) };
        return this.bounded(acting, () => handler(body, acting));
      },
    };
    const subscription = this.broker.connection.subscribe(subject, {
      queue: this.broker.options.service,
      callback: () => undefined,
    });
    this.broker.wire.hear(subscription.getID(), (message) => void this.answer(served, message));
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
    if (this.running > 0) await new Promise<void>((resolve) => this.whenIdle.push(resolve));
    if (this.broker.connected) await this.broker.connection.flush();
  }

  private async answer({ subject, priority, handle }: Served, message: WireMessage): Promise<void> {
    const startedAt = performance.now();
    const lainMs = this.transit.lainMs(sendingOf(message), startedAt, this.broker.delay);
    const asked = message.header(traceHeader);
    const span = this.broker.tracing.begin('answer', subject, asked);
    const context = contextOf(message, startedAt - lainMs, span?.trace ?? heardTrace(asked));
    this.running += 1;
    let code = 'ok';
    try {
      if (context.deadlineAt <= startedAt) throw commonError('deadline_spent');
      const budgetMs = context.deadlineAt - startedAt + lainMs;
      admit({ priority, inFlight: this.running, lainMs, budgetMs }, this.loopDelay);
      const reply = await handle(message, context);
      this.respond(message, JSON.stringify(reply ?? {}));
    } catch (error) {
      const refusal = refusalOf(error);
      code = refusal.code;
      if (error instanceof Shed) this.observer.shed?.(error.priority, error.reason);
      if (refusal.kind === 'internal' || error instanceof StuckHandler)
        this.observer.failed(subject, error, context.trace);
      if (error instanceof UnprovenActor) this.observer.unproven?.(subject, error.reason, context.trace);
      this.respond(message, JSON.stringify(toErrorBody(refusal)), true);
    } finally {
      this.running -= 1;
      span?.end(code);
      this.count(subject, code, performance.now() - startedAt, context.trace);
      if (this.running === 0) for (const resolve of this.whenIdle.splice(0)) resolve();
    }
  }

  /** One timer looks after all: one for each would cost more than many an ask. */
  private bounded(context: CallContext, handle: () => Promise<unknown>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const running: Running = {
        expiresAt: context.deadlineAt + graceMs,
        leave: () => reject(new StuckHandler('the handler did not end in its time and was left behind')),
      };
      this.handling.add(running);
      runInContext(context, handle).then(
        (reply) => {
          this.handling.delete(running);
          resolve(reply);
        },
        (error: unknown) => {
          this.handling.delete(running);
          reject(error instanceof Error ? error : new Error(String(error)));
        },
      );
    });
  }

  private sweep(): void {
    const now = performance.now();
    for (const running of this.handling) {
      if (running.expiresAt > now) continue;
      this.handling.delete(running);
      running.leave();
    }
  }

  private respond(message: WireMessage, body: string, refused = false): void {
    if (!this.broker.connected || message.reply === '') return;
    try {
      const head = refused ? headerLine(errorHeader, '1') : '';
      this.broker.wire.publish(message.reply, body, this.broker.largestMessage, '', head);
    } catch (error) {
      this.observer.failed(message.subject, error, '');
    }
  }

  private count(subject: string, code: string, durationMs: number, trace: string): void {
    const row = this.stats.get(subject);
    if (row) {
      row.requests += 1;
      row.totalMs += durationMs;
      if (code !== 'ok') row.errors += 1;
    }
    this.observer.answered(subject, code, durationMs, trace);
  }
}

function refusalOf(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (error instanceof Shed) return error.refusal;
  return commonError(error instanceof StuckHandler ? 'outcome_unknown' : 'internal');
}

function contextOf(message: WireMessage, arrivedAt: number, trace: string): CallContext {
  const text = message.header(timeLeftHeader) ?? '';
  const left = /^-?\d{1,9}$/.test(text) ? Math.min(Number(text), maximumBudgetMs) : defaultBudgetMs;
  const idempotencyKey = message.header(idempotencyHeader);
  return {
    deadlineAt: arrivedAt + left,
    actor: 'unknown',
    trace,
    ...(idempotencyKey ? { idempotencyKey } : {}),
  };
}

function claimOf(message: WireMessage): Claim {
  return { actor: message.header(actorHeader) ?? '', proof: message.header(actorProofHeader) ?? '' };
}

function sendingOf(message: WireMessage): Sending | undefined {
  const sentAt = message.header(sentHeader) ?? '';
  if (!message.reply || !/^\d{1,15}$/.test(sentAt)) return undefined;
  return { asker: message.reply.slice(0, message.reply.lastIndexOf('.')), sentAt: Number(sentAt) };
}

function parse(message: WireMessage): unknown {
  try {
    return message.json();
  } catch (cause) {
    throw commonError('malformed_json', { cause });
  }
}
