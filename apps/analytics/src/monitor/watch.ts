import { type Direction, directions, Evidence, type Gains } from '@croupier/game-maths';

/** The rounds of one day of a cell. */
export interface WatchedDay {
  /** Calendar date. */
  readonly day: string;
  readonly rounds: number;
  /** Σ payout ÷ stake. */
  readonly sum: number;
  /** Undefined in a direction that is not tested. */
  readonly gains: Readonly<Record<Direction, Gains | undefined>>;
}

/** Days of what is watched that a cell has: from where it begins to where another follows it. */
export function daysOf<Day extends { readonly day: string }>(
  {
    from_day: from,
    ends_before: end,
  }: { readonly from_day: string | null; readonly ends_before: string | null },
  days: readonly Day[],
): Day[] {
  return days.filter(({ day }) => (from === null || day >= from) && (end === null || day < end));
}

/** What the days of a cell come to. */
export interface Verdict {
  readonly from: string;
  readonly to: string;
  readonly rounds: number;
  /** Mean of payout over stake. */
  readonly mean: number;
  /** Natural logarithm of the evidence; undefined in a direction that is not tested. */
  readonly evidence: Readonly<Record<Direction, number | undefined>>;
}

/**
 * Goes through the life of a cell, day by day; undefined before its first round. `openedOn` is the date on which the cell got
 * its number: the weeks in which tests begin count from there, so that no fact that comes late moves them.
 */
export function verdictOf(days: readonly WatchedDay[], openedOn: string): Verdict | undefined {
  const ordered = [...days].sort((a, b) => (a.day < b.day ? -1 : 1));
  const [first, last] = [ordered[0], ordered.at(-1)];
  if (!first || !last) return undefined;
  const rounds = ordered.reduce((total, day) => total + day.rounds, 0);
  const evidence = (direction: Direction): number | undefined => {
    const tests = new Evidence();
    for (const { day, gains } of ordered) {
      const gained = gains[direction];
      if (!gained) return undefined;
      tests.add(weekOf(openedOn, day), gained);
    }
    return tests.log;
  };
  return {
    from: first.day,
    to: last.day,
    rounds,
    mean: ordered.reduce((total, { sum }) => total + sum, 0) / rounds,
    evidence: { over: evidence('over'), under: evidence('under') },
  };
}

/** All rounds of a version: the days of its cells put together. What they gain adds up, since the bounds are the same. */
export function together(days: readonly WatchedDay[]): WatchedDay[] {
  const byDay = new Map<string, WatchedDay>();
  for (const one of days) {
    const other = byDay.get(one.day);
    byDay.set(one.day, other ? added(one, other) : one);
  }
  return [...byDay.values()];
}

function added(one: WatchedDay, other: WatchedDay): WatchedDay {
  const gains = (direction: Direction): Gains | undefined => {
    const [left, right] = [one.gains[direction], other.gains[direction]];
    return left && right && left.map((gain, at) => gain + (right[at] ?? 0));
  };
  const [over, under] = directions.map(gains);
  return {
    day: one.day,
    rounds: one.rounds + other.rounds,
    sum: one.sum + other.sum,
    gains: { over, under },
  };
}

/** Counts from 1: the first seven days and all before them. */
export function weekOf(openedOn: string, day: string): number {
  const days = (Date.parse(day) - Date.parse(openedOn)) / 86_400_000;
  return Math.max(0, Math.floor(days / 7)) + 1;
}
