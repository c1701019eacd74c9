import { randomUUID } from 'node:crypto';
import { type DataSource } from 'typeorm';
import { type FactLog } from './fact-log.js';

const renewMs = 1000;
const leaseMs = 4000;
/** The holder gives up this much earlier than anybody else may take over: its clock may count a little slower. */
const marginMs = 500;

/**
 * Whose turn it is to hear facts: one replica of a service at a time, for two could not keep the order of facts between
 * them. A lease in the service's own database: who dies or stands still loses it after 4 s.
 */
export class FactTurn {
  private readonly holder = randomUUID();
  private heldUntil = 0;
  private silentSince = performance.now();
  private stopped = false;
  private wake: (() => void) | undefined;
  private loop: Promise<void> | undefined;

  constructor(
    private readonly database: DataSource,
    private readonly log: FactLog,
  ) {}

  /** Since when nobody else has been at facts, on the clock of `performance.now()`; meaningful while it is held. */
  get quietSince(): number {
    return this.silentSince;
  }

  get held(): boolean {
    return performance.now() < this.heldUntil;
  }

  start(): void {
    this.loop = this.run();
  }

  /** Hands over at once. What was begun must have ended before. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.heldUntil = 0;
    this.wake?.();
    await this.loop;
    const released = `UPDATE fact_turn SET holder = NULL, until = '-infinity' WHERE holder = $1`;
    await this.database.query(released, [this.holder]).catch((error: unknown) => {
      this.log.warn({ error: String(error) }, 'the turn to hear facts ends by itself');
    });
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      await this.renew().catch((error: unknown) => {
        this.log.warn({ error: String(error) }, 'the turn to hear facts cannot be renewed');
      });
      if (!this.stopped) await this.pause();
    }
  }

  private async renew(): Promise<void> {
    const askedAt = performance.now();
    const [[row]] = (await this.database.query(
      `UPDATE fact_turn SET holder = $1, until = clock_timestamp() + $2 * interval '1 ms'
        WHERE holder = $1 OR until < clock_timestamp() RETURNING old.holder AS before`,
      [this.holder, leaseMs],
    )) as [{ before: string | null }[]];
    // Who let it run out stopped before the margin; who handed it over did so just now.
    if (row && row.before !== this.holder) this.silentSince = askedAt - (row.before === null ? 0 : marginMs);
    this.heldUntil = row && !this.stopped ? askedAt + leaseMs - marginMs : 0;
  }

  private async pause(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, renewMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = undefined;
  }
}
