import { DomainError } from '@croupier/kernel';
import { type Log } from '@croupier/observability';
import { type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

const pollMs = 1000;
const batchRows = 20;

/**
 * Finishes what stopped halfway: claims rows that are due, a bounded batch at a time, and moves each on. Claiming
 * moves a row's due time into the future, so that replicas share the work, a row whose process died comes up
 * again, and one that cannot be moved on is tried at growing intervals.
 */
export abstract class DueLoop<Row> implements OnApplicationBootstrap, OnModuleDestroy {
  private stopped = false;
  private nudged = false;
  private wake: (() => void) | undefined;
  private loop: Promise<void> | undefined;

  protected constructor(
    private readonly what: string,
    protected readonly log: Log,
  ) {}

  /** Claims at most `limit` due rows. */
  protected abstract claim(limit: number): Promise<Row[]>;

  /** Moves one row on as far as it goes. Must be safe to repeat, and to run twice at once. */
  protected abstract advance(row: Row): Promise<void>;

  /** Names a row in the log. */
  protected abstract idOf(row: Row): string;

  onApplicationBootstrap(): void {
    this.loop = this.run();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    this.nudge();
    await this.loop;
  }

  /** Says that a row is due now. Losing the hint costs at most a poll. */
  nudge(): void {
    this.nudged = true;
    this.wake?.();
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      this.nudged = false;
      let claimed = 0;
      try {
        const rows = await this.claim(batchRows);
        claimed = rows.length;
        await Promise.all(rows.map((row) => this.advanceOrReport(row)));
      } catch (error) {
        this.log.warn({ what: this.what, reason: reasonOf(error) }, 'process waits');
      }
      if (claimed < batchRows) await this.pause();
    }
  }

  private async advanceOrReport(row: Row): Promise<void> {
    try {
      await this.advance(row);
    } catch (error) {
      const facts = { what: this.what, id: this.idOf(row), reason: reasonOf(error) };
      if (error instanceof DomainError && error.kind === 'unavailable') this.log.info(facts, 'tried in vain');
      else this.log.error({ ...facts, err: error }, 'cannot be moved on');
    }
  }

  private async pause(): Promise<void> {
    if (this.nudged || this.stopped) return;
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

function reasonOf(error: unknown): string {
  return error instanceof DomainError ? error.code : String(error);
}
