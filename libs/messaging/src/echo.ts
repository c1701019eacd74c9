const everyMs = 100;
/** How long what a broker held back while it stood still may go on arriving behind its own sign of life. */
const afterMs = 1000;

/**
 * Knows how long a message that arrives now may at most have lain on its way: the broker and this process both have
 * to be awake for a probe to come back. What lay in a broker that stood still arrives after it in any order, so a
 * silence is remembered a while.
 */
export class Echo {
  private answeredFor = performance.now();
  private silence = 0;
  private silenceUntil = 0;
  private readonly timer: NodeJS.Timeout;

  /** `probe` resolves once the broker answered, and rejects if it never will. */
  constructor(private readonly probe: () => Promise<void>) {
    this.timer = setInterval(() => void this.send(), everyMs);
    this.timer.unref();
  }

  /** Ms, little more than the time between two probes while all goes its way. */
  get delayMs(): number {
    const now = performance.now();
    return Math.max(now - this.answeredFor, now < this.silenceUntil ? this.silence : 0);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async send(): Promise<void> {
    const sentAt = performance.now();
    try {
      await this.probe();
    } catch {
      return;
    }
    const now = performance.now();
    const silence = now - this.answeredFor;
    this.answeredFor = Math.max(this.answeredFor, sentAt);
    if (silence < 2 * everyMs) return;
    this.silence = now < this.silenceUntil ? Math.max(this.silence, silence) : silence;
    this.silenceUntil = now + afterMs;
  }
}
