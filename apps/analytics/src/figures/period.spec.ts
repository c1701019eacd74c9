import { describe, expect, it } from '@jest/globals';
import { addDays, daysBetween, spanOf } from './period.js';

describe('spanOf', () => {
  it.each([
    ['a winter day', '2026-01-10', '2026-01-10', '2026-01-10T00:00:00.000Z', '2026-01-11T00:00:00.000Z', 1],
    [
      'the day summer time begins',
      '2026-03-29',
      '2026-03-29',
      '2026-03-29T00:00:00.000Z',
      '2026-03-29T23:00:00.000Z',
      1,
    ],
    [
      'the day it ends',
      '2026-10-25',
      '2026-10-25',
      '2026-10-24T23:00:00.000Z',
      '2026-10-26T00:00:00.000Z',
      1,
    ],
    [
      'a leap February',
      '2028-02-01',
      '2028-02-29',
      '2028-02-01T00:00:00.000Z',
      '2028-03-01T00:00:00.000Z',
      29,
    ],
  ])('%s', (_, from, to, since, until, days) => {
    const span = spanOf({ from, to });
    expect(span).toEqual({ since: new Date(since), until: new Date(until), days });
  });

  it('is none if it ends before it begins', () => {
    expect(spanOf({ from: '2026-01-02', to: '2026-01-01' })).toBeUndefined();
  });
});

describe('dates', () => {
  it('are counted and moved on the calendar', () => {
    expect(daysBetween('2026-02-27', '2026-03-01')).toBe(2);
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  });
});
