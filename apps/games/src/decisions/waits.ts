import { decisionMinutes } from '@croupier/game-maths';
import type { DecisionRow } from './decision-row.js';
import type { Rules } from './rules.js';

/**
 * A cash-out counts from the moment in which it came, and is written down later: as long as any request may last (2 s), and one
 * more for clocks of processes that are apart. The rules wait for it, so that none that came in time is lost to the end.
 */
const courseGraceMs = 3000;

/** When the rules decide for a player who does nothing more, on the player's clock. */
export interface Wait {
  /** As the player is told. */
  readonly shown: Date;
  /** As it is: of a round that runs on by itself a while after its end, which nobody may know before. */
  readonly until: Date;
}

/** `now`: when the player did something last. */
export function waitOf(startedAt: Date, { table, definition }: Rules, state: unknown, now: Date): Wait {
  const course = table.course?.(definition, state);
  const after = (from: Date, ms: number): Date => new Date(from.getTime() + ms);
  if (course)
    return {
      shown: after(startedAt, course.atMostMs),
      until: after(startedAt, course.endsAfterMs + courseGraceMs),
    };
  const until = after(now, decisionMinutes * 60_000);
  return { shown: until, until };
}

/** Once the rules decide, they go on: where they are interrupted the round is not the player's again. */
export function waitOfRules({ trail, decide_by: until }: Pick<DecisionRow, 'trail' | 'decide_by'>): Wait {
  const shown = trail.at(-1)?.decideBy;
  return { shown: shown === undefined ? until : new Date(shown), until };
}
