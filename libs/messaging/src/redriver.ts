import { DomainError } from '@croupier/kernel';
import { type DataSource } from 'typeorm';
import { nextTrace, runInContext } from './call-context.js';
import { FactContext } from './fact-context.js';
import { type FactHandler } from './fact-handler.js';
import { type FactLog } from './fact-log.js';
import { within } from './within.js';

/** A dead letter on its way, or at its end. */
export interface Redrive {
  id: string;
  subject: string;
  /** `dead` for its cause; `waiting` to be worked on again; `done`: carried out, now or before. */
  state: 'dead' | 'waiting' | 'done';
  cause: string;
  failedAt: Date;
}

const pollMs = 2000;
const budgetMs = 10_000;
const atOnce = 20;

interface Row {
  event_id: string;
  subject: string;
  payload: string;
  raw: Buffer | null;
  delivery: number;
}

/**
 * Works on dead letters again that somebody asked for: by the handlers that hear the facts, whose inbox keeps one that was
 * carried out after all from being so twice. What fails is dead again, with its new cause; an outage is waited out.
 */
export class Redriver {
  private stopped = false;
  private wake: (() => void) | undefined;
  private loop: Promise<void> | undefined;

  constructor(
    private readonly database: DataSource,
    private readonly handlers: ReadonlyMap<string, FactHandler>,
    private readonly log: FactLog,
  ) {}

  start(): void {
    this.loop = this.run();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wake?.();
    await this.loop;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      try {
        for (const row of await this.asked()) if (!this.stopped) await this.redrive(row);
      } catch (error) {
        this.log.warn({ error: String(error) }, 'dead letters wait to be worked on again');
      }
      if (!this.stopped) await this.pause();
    }
  }

  private async asked(): Promise<Row[]> {
    return this.database.query(
      `SELECT event_id, subject, payload, raw, delivery FROM dead_letters
        WHERE redrive_at IS NOT NULL AND subject = ANY ($1) ORDER BY redrive_at, failed_at LIMIT ${atOnce}`,
      [[...this.handlers.keys()]],
    );
  }

  private async redrive(row: Row): Promise<void> {
    const about = { subject: row.subject, eventId: row.event_id };
    try {
      await this.handle(row);
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'unavailable') throw error;
      const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
      await this.database.query(
        `UPDATE dead_letters SET redrive_at = NULL, cause = $2, delivery = delivery + 1, failed_at = clock_timestamp()
          WHERE event_id = $1`,
        [row.event_id, cause.replaceAll('\0', '\u{FFFD}')],
      );
      this.log.error({ ...about, error: String(error) }, 'dead letter failed again');
      return;
    }
    await this.database.query(
      `UPDATE dead_letters SET redrive_at = NULL, redriven_at = clock_timestamp() WHERE event_id = $1`,
      [row.event_id],
    );
    this.log.info(about, 'dead letter was carried out');
  }

  private async handle({ event_id: id, subject, payload, raw, delivery }: Row): Promise<void> {
    const handler = this.handlers.get(subject);
    if (!handler) throw new Error(`no handler for ${subject}`);
    const body: unknown = JSON.parse(raw?.toString('utf8') ?? payload);
    const fact = new FactContext({ id, subject, delivery: delivery + 1, trace: nextTrace() });
    const call = { deadlineAt: performance.now() + budgetMs, actor: 'system:redrive', trace: fact.trace };
    const isEnded = await within(
      budgetMs,
      runInContext(call, async () => handler(body, fact)),
    );
    if (!isEnded) throw new Error(`its handler did not end within ${budgetMs} ms and was left behind`);
  }

  private async pause(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pollMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/**
 * Asks for dead letters to be worked on again, by whichever replica of the service looks first.
 * One that its own service could not send is none of these: nobody here hears it.
 * @param id of the fact; all of the service if it is left out @returns ids of those that will be
 */
export async function askForRedrive(database: DataSource, id?: string): Promise<string[]> {
  const [rows] = (await database.query(
    `UPDATE dead_letters SET redrive_at = clock_timestamp()
      WHERE redrive_at IS NULL AND redriven_at IS NULL AND delivery > 0 AND ($1::text IS NULL OR event_id = $1) RETURNING event_id`,
    [id ?? null],
  )) as [{ event_id: string }[]];
  return rows.map((row) => row.event_id);
}

/** The dead letters of a service, the oldest first. */
export async function redrives(database: DataSource): Promise<Redrive[]> {
  const rows = (await database.query(
    `SELECT event_id, subject, cause, failed_at, redrive_at, redriven_at FROM dead_letters ORDER BY failed_at, event_id`,
  )) as Record<string, unknown>[];
  return rows.map((row) => ({
    id: String(row['event_id']),
    subject: String(row['subject']),
    state: row['redriven_at'] ? 'done' : row['redrive_at'] ? 'waiting' : 'dead',
    cause: String(row['cause']),
    failedAt: row['failed_at'] as Date,
  }));
}
