import { houseClock } from '../api/house-clock.js';

/** Of a game session. */
interface Paced {
  /** ISO 8601. */
  nextRoundAt?: string;
  minimumCycleMs: number;
}

/**
 * How long the first round of a session waits for what was played elsewhere just before, in ms; no longer than a cycle, whatever the
 * clocks say.
 */
export function firstRestMs({ nextRoundAt, minimumCycleMs }: Paced): number {
  if (nextRoundAt === undefined) return 0;
  return Math.min(minimumCycleMs, Math.max(0, Date.parse(nextRoundAt) - houseClock.now()));
}

/** When a round would have been started for its cycle to end as the first rest does, by the clock of the page. */
export function asIfStartedAt(session: Paced): number {
  return performance.now() + firstRestMs(session) - session.minimumCycleMs;
}
