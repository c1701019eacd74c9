import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isReviewed, reviewDueAt, reviewView } from './review.js';

const at = (text: string): Date => new Date(text);
const dayMs = 24 * 3_600_000;

describe('the next look at the limits', () => {
  it.each([
    ['as the day with the same number begins', '2026-11-25T09:30:00Z', '2027-05-24T23:00:00.000Z'],
    ['in London, whatever the day is elsewhere', '2026-06-30T23:30:00Z', '2027-01-01T00:00:00.000Z'],
    ['on the last day of a month that is shorter', '2026-08-31T12:00:00Z', '2027-02-28T00:00:00.000Z'],
    ['on the last day of a longer February', '2027-08-31T12:00:00Z', '2028-02-29T00:00:00.000Z'],
  ])('is due %s', (_, reviewed, due) => {
    expect(reviewDueAt(at(reviewed)).toISOString()).toBe(due);
  });

  it('is never due later than six months, nor much earlier', () => {
    const dates = fc.date({
      min: at('2026-01-01T00:00:00Z'),
      max: at('2040-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(dates, (reviewed) => {
        const days = (reviewDueAt(reviewed).getTime() - reviewed.getTime()) / dayMs;
        expect(days).toBeLessThanOrEqual(184 + 1 / 24);
        expect(days).toBeGreaterThan(178);
      }),
    );
  });
});

describe('what a player sees of it', () => {
  it('is the question, as long as it is open', () => {
    expect(reviewView(null, at('2026-11-25T12:00:00Z'))).toEqual({ depositPrompt: 'open' });
  });

  it('is overdue from its moment on', () => {
    const reviewed = at('2026-11-25T12:00:00Z');
    const due = reviewDueAt(reviewed);
    const before = new Date(due.getTime() - 1);
    const answered = { depositPrompt: 'answered', reviewDueAt: due.toISOString() };
    expect(reviewView(reviewed, before)).toEqual({ ...answered, reviewOverdue: false });
    expect(reviewView(reviewed, due)).toEqual({ ...answered, reviewOverdue: true });
  });
});

describe('a look at the limits', () => {
  it('counts once a day, and the first one always', () => {
    expect(isReviewed(null, at('2026-11-25T12:00:00Z'))).toBe(false);
    expect(isReviewed(at('2026-11-25T00:00:00Z'), at('2026-11-25T23:59:59Z'))).toBe(true);
    expect(isReviewed(at('2026-11-25T23:59:59Z'), at('2026-11-26T00:00:00Z'))).toBe(false);
  });
});
