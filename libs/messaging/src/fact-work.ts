import { commonError } from '@croupier/contracts';
import { DomainError } from '@croupier/kernel';
import { type DataSource } from 'typeorm';
import { type Broker } from './broker.js';
import { nextTrace, runInContext } from './call-context.js';
import { storeDeadLetter } from './dead-letters.js';
import { FactAttempts } from './fact-attempts.js';
import { FactContext } from './fact-context.js';
import { type FactLog } from './fact-log.js';
import { type FactHandler, type FactObserver } from './fact-handler.js';
import { traceHeader } from './headers.js';
import { type Held, Hopeless } from './held-fact.js';
import { recorded } from './tracing.js';
import { within } from './within.js';

const defaultBudgetMs = 10_000;
/** Left behind this much later, by what it was given: one that minds its budget has refused by itself. */
const graceFactor = 1.1;
/** A fact that failed this often for another reason than an outage becomes a dead letter. */
const maximumFailures = 8;
/** One whose handler does not end holds up the others for its whole budget each time. */
const maximumStuck = 3;
/** One that was begun so often and never ended kills what works on it. */
const maximumUnended = 5;

export interface FactWorkParts {
  broker: Broker;
  database: DataSource;
  source: string;
  log: FactLog;
  observer?: FactObserver;
  /** How long a handler may take, in ms. Default 10 s. */
  handlerBudgetMs?: number;
}

/** What became of one attempt; given up means that it is stored as a dead letter. */
export type Attempted = 'done' | 'given up' | { againInMs: number };

/** Works on facts, one attempt at a time, and judges what failed. */
export class FactWork {
  private readonly attempts: FactAttempts;
  private readonly budgetMs: number;

  constructor(
    private readonly handlers: ReadonlyMap<string, FactHandler>,
    private readonly parts: FactWorkParts,
  ) {
    this.attempts = new FactAttempts(parts.database);
    this.budgetMs = parts.handlerBudgetMs ?? defaultBudgetMs;
  }

  async attempt(item: Held): Promise<Attempted> {
    const { id, message, failures } = item;
    const delivery = message.info.deliveryCount + failures;
    const told = message.headers?.get(traceHeader);
    const span = this.parts.broker.tracing.begin('process', message.subject, told);
    const trace = span?.trace ?? nextTrace(told);
    const fact = new FactContext({ id, subject: message.subject, delivery, trace });
    try {
      if (delivery > 1) await this.begin(fact);
      await recorded(span, this.handle(item, fact));
    } catch (error) {
      item.failures += 1;
      return this.failed(item, fact, error);
    }
    if (delivery > 1) await this.noted(fact, 'forget');
    return 'done';
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
      this.parts.log.warn(about, 'the end of an attempt could not be noted');
    });
  }

  private async handle({ payload, fault }: Held, fact: FactContext): Promise<void> {
    if (fault) throw fault;
    const handler = this.handlers.get(fact.subject);
    if (!handler) throw new Error(`no handler for ${fact.subject}`);
    const deadlineAt = performance.now() + this.budgetMs;
    const call = { deadlineAt, actor: `system:${this.parts.source}`, trace: fact.trace };
    const work = runInContext(call, async () => handler(payload, fact));
    if (await within(this.budgetMs * graceFactor, work)) return;
    this.parts.observer?.stuck(fact.subject);
    throw new Hopeless(
      `its handler did not end within ${this.budgetMs} ms and was left behind`,
      maximumStuck,
    );
  }

  private async failed(item: Held, fact: FactContext, error: unknown): Promise<Attempted> {
    const about = { subject: fact.subject, eventId: fact.id, delivery: fact.delivery, error: String(error) };
    try {
      if (!(await this.isGivenUp(fact, error))) {
        this.parts.log.warn(about, 'fact will be tried again');
        return { againInMs: Math.min(100 * 2 ** Math.min(fact.delivery, 10), 2000) };
      }
      const { id, subject, delivery } = fact;
      const payload = item.message.data;
      await storeDeadLetter(this.parts.database, { id, subject, payload, cause: error, delivery });
      this.parts.observer?.deadLetter(subject);
      this.parts.log.error(about, 'fact became a dead letter');
    } catch (cause) {
      this.parts.log.error({ ...about, cause: String(cause) }, 'the failure of a fact could not be noted');
      return { againInMs: 10_000 };
    }
    await this.noted(fact, 'forget');
    return 'given up';
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
