import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerExit } from '@croupier/embedded';

/** A process that can be waited for. */
export interface Running {
  pid: number;
  exited: Promise<ServerExit>;
}

const FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 5_000;
/** A process that has stayed up this long was well: the next restart is quick again. */
const STEADY_MS = 10_000;

/** How long to wait before the next start, in ms. */
export class BackOff {
  private next = FIRST_DELAY_MS;

  /** @param upMs how long the process that just ended had been up */
  delay(upMs: number): number {
    if (upMs >= STEADY_MS) this.next = FIRST_DELAY_MS;
    const delay = this.next;
    this.next = Math.min(this.next * 2, LONGEST_DELAY_MS);
    return delay;
  }
}

/** Hears what happens to a supervised process. */
export interface SupervisorEvents<R extends Running> {
  /** It runs, for the first time or again. */
  up?: (running: R) => void;
  /** It ended by itself and is started again after `delayMs`. */
  down?: (exit: ServerExit, delayMs: number) => void;
  /** A restart did not succeed; another attempt follows. */
  failed?: (error: unknown) => void;
}

/** Keeps one process running until told otherwise. */
export class Supervisor<R extends Running> {
  current: R | undefined;
  restarts = 0;
  private readonly stopping = new AbortController();
  private readonly backOff = new BackOff();

  constructor(
    private readonly startOne: () => Promise<R>,
    private readonly events: SupervisorEvents<R> = {},
  ) {}

  /** Starts the process for the first time; a failure of this start is the caller's. */
  async start(): Promise<R> {
    const running = await this.bringUp();
    void this.watch(running);
    return running;
  }

  /** No more restarts. Stopping the process itself is the caller's. */
  release(): void {
    this.stopping.abort();
  }

  private async bringUp(): Promise<R> {
    const running = await this.startOne();
    this.current = running;
    this.events.up?.(running);
    return running;
  }

  private async watch(first: R): Promise<void> {
    let running: R | undefined = first;
    while (!this.stopping.signal.aborted) {
      const startedAt = performance.now();
      const exit: ServerExit | undefined = await running?.exited;
      if (this.stopping.signal.aborted) return;
      const delay = this.backOff.delay(running === undefined ? 0 : performance.now() - startedAt);
      if (exit !== undefined) this.events.down?.(exit, delay);
      this.current = undefined;
      try {
        await sleep(delay, undefined, { signal: this.stopping.signal });
        this.restarts += 1;
        running = await this.bringUp();
      } catch (error) {
        running = undefined;
        if (!this.stopping.signal.aborted) this.events.failed?.(error);
      }
    }
  }
}
