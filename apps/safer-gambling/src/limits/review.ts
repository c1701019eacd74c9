import type { PlayerLimits } from '@croupier/contracts';
import { dateAt, startOf } from '@croupier/kernel';

/** How long a look at the limits lasts before the player is asked for another (RTS 12E). */
const reviewMonths = 6;

/**
 * When the player is asked again: the day with the same number six months later, in London, or that month's last day
 * where there is none. It begins with the day, so that it is never later than six months.
 */
export function reviewDueAt(reviewedAt: Date): Date {
  const [year = 0, month = 0, day = 0] = dateAt(reviewedAt).split('-').map(Number);
  const daysInMonth = new Date(Date.UTC(year, month + reviewMonths, 0)).getUTCDate();
  const due = new Date(Date.UTC(year, month - 1 + reviewMonths, Math.min(day, daysInMonth)));
  return startOf(due.toISOString().slice(0, 10));
}

/** True where a look at `now` would change nothing: the player has looked on this day already. */
export function isReviewed(reviewedAt: Date | null, now: Date): boolean {
  return reviewedAt !== null && dateAt(reviewedAt) === dateAt(now);
}

/** What the player is shown of it; times of the player's clock. */
export function reviewView(
  reviewedAt: Date | null,
  now: Date,
): Pick<PlayerLimits, 'depositPrompt' | 'reviewDueAt' | 'reviewOverdue'> {
  if (reviewedAt === null) return { depositPrompt: 'open' };
  const due = reviewDueAt(reviewedAt);
  return { depositPrompt: 'answered', reviewDueAt: due.toISOString(), reviewOverdue: due <= now };
}
