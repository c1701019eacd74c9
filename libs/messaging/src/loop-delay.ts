const tickMs = 50;
const window = 5;

/**
 * How far the event loop is behind, as the least of the last few looks: one long step is no overload, a delay that
 * does not go away is.
 */
export class LoopDelay {
  private readonly looks: number[] = [];
  private readonly timer: NodeJS.Timeout;
  private expectedAt = performance.now() + tickMs;
  private least = 0;

  constructor() {
    this.timer = setInterval(() => {
      const now = performance.now();
      this.note(now - this.expectedAt);
      this.expectedAt = now + tickMs;
    }, tickMs);
    this.timer.unref();
  }

  /** In ms; 0 until it has looked a few times. */
  get standingMs(): number {
    return this.least;
  }

  /** One look: by how many ms a timer came late. */
  note(lateMs: number): void {
    this.looks.push(Math.max(0, lateMs));
    if (this.looks.length > window) this.looks.shift();
    this.least = this.looks.length < window ? 0 : Math.min(...this.looks);
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
