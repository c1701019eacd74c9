import { gamesError } from '@croupier/contracts';
import type { DomainError } from '@croupier/kernel';

/** What the row of a session has of its reality check. */
interface Checked {
  openedAt: Date;
  realityCheckAt: Date | null;
}

/** True from the very moment at which the player's interval is over (RTS 13B). */
export function isCheckDue({ realityCheckAt }: Pick<Checked, 'realityCheckAt'>, now: Date): boolean {
  return realityCheckAt !== null && now.getTime() >= realityCheckAt.getTime();
}

/** What keeps a new round from beginning, or a bet from being placed; undefined as long as no check is due. */
export function checkRefusal(session: Checked, now: Date): DomainError | undefined {
  if (!isCheckDue(session, now)) return undefined;
  return gamesError('reality_check_due', {
    detail: `The game has been open for ${hoursMinutesSeconds(now.getTime() - session.openedAt.getTime())}.`,
  });
}

/** The next check after one that was answered; null where no interval is known. */
export function nextCheckAt(answeredAt: Date, minutes: number | undefined): Date | null {
  return minutes === undefined ? null : new Date(answeredAt.getTime() + minutes * 60_000);
}

/**
 * When the check of a session is due that is opened at `opened`, in SQL. The one of the session before it, or null, goes on, so that
 * another launch neither puts it off nor answers it; unless nothing was launched for a whole interval after it was due: then
 * a new visit begins.
 */
export function checkOfLaunch(before: string, minutes: string): string {
  const interval = `make_interval(mins => ${minutes}::integer)`;
  return `CASE WHEN opened < ${before}::timestamptz + ${interval} THEN least(${before}::timestamptz, opened + ${interval}) ELSE opened + ${interval} END`;
}

function hoursMinutesSeconds(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
