import { type DataSource, type QueryRunner } from 'typeorm';
import { type Broker } from './broker.js';
import { storeDeadLetter } from './dead-letters.js';
import { FactPublisher } from './fact-publisher.js';
import { type FactObserver } from './fact-handler.js';
import { type FactLog } from './fact-log.js';
import { FactSource } from './fact-source.js';
import { type Ask, OutboxReader, type OutboxRow } from './outbox-reader.js';
import { ToldStream } from './told-stream.js';

/** What is used of the driver's own connection. */
interface Connection {
  query(statement: { name: string; text: string; values: unknown[] }): Promise<{ rows: unknown[] }>;
  end(): Promise<void>;
}

const batchRows = 500;
const pollMs = 250;
/** How old the stored cursor may be: what is above it is told again after a crash. */
const storeEveryMs = 250;
const lockKey = 7_309_241;

/**
 * What the relay's connection is set to. A process that stands still loses the lock to another one. Moves of the cursor
 * need not be on disk: one that is lost means a few facts again.
 */
const session = `SET idle_session_timeout = '10s'; SET synchronous_commit = off`;

/**
 * Carries committed facts from the outbox to the service's stream, in the order of their ids. Rows are only read; a
 * cursor says up to where nothing is left to tell. What is above it is told again by the next relay, which ids of
 * messages and the inboxes of consumers make harmless. One relay per database works at a time; a second is kept out by
 * a lock and harmless. The stream is kept by `replicas` nodes of the broker. A fact that is too large for the broker
 * becomes a dead letter of its own service: it would hold up all that were told after it, for ever.
 */
export class OutboxRelay {
  private wake: (() => void) | undefined;
  private nudged = false;
  private stopped = false;
  private loop: Promise<void> | undefined;
  private readonly stream: ToldStream;
  private readonly source: FactSource;
  /** Connections to the broker so far. A new one may be to another store. */
  private connections = 0;

  constructor(
    private readonly broker: Broker,
    private readonly database: DataSource,
    stream: string,
    private readonly log: FactLog,
    replicas = 1,
    private readonly observer?: FactObserver,
  ) {
    this.stream = new ToldStream(broker, stream, replicas, log);
    this.source = new FactSource(broker, database, stream, log);
    broker.onReconnect(() => (this.connections += 1));
  }

  start(): void {
    this.source.start();
    this.loop = this.run();
  }

  /** Says that a transaction with facts has just committed. Losing the hint costs at most `pollMs`. */
  nudge(): void {
    this.nudged = true;
    this.wake?.();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.source.stop();
    this.nudge();
    await this.loop;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      try {
        if (this.broker.connected) await this.work();
      } catch (error) {
        this.log.warn({ error: String(error) }, 'outbox relay waits');
      }
      if (!this.stopped) await this.pause();
    }
  }

  /** Relays over one connection, which has the lock; after any fault all starts again from the stored cursor. */
  private async work(): Promise<void> {
    const runner = this.database.createQueryRunner();
    const connection = (await runner.connect()) as Connection;
    const connections = this.connections;
    const goesOn = (): boolean => !this.stopped && this.broker.connected && this.connections === connections;
    let publisher: FactPublisher | undefined;
    try {
      await runner.query(session);
      while (goesOn() && !(await lock(runner))) await this.pause();
      if (!goesOn()) return;
      publisher = new FactPublisher(this.broker, this.stream.name, await this.stream.ensure(runner));
      await this.relay(runner, prepared(connection), publisher, goesOn);
    } finally {
      publisher?.close();
      // Not back to the pool, where it would keep the lock.
      void connection.end().catch(() => undefined);
      await runner.release();
    }
  }

  private async relay(
    runner: QueryRunner,
    ask: Ask,
    publisher: FactPublisher,
    goesOn: () => boolean,
  ): Promise<void> {
    let stored = await readCursor(runner);
    let storedAt = 0;
    const reader = new OutboxReader(ask, stored, batchRows);
    let warned = false;
    while (goesOn()) {
      this.nudged = false;
      const acknowledged = reader.cursor;
      const rows = await reader.next();
      const sendable = rows.filter((row) => publisher.fits(row));
      if (sendable.length < rows.length) await this.setAside(rows.filter((row) => !sendable.includes(row)));
      await publisher.publish(sendable, acknowledged);
      if (reader.cursor > stored && performance.now() > storedAt + storeEveryMs) {
        stored = reader.cursor;
        storedAt = performance.now();
        await runner.query(`UPDATE outbox_cursor SET published_through = $1, last_seq = $2`, [
          stored,
          publisher.lastSeq,
        ]);
      }
      if (reader.full && !warned) this.log.warn({ stored }, 'outbox relay waits for a long transaction');
      warned = reader.full;
      if (rows.length < batchRows && !this.nudged) await this.pause();
    }
  }

  private async setAside(rows: readonly OutboxRow[]): Promise<void> {
    for (const { event_id: id, subject, payload } of rows) {
      const most = this.broker.connection.info?.max_payload ?? 0;
      const cause = `too large for the broker, which takes ${most} bytes: never sent`;
      await storeDeadLetter(this.database, {
        id,
        subject,
        payload: Buffer.from(payload),
        cause,
        delivery: 0,
      });
      this.observer?.deadLetter(subject);
      this.log.error({ subject, eventId: id, cause }, 'fact became a dead letter');
    }
  }

  private async pause(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pollMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = undefined;
  }
}

/** Has each statement planned once: to plan a read of facts can cost more than the read. */
function prepared(connection: Connection): Ask {
  const names = new Map<string, string>();
  return async (text, values = []) => {
    const name = names.get(text) ?? `relay-${names.size}`;
    names.set(text, name);
    const { rows } = await connection.query({ name, text, values });
    return rows;
  };
}

async function lock(runner: QueryRunner): Promise<boolean> {
  const [row] = (await runner.query(`SELECT pg_try_advisory_lock($1) AS locked`, [lockKey])) as [
    { locked: boolean },
  ];
  return row.locked;
}

async function readCursor(runner: QueryRunner): Promise<number> {
  const [row] = (await runner.query(`SELECT published_through FROM outbox_cursor`)) as [
    { published_through: string },
  ];
  return Number(row.published_through);
}
