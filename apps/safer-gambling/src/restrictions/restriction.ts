import type { Access, AccessPurpose, Restriction } from '@croupier/contracts';
import { dateAt, startOf } from '@croupier/kernel';
import { type RestrictionEntity } from './restriction.entity.js';

const hourMs = 60 * 60 * 1000;
/** Between the wish to return from a self-exclusion and the return. */
const reconsiderMs = 24 * hourMs;

/** True while a restriction binds, at a time of the player's clock. */
export function isInForce(restriction: RestrictionEntity, now: Date): boolean {
  const { releasedAt, endsAt } = restriction;
  return releasedAt === null && (endsAt === null || endsAt > now);
}

/** True once its end has come but nobody was told yet. */
export function isOver(restriction: RestrictionEntity, now: Date): boolean {
  return restriction.releasedAt === null && !isInForce(restriction, now);
}

export function timeOutEnd(now: Date, hours: number): Date {
  return new Date(now.getTime() + hours * hourMs);
}

/**
 * The earliest end of a self-exclusion: the end of the day with the same number so many months later, in London,
 * or of the month's last day where there is no such day. Never shorter than the months it was taken for.
 */
export function exclusionEnd(now: Date, months: number): Date {
  const [year = 0, month = 0, day = 0] = dateAt(now).split('-').map(Number);
  const daysInMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const last = new Date(Date.UTC(year, month - 1 + months, Math.min(day, daysInMonth)));
  last.setUTCDate(last.getUTCDate() + 1);
  return startOf(last.toISOString().slice(0, 10));
}

/** When a self-exclusion ends whose player asks to return now; undefined while its time is not over. */
export function returnEnd(exclusion: RestrictionEntity, now: Date): Date | undefined {
  if (exclusion.until === null || exclusion.until > now) return undefined;
  return new Date(now.getTime() + reconsiderMs);
}

export function restrictionView({
  restrictionId,
  kind,
  startsAt,
  until,
  endsAt,
}: RestrictionEntity): Restriction {
  const endsLater = endsAt !== null && endsAt.getTime() !== until?.getTime();
  return {
    restrictionId,
    restriction: kind,
    from: startsAt.toISOString(),
    ...(until ? { until: until.toISOString() } : {}),
    ...(endsLater ? { endsAt: endsAt.toISOString() } : {}),
  };
}

/**
 * What the restrictions in force allow. Signing in is never forbidden: whoever may not play still reaches their own
 * cash, and play and deposits are refused by the wallet.
 */
export function accessFor(purpose: AccessPurpose, inForce: readonly RestrictionEntity[]): Access {
  const ends = inForce.map(({ until, endsAt }) => endsAt ?? until);
  const known = ends.filter((end) => end !== null);
  const allKnown = known.length > 0 && known.length === ends.length;
  const last = new Date(Math.max(...known.map((end) => end.getTime())));
  return {
    allowed: purpose === 'sign_in' || inForce.length === 0,
    reasons: [...new Set(inForce.map(({ kind }) => kind))],
    ...(allKnown ? { until: last.toISOString() } : {}),
  };
}
