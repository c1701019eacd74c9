import {
  jetstream,
  type JetStreamClient,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream';
import { headers as newHeaders } from '@nats-io/transport-node';
import { type DataSource, type EntityManager } from 'typeorm';
import { type Broker } from './broker.js';
import { traceHeader } from './headers.js';

interface OutboxRow {
  id: string;
  event_id: string;
  subject: string;
  payload: string;
  trace: string | null;
  created_at: Date;
}

export interface RelayLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}

const batchRows = 500;
const pollMs = 250;
const publishTimeoutMs = 2000;
const lockKey = 7_309_241;

/**
 * Carries committed facts from the outbox to the service's stream, in the order of their ids. A row is looked
 * for by "not published", never by "id above the last": ids are taken before commit, so a cursor would skip rows
 * of slow transactions. One relay per database works at a time; a second is kept out by a lock and harmless.
 * The stream is kept by `replicas` nodes of the broker.
 */
export class OutboxRelay {
  private readonly client: JetStreamClient;
  private wake: (() => void) | undefined;
  private stopped = false;
  private loop: Promise<void> | undefined;
  private streamReady = false;

  constructor(
    private readonly broker: Broker,
    private readonly database: DataSource,
    private readonly stream: string,
    private readonly log: RelayLog,
    private readonly replicas = 1,
  ) {
    this.client = jetstream(broker.connection, { timeout: publishTimeoutMs });
  }

  start(): void {
    this.loop = this.run();
  }

  /** Says that a transaction with facts has just committed. Losing the hint costs at most `pollMs`. */
  nudge(): void {
    this.wake?.();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.nudge();
    await this.loop;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      let sent = 0;
      try {
        if (this.broker.connected) sent = await this.sendBatch();
      } catch (error) {
        this.streamReady = false;
        this.log.warn({ error: String(error) }, 'outbox relay waits');
      }
      if (sent < batchRows && !this.stopped) await this.pause();
    }
  }

  private async sendBatch(): Promise<number> {
    if (!this.streamReady) await this.ensureStream();
    return this.database.transaction(async (manager) => {
      if (!(await lock(manager))) return 0;
      const rows: OutboxRow[] = await manager.query(
        `SELECT id, event_id, subject, payload::text AS payload, trace, created_at FROM outbox
         WHERE published_at IS NULL ORDER BY id LIMIT $1`,
        [batchRows],
      );
      if (rows.length === 0) return 0;
      await Promise.all(rows.map((row) => this.publish(row)));
      await manager.query(`UPDATE outbox SET published_at = clock_timestamp() WHERE id = ANY($1::bigint[])`, [
        rows.map((row) => row.id),
      ]);
      return rows.length;
    });
  }

  private async publish(row: OutboxRow): Promise<void> {
    const headers = newHeaders();
    headers.set('ce-specversion', '1.0');
    headers.set('ce-id', row.event_id);
    headers.set('ce-type', row.subject);
    headers.set('ce-source', `/${this.broker.options.service}`);
    headers.set('ce-time', row.created_at.toISOString());
    if (row.trace) headers.set(traceHeader, row.trace);
    await this.client.publish(row.subject, row.payload, { msgID: row.event_id, headers });
  }

  /** A stream that is not there is a broker that lost its store: it is made again and told everything again. */
  private async ensureStream(): Promise<void> {
    const manager = await jetstreamManager(this.broker.connection, {
      checkAPI: false,
      timeout: publishTimeoutMs,
    });
    const service = this.broker.options.service;
    try {
      const { config } = await manager.streams.info(this.stream);
      // Only upwards: one process with an old setting must not thin out what the others rely on.
      if (config.num_replicas < this.replicas)
        await manager.streams.update(this.stream, { num_replicas: this.replicas });
    } catch (error) {
      if (!isMissing(error)) throw error;
      await manager.streams.add({
        name: this.stream,
        subjects: [`evt.${service}.>`],
        storage: StorageType.File,
        retention: RetentionPolicy.Limits,
        num_replicas: this.replicas,
        duplicate_window: 120 * 1_000_000_000,
      });
      // A driver answers an UPDATE with [rows, how many].
      const [, again] = (await this.database.query(
        `UPDATE outbox SET published_at = NULL WHERE published_at IS NOT NULL`,
      )) as [unknown, number];
      this.log.info({ stream: this.stream, again }, 'stream declared');
    }
    this.streamReady = true;
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

async function lock(manager: EntityManager): Promise<boolean> {
  const [row] = (await manager.query(`SELECT pg_try_advisory_xact_lock($1) AS locked`, [lockKey])) as [
    { locked: boolean },
  ];
  return row.locked;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && error.name === 'StreamNotFoundError';
}
