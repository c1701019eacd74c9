const everyMs = 100;
/** How long what a broker held back while it stood still may go on arriving behind its own sign of life. */
const afterMs = 1000;

/** How long a message that arrives now may at most have lain on its way, in ms. */
export interface Delay {
  /** In the broker or in front of this process, which may have been busy. */
  readonly mostMs: number;
  /** In the broker alone. */
  readonly brokerMs: number;
}

/**
 * Knows how long a message that arrives now may at most have lain on its way: the broker and this process both have
 * to be awake for a probe to come back. What lay in a broker that stood still arrives after it in any order, so a
 * silence is remembered a while. How late the probes themselves were sent is time in which this process was busy.
 */
export class Echo {
  private answeredFor = performance.now();
  private tickedAt = performance.now();
  /** All time in which this process was too busy to send a probe, and how much of it was over at the last answer. */
  private busy = 0;
  private busyThen = 0;
  private silence: Delay = { mostMs: 0, brokerMs: 0 };
  private silenceUntil = 0;
  private readonly timer: NodeJS.Timeout;

  /** `probe` resolves once the broker answered, and rejects if it never will. */
  constructor(private readonly probe: () => Promise<void>) {
    this.timer = setInterval(() => void this.send(), everyMs);
    this.timer.unref();
  }

  /** Little more than the time between two probes while all goes its way. */
  get delay(): Delay {
    const now = performance.now();
    const present = this.silenceAt(now);
    return now < this.silenceUntil ? longer(present, this.silence) : present;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private silenceAt(now: number): Delay {
    const mostMs = now - this.answeredFor;
    const busy = this.busy + lateness(now - this.tickedAt) - this.busyThen;
    return { mostMs, brokerMs: Math.max(0, mostMs - busy) };
  }

  private async send(): Promise<void> {
    const sentAt = performance.now();
    this.busy += lateness(sentAt - this.tickedAt);
    this.tickedAt = sentAt;
    const busyThen = this.busy;
    try {
      await this.probe();
    } catch {
      return;
    }
    const now = performance.now();
    const silence = this.silenceAt(now);
    if (sentAt > this.answeredFor) [this.answeredFor, this.busyThen] = [sentAt, busyThen];
    if (silence.mostMs < 2 * everyMs) return;
    this.silence = now < this.silenceUntil ? longer(this.silence, silence) : silence;
    this.silenceUntil = now + afterMs;
  }
}

/** By how much a probe is too late. A little is nothing: of many it would sum up to a silence. */
function lateness(sinceLastMs: number): number {
  const late = sinceLastMs - everyMs;
  return late > everyMs ? late : 0;
}

function longer(one: Delay, other: Delay): Delay {
  return {
    mostMs: Math.max(one.mostMs, other.mostMs),
    brokerMs: Math.max(one.brokerMs, other.brokerMs),
  };
}
