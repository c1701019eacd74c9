import { factsAgain, streamOf } from '@croupier/contracts';
import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { type Broker } from './broker.js';
import { type FactWanted } from './fact-source.js';
import { type FactLog } from './fact-log.js';
import { type Held, heldOf } from './held-fact.js';
import { idHeader } from './headers.js';
import { type Hole, holesBetween, type StreamState } from './hole.js';

const timeoutMs = 2000;
/** Between two looks at the stream: a fact waits so long at most. Looks that go on coming are further and further apart. */
const restMs = { least: 20, most: 100 } as const;
/** Who did not look for so long begins with the short rest again. */
const calmMs = 200;
const retryMs = 500;

export interface HoleGateOptions {
  /** The service whose facts they are. */
  source: string;
  subjects: readonly string[];
  /** All up to this place of the stream was worked on. */
  after: number;
  /** Works on a fact in its turn. */
  pass: (item: Held) => void;
  /** Facts of a hole were read again. */
  found: (count: number) => void;
}

/**
 * Lets facts through in the order of their stream as long as that has no holes. What comes behind one waits until the
 * facts that were in it have been read from the outbox of who told them, and were worked on. A place that is passed over
 * is no hole by itself: most hold facts that this service does not hear.
 */
export class HoleGate {
  private waiting: Held[] = [];
  private last: number;
  private looking = false;
  private stopped = false;
  private known: StreamState & { num_deleted: number } = { first_seq: 1, num_deleted: 0 };
  private lastReason = '';
  private lookedAt = Number.NEGATIVE_INFINITY;
  private restMs: number = restMs.least;

  constructor(
    private readonly broker: Broker,
    private readonly log: FactLog,
    private readonly options: HoleGateOptions,
  ) {
    this.last = options.after;
  }

  /** All up to here was let through, or is missing and was worked on. */
  get place(): number {
    return this.last;
  }

  add(item: Held): void {
    const seq = placeOf(item);
    if (this.waiting.length === 0 && seq <= this.last + 1) {
      this.last = Math.max(this.last, seq);
      this.options.pass(item);
    } else if (seq <= this.last) {
      this.options.pass(item);
    } else {
      this.waiting.push(item);
      if (!this.looking) void this.look();
    }
  }

  /** Lets nothing through any more. @returns what waited */
  stop(): Held[] {
    this.stopped = true;
    return this.waiting.splice(0);
  }

  /** Looks whether something is missing at the end of the stream, where nothing comes that would show it. */
  async lookAhead(): Promise<void> {
    if (this.looking || this.stopped) return;
    this.looking = true;
    try {
      const { streams, consumers } = await this.manager();
      const { state } = await streams.info(this.stream);
      // In this order: what comes from now on is behind the end that was seen.
      const consumer = await consumers.info(this.stream, this.broker.options.service);
      const isIdle = consumer.num_pending === 0 && consumer.num_ack_pending === 0;
      if (isIdle && state.last_seq > this.last) {
        await this.letThrough(state.last_seq + 1);
        if (!this.stopped) this.last = Math.max(this.last, state.last_seq);
      }
    } catch (error) {
      this.report(String(error));
    }
    this.looking = false;
    if (this.waiting.length > 0) void this.look();
  }

  private async look(): Promise<void> {
    this.looking = true;
    while (this.waiting.length > 0 && !this.stopped) {
      try {
        await this.letThrough(this.waiting.map(placeOf).reduce((one, other) => Math.max(one, other)));
        await rest(this.nextRest());
      } catch (error) {
        this.report(String(error));
        await rest(retryMs);
      }
    }
    this.looking = false;
  }

  /** In ms: a stream most of which others hear shows a jump with each fact, and is not asked for each. */
  private nextRest(): number {
    const now = performance.now();
    const isCalm = now - this.lookedAt > calmMs;
    this.restMs = isCalm ? restMs.least : Math.min(this.restMs * 2, restMs.most);
    this.lookedAt = now;
    return this.restMs;
  }

  private async letThrough(upTo: number): Promise<void> {
    for (const hole of await this.holes(upTo)) {
      this.passBelow(hole.from);
      await this.fill(hole);
      if (this.stopped) return;
      this.last = Math.max(this.last, hole.to);
    }
    if (!this.stopped) this.passBelow(upTo + 1);
  }

  private passBelow(end: number): void {
    const due = this.waiting.filter((item) => placeOf(item) < end);
    this.waiting = this.waiting.filter((item) => placeOf(item) >= end);
    for (const item of due.sort((one, other) => placeOf(one) - placeOf(other))) {
      this.last = Math.max(this.last, placeOf(item));
      this.options.pass(item);
    }
  }

  /** Asked after what comes behind them was told, so that whatever it was told in place of can be seen. */
  private async holes(upTo: number): Promise<Hole[]> {
    const { streams } = await this.manager();
    const { state } = await streams.info(this.stream);
    // Nothing of a stream comes back, so as many as before are the same as before.
    if ((state.num_deleted ?? 0) !== this.known.num_deleted || state.first_seq !== this.known.first_seq) {
      const { state: whole } = await streams.info(this.stream, { deleted_details: true });
      const { first_seq, num_deleted = 0, deleted } = whole;
      this.known = { first_seq, num_deleted, deleted: deleted ?? [] };
    }
    return holesBetween(this.known, this.last, upTo);
  }

  /** Whoever told them may be away for long: said once. */
  private report(error: string): void {
    if (error === this.lastReason) return;
    this.lastReason = error;
    this.log.warn({ stream: this.stream, error }, 'facts wait for what is missing before them');
  }

  private get stream(): string {
    return streamOf(this.options.source);
  }

  private manager(): Promise<JetStreamManager> {
    return jetstreamManager(this.broker.connection, { checkAPI: false, timeout: timeoutMs });
  }

  private async fill(hole: Hole): Promise<void> {
    const { source, subjects, pass, found } = this.options;
    let count = 0;
    for (let after = 0; !this.stopped; count += 1) {
      const wanted: FactWanted = { ...hole, after, subjects };
      const fact = await this.broker.connection.request(factsAgain(source), JSON.stringify(wanted), {
        timeout: timeoutMs,
      });
      if (fact.data.length === 0) break;
      after = Number(fact.headers?.get(idHeader));
      await new Promise<void>((resolve) => {
        const ended = (): void => resolve();
        const nothing = (): void => undefined;
        const message = {
          subject: fact.headers?.get('ce-type') ?? '',
          headers: fact.headers,
          data: fact.data,
          info: { deliveryCount: 1, stream: this.stream, streamSequence: hole.from },
          ...{ ack: ended, term: ended, nak: nothing, working: nothing },
        };
        pass(heldOf(message));
      });
    }
    if (this.stopped) return;
    found(count);
    this.log.warn({ stream: this.stream, ...hole, facts: count }, 'stream has a hole; facts were read again');
  }
}

function placeOf({ message }: Held): number {
  return message.info.streamSequence;
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
