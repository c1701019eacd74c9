import { describe, expect, it } from '@jest/globals';
import { ageBandOf, isAdult } from './age.js';

describe('isAdult', () => {
  it.each([
    ['2008-01-15', '2026-01-14T23:59:59.999Z', false],
    ['2008-01-15', '2026-01-15T00:00:00.000Z', true],
    // In summer the birthday begins at 23:00 UTC of the day before.
    ['2008-07-15', '2026-07-14T22:59:59.999Z', false],
    ['2008-07-15', '2026-07-14T23:00:00.000Z', true],
    // 2026 has no 29 February: the age is reached on 1 March.
    ['2008-02-29', '2026-02-28T23:59:59.999Z', false],
    ['2008-02-29', '2026-03-01T00:00:00.000Z', true],
    ['2030-01-01', '2026-01-01T00:00:00.000Z', false],
  ])('born on %s, at %s: %p', (born, now, adult) => {
    expect(isAdult(born, new Date(now))).toBe(adult);
  });
});

describe('ageBandOf', () => {
  it.each([
    ['2001-01-15', '2026-01-14T23:59:59.999Z', '2026-01-15T00:00:00.000Z'],
    ['2001-07-15', '2026-07-14T22:59:59.999Z', '2026-07-14T23:00:00.000Z'],
    // The clocks went forward at 01:00 UTC on the birthday, and back on the other.
    ['2001-03-29', '2026-03-28T12:00:00.000Z', '2026-03-29T00:00:00.000Z'],
    ['2001-03-30', '2026-03-28T12:00:00.000Z', '2026-03-29T23:00:00.000Z'],
    ['2001-10-25', '2026-10-24T12:00:00.000Z', '2026-10-24T23:00:00.000Z'],
    ['2001-10-26', '2026-10-24T12:00:00.000Z', '2026-10-26T00:00:00.000Z'],
    ['2004-02-29', '2029-02-28T12:00:00.000Z', '2029-03-01T00:00:00.000Z'],
  ])('born on %s, at %s: young until %s and not a moment longer', (born, now, until) => {
    expect(ageBandOf(born, new Date(now))).toEqual({ ageBand: '18-24', ageBandUntil: until });
    expect(ageBandOf(born, new Date(Date.parse(until) - 1)).ageBand).toBe('18-24');
    expect(ageBandOf(born, new Date(until))).toEqual({ ageBand: '25+' });
  });
});
