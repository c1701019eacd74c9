import { setTimeout as pause } from 'node:timers/promises';
import { type DataSource } from 'typeorm';
import { type Fact } from './facts-checks.js';

/** The control: what everybody writes first to read an outbox. */
export class NaiveReader {
  private readonly read: Fact[] = [];
  private loop: Promise<void> | undefined;
  private stopped = false;
  private last = '0';

  constructor(private readonly database: DataSource) {}

  start(): void {
    this.loop = this.run();
  }

  /** Reads what is there once more. @returns all that it has read */
  async stop(): Promise<readonly Fact[]> {
    this.stopped = true;
    await this.loop;
    while (await this.next());
    return this.read;
  }

  private async run(): Promise<void> {
    for (; !this.stopped; await pause(20)) await this.next();
  }

  private async next(): Promise<boolean> {
    const rows = (await this.database.query(
      `SELECT id, event_id AS "eventId", payload->>'playerId' AS "playerId",
              (payload->>'number')::integer AS number FROM outbox WHERE id > $1 ORDER BY id LIMIT 500`,
      [this.last],
    )) as (Fact & { id: string })[];
    this.last = rows.at(-1)?.id ?? this.last;
    this.read.push(...rows);
    return rows.length > 0;
  }
}
