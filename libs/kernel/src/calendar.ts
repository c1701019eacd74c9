import { invariant } from './invariant.js';

/** IANA zone of a player's legal calendar. */
export const legalZone = 'Europe/London';

/** The calendar date at an instant, as `2026-11-23`, in a zone with its daylight saving. */
export function dateAt(instant: Date, zone: string = legalZone): string {
  const { year, month, day } = localParts(instant, zone);
  return [String(year).padStart(4, '0'), two(month), two(day)].join('-');
}

/** The instant at which a calendar date begins: local midnight, as UTC. */
export function startOf(date: string, zone: string = legalZone): Date {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  invariant(!Number.isNaN(midnight), 'a calendar date is YYYY-MM-DD');
  // The offset is that of the answer, not of midnight UTC: the second step corrects a change between the two.
  const guess = midnight - offsetMs(new Date(midnight), zone);
  return new Date(midnight - offsetMs(new Date(guess), zone));
}

/**
 * The date on which somebody reaches an age in whole years. Born on 29 February, it is 1 March in a year without
 * that day: the age is reached when the anniversary has come (Family Law Reform Act 1969, section 9).
 */
export function birthday(dateOfBirth: string, age: number): string {
  const [year = 0, month = 0, day = 0] = dateOfBirth.split('-').map(Number);
  const inYear = new Date(0);
  inYear.setUTCFullYear(year + age, month - 1, day);
  return inYear.toISOString().slice(0, 10);
}

/** True from the first moment of that birthday on, for a date of `dateAt`. */
export function hasReached(dateOfBirth: string, age: number, today: string): boolean {
  return birthday(dateOfBirth, age) <= today;
}

function offsetMs(instant: Date, zone: string): number {
  const { year, month, day, hour, minute, second } = localParts(instant, zone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant.getTime() / 1000) * 1000;
}

type Parts = Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>;

const formats = new Map<string, Intl.DateTimeFormat>();

function localParts(instant: Date, zone: string): Parts {
  const format = formats.get(zone) ?? formatOf(zone);
  formats.set(zone, format);
  const parts = format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]);
  return Object.fromEntries(parts) as Parts;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const numeric = 'numeric' as const;
  const fields = { year: numeric, month: numeric, day: numeric };
  const time = { hour: numeric, minute: numeric, second: numeric, hourCycle: 'h23' as const };
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, calendar: 'gregory', ...fields, ...time });
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
