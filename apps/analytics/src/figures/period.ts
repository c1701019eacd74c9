import { startOf } from '@croupier/kernel';

const dayMs = 86_400_000;

/** Whole calendar days of Europe/London as the instants at which they begin and end. */
export interface Span {
  /** First instant of the first day. */
  since: Date;
  /** First instant after the last day. */
  until: Date;
  days: number;
}

/** The span from one date to another, both included; undefined if the last comes before the first or is no date. */
export function spanOf({ from, to }: { from: string; to: string }): Span | undefined {
  const days = daysBetween(from, to) + 1;
  if (!(days >= 1)) return undefined;
  return { since: startOf(from), until: startOf(addDays(to, 1)), days };
}

/** Days from one calendar date to another; NaN if one of them does not exist. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

/** The calendar date some days later, or earlier. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}
