import { setTimeout as pause } from 'node:timers/promises';
import { playerRegistered } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { DataSource } from 'typeorm';
import { Seeded } from '../random.js';

export interface WritersWanted {
  seed: number;
  writers: number;
  players: number;
  /** How long a transaction stays open behind its facts, in ms: mostly up to the first, one in 25 up to the second. */
  delaysMs: readonly [usual: number, seldom: number];
}

const mostFacts = 3;
const rolledBackIn = 20;
const slowIn = 25;

/**
 * Many who tell facts at once, as a service does: with the player's row locked, in transactions that stay open for as long
 * as they like and are rolled back one time in 20.
 */
export class FactWriters {
  private readonly ids: readonly string[];
  private running: Promise<unknown> | undefined;
  private stopped = false;
  private begun = 0;
  committed = 0;
  rolledBack = 0;

  private constructor(
    private readonly database: DataSource,
    private readonly wanted: WritersWanted,
  ) {
    this.ids = Array.from({ length: wanted.players }, () => newId());
  }

  /** `url` is of somebody who may make tables in the database of the outbox. */
  static async open(url: string, wanted: WritersWanted): Promise<FactWriters> {
    const options = {
      type: 'postgres',
      url,
      poolSize: wanted.writers,
      poolErrorHandler: () => undefined,
    } as const;
    const writers = new FactWriters(await new DataSource(options).initialize(), wanted);
    const made = `CREATE TABLE IF NOT EXISTS tellers (player_id uuid PRIMARY KEY, told integer NOT NULL DEFAULT 0)`;
    await writers.database.query(made);
    await writers.database.query(`INSERT INTO tellers SELECT unnest($1::uuid[])`, [writers.ids]);
    return writers;
  }

  /** Until there are so many facts, or until `stop`. */
  start(facts = Infinity): void {
    this.running = Promise.all(
      Array.from({ length: this.wanted.writers }, (_, place) => this.write(place, facts)),
    );
  }

  async done(): Promise<void> {
    await this.running;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  async close(): Promise<void> {
    await this.stop();
    await this.database.destroy();
  }

  private async write(place: number, facts: number): Promise<void> {
    const random = new Seeded(this.wanted.seed + place);
    while (!this.stopped && this.begun < facts) {
      const count = Math.min(random.between(1, mostFacts), facts - this.begun);
      this.begun += count;
      if (random.below(rolledBackIn) === 0) {
        await this.transaction(random, count, 'ROLLBACK');
        this.begun -= count;
        this.rolledBack += count;
      } else {
        await this.transaction(random, count, 'COMMIT');
        this.committed += count;
      }
    }
  }

  private async transaction(random: Seeded, count: number, end: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    const [usual, seldom] = this.wanted.delaysMs;
    const runner = this.database.createQueryRunner();
    await runner.connect();
    try {
      await runner.query('BEGIN');
      await runner.query(
        `WITH teller AS (UPDATE tellers SET told = told + $2 WHERE player_id = $1 RETURNING told)
         INSERT INTO outbox (event_id, subject, payload)
         SELECT uuidv7(), $3, jsonb_build_object('playerId', $1::uuid, 'number', told - $2 + place)
           FROM teller CROSS JOIN generate_series(1, $2::integer) AS place ORDER BY place`,
        [random.pick(this.ids), count, playerRegistered.subject],
      );
      await pause(random.below(slowIn) === 0 ? random.below(seldom) : random.below(usual));
      await runner.query(end);
    } finally {
      await runner.release();
    }
  }
}
