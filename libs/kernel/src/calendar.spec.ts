import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { birthday, dateAt, hasReached, startOf } from './calendar.js';

describe('the legal calendar', () => {
  it.each([
    ['2026-01-15T23:59:59.999Z', '2026-01-15'],
    ['2026-07-15T22:59:59.999Z', '2026-07-15'],
    ['2026-07-15T23:00:00.000Z', '2026-07-16'],
    ['2026-03-28T23:59:59.999Z', '2026-03-28'],
    ['2026-03-29T00:00:00.000Z', '2026-03-29'],
    ['2026-10-24T23:00:00.000Z', '2026-10-25'],
    ['2026-10-25T23:59:59.999Z', '2026-10-25'],
  ])('at %s it is %s in London', (instant, date) => {
    expect(dateAt(new Date(instant))).toBe(date);
  });

  it.each([
    ['2026-01-15', '2026-01-15T00:00:00.000Z'],
    ['2026-07-15', '2026-07-14T23:00:00.000Z'],
    ['2026-03-29', '2026-03-29T00:00:00.000Z'],
    ['2026-03-30', '2026-03-29T23:00:00.000Z'],
    ['2026-10-25', '2026-10-24T23:00:00.000Z'],
    ['2026-10-26', '2026-10-26T00:00:00.000Z'],
  ])('%s begins at %s', (date, instant) => {
    expect(startOf(date).toISOString()).toBe(instant);
  });

  it.each(['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Auckland'])(
    'a day begins with its first moment in %s',
    (zone) => {
      const day = fc.date({
        min: new Date('1980-01-01T00:00:00Z'),
        max: new Date('2090-01-01T00:00:00Z'),
        noInvalidDate: true,
      });
      fc.assert(
        fc.property(day, (instant) => {
          const date = dateAt(instant, zone);
          const start = startOf(date, zone);
          expect(dateAt(start, zone)).toBe(date);
          expect(dateAt(new Date(start.getTime() - 1), zone) < date).toBe(true);
        }),
      );
    },
  );

  it.each([
    ['1990-04-12', 18, '2008-04-12'],
    ['2008-02-29', 18, '2026-03-01'],
    ['2008-02-29', 20, '2028-02-29'],
    ['2000-02-29', 25, '2025-03-01'],
    ['2008-12-31', 18, '2026-12-31'],
  ])('somebody born on %s is %d on %s', (born, age, on) => {
    expect(birthday(born, age)).toBe(on);
  });

  it('counts the birthday itself and not the day before it', () => {
    expect(hasReached('2008-11-23', 18, '2026-11-22')).toBe(false);
    expect(hasReached('2008-11-23', 18, '2026-11-23')).toBe(true);
    expect(hasReached('2008-02-29', 18, '2026-02-28')).toBe(false);
    expect(hasReached('2008-02-29', 18, '2026-03-01')).toBe(true);
  });
});
