import { type Delay } from './echo.js';

/** What is known of one asker: the least that its clock was behind ours, in this window and in the one before. */
interface Asker {
  least: number;
  before: number;
  since: number;
  heard: number;
}

/** Clocks of two machines run apart by less than a few ms in this time. */
const windowMs = 60_000;
const mostAskers = 1000;

/** When an ask was sent, by the asker's own monotonic clock, and whose clock that is. */
export interface Sending {
  asker: string;
  sentAt: number;
}

/** So many asks make one likely that was fast. */
const enough = 5;
/** A delay of the broker that is shorter is a busy machine, and not held against who has no other measure. */
const noticeableMs = 500;

/**
 * Tells how long an ask lay on its way, in whatever queue, without comparing two clocks: what one asker's messages take
 * longer than its fastest lately did, they lay somewhere. A clock may have been moved: so the time since the last
 * sign of life of the broker is the most it can be. An asker hardly heard before has no fastest; the broker's own silence
 * is held against it, and not that this process was busy, as it is when it starts.
 */
export class Transit {
  private readonly askers = new Map<string, Asker>();

  /** Ms. `delay`: how long it may have been held back at most. */
  lainMs(sending: Sending | undefined, now: number, { mostMs, brokerMs }: Delay): number {
    const asPlain = brokerMs < noticeableMs ? 0 : brokerMs;
    if (!sending) return asPlain;
    const behind = now - sending.sentAt;
    const known = this.askers.get(sending.asker);
    if (!known) {
      // What may be late itself says nothing about the ones to come.
      if (mostMs < noticeableMs) this.meet(sending.asker, behind, now);
      return asPlain;
    }
    const late = behind - Math.min(known.least, known.before);
    this.note(known, behind, now);
    if (known.heard <= enough) return asPlain;
    return Math.max(0, Math.min(late, mostMs));
  }

  private note(asker: Asker, behind: number, now: number): void {
    asker.heard += 1;
    if (now - asker.since > windowMs)
      Object.assign(asker, { before: asker.least, least: behind, since: now });
    else asker.least = Math.min(asker.least, behind);
  }

  private meet(asker: string, behind: number, now: number): void {
    for (const oldest of this.askers.keys()) {
      if (this.askers.size < mostAskers) break;
      this.askers.delete(oldest);
    }
    this.askers.set(asker, { least: behind, before: Infinity, since: now, heard: 1 });
  }
}
