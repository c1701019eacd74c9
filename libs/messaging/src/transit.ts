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
 * longer than its fastest lately did, they lay somewhere. An asker hardly heard before has no fastest, and a
 * clock may have been moved: so the broker's own delay is the most it can be.
 */
export class Transit {
  private readonly askers = new Map<string, Asker>();

  /** Ms. `mostMs`: how long the broker may have held it back. */
  lainMs(sending: Sending | undefined, now: number, mostMs: number): number {
    const asPlain = mostMs < noticeableMs ? 0 : mostMs;
    if (!sending) return asPlain;
    const behind = now - sending.sentAt;
    const known = this.askers.get(sending.asker);
    if (!known) {
      // What may be late itself says nothing about the ones to come.
      if (asPlain === 0) this.meet(sending.asker, behind, now);
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
