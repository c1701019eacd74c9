import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  accessFor,
  exclusionEnd,
  isInForce,
  isOver,
  restrictionView,
  returnEnd,
  timeOutEnd,
} from './restriction.js';
import { type RestrictionEntity } from './restriction.entity.js';

const at = (text: string): Date => new Date(text);

function restriction(over: Partial<RestrictionEntity> = {}): RestrictionEntity {
  return {
    playerId: 'p',
    restrictionId: 'r',
    kind: 'time_out',
    startsAt: at('2026-11-01T12:00:00Z'),
    until: at('2026-11-02T12:00:00Z'),
    endsAt: at('2026-11-02T12:00:00Z'),
    placedAt: at('2026-11-01T12:00:00Z'),
    copiedFrom: null,
    releasedAt: null,
    ...over,
  };
}

describe('a restriction', () => {
  it('binds until its end and not at it', () => {
    expect(isInForce(restriction(), at('2026-11-02T11:59:59.999Z'))).toBe(true);
    expect(isInForce(restriction(), at('2026-11-02T12:00:00Z'))).toBe(false);
    expect(isOver(restriction(), at('2026-11-02T12:00:00Z'))).toBe(true);
  });

  it('without an end binds until it is released', () => {
    expect(isInForce(restriction({ until: null, endsAt: null }), at('2099-01-01T00:00:00Z'))).toBe(true);
    const released = restriction({ endsAt: null, releasedAt: at('2026-11-03T00:00:00Z') });
    expect(isInForce(released, at('2026-11-01T13:00:00Z'))).toBe(false);
    expect(isOver(released, at('2026-11-01T13:00:00Z'))).toBe(false);
  });

  it('shows its end only where that is another than the earliest', () => {
    expect(restrictionView(restriction())).toEqual({
      restrictionId: 'r',
      restriction: 'time_out',
      from: '2026-11-01T12:00:00.000Z',
      until: '2026-11-02T12:00:00.000Z',
    });
    const returning = restriction({ kind: 'self_exclusion', endsAt: at('2026-11-09T12:00:00Z') });
    expect(restrictionView(returning).endsAt).toBe('2026-11-09T12:00:00.000Z');
    expect(restrictionView(restriction({ kind: 'self_exclusion', endsAt: null })).endsAt).toBeUndefined();
  });
});

describe('a time-out', () => {
  it('lasts full hours, also over the change of the clocks', () => {
    expect(timeOutEnd(at('2026-10-24T12:00:00Z'), 24)).toEqual(at('2026-10-25T12:00:00Z'));
  });
});

describe('a self-exclusion', () => {
  it.each([
    ['2026-11-25T15:00:00Z', 6, '2027-05-25T23:00:00Z'],
    ['2026-05-25T15:00:00Z', 6, '2026-11-26T00:00:00Z'],
    ['2026-08-31T12:00:00Z', 6, '2027-03-01T00:00:00Z'],
    ['2027-08-31T12:00:00Z', 6, '2028-03-01T00:00:00Z'],
    ['2026-12-31T23:30:00Z', 12, '2028-01-01T00:00:00Z'],
    ['2026-06-30T23:30:00Z', 6, '2027-01-02T00:00:00Z'],
    ['2024-02-29T12:00:00Z', 60, '2029-03-01T00:00:00Z'],
  ])('of %s for %d months ends at %s', (from, months, end) => {
    expect(exclusionEnd(at(from), months)).toEqual(at(end));
  });

  it('is never shorter than its months and never longer than a day more', () => {
    const moment = fc.date({
      min: at('2020-01-01T00:00:00Z'),
      max: at('2080-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moment, fc.integer({ min: 6, max: 60 }), (now, months) => {
        const days = (exclusionEnd(now, months).getTime() - now.getTime()) / 86_400_000;
        // A month of the calendar has at least 28 days, six in a row at least 181.
        expect(days).toBeGreaterThanOrEqual(months * 30.16 - 3);
        expect(days).toBeLessThanOrEqual(months * 30.67 + 3);
      }),
    );
  });

  it('ends a day after the wish to return, which its time must precede', () => {
    const exclusion = restriction({
      kind: 'self_exclusion',
      until: at('2027-05-25T23:00:00Z'),
      endsAt: null,
    });
    expect(returnEnd(exclusion, at('2027-05-25T22:59:59.999Z'))).toBeUndefined();
    expect(returnEnd(exclusion, at('2027-05-25T23:00:00Z'))).toEqual(at('2027-05-26T23:00:00Z'));
  });
});

describe('what is allowed', () => {
  const exclusion = restriction({ kind: 'self_exclusion', until: at('2027-05-25T23:00:00Z'), endsAt: null });

  it.each(['play', 'deposit', 'contact'] as const)('%s is forbidden by any restriction', (purpose) => {
    expect(accessFor(purpose, [])).toEqual({ allowed: true, reasons: [] });
    expect(accessFor(purpose, [restriction(), restriction(), exclusion])).toEqual({
      allowed: false,
      reasons: ['time_out', 'self_exclusion'],
      until: '2027-05-25T23:00:00.000Z',
    });
  });

  it('signing in never is, so that own cash stays within reach', () => {
    expect(accessFor('sign_in', [exclusion])).toMatchObject({ allowed: true, reasons: ['self_exclusion'] });
  });

  it('no end is named where one has none', () => {
    const block = restriction({ kind: 'staff_block', until: null, endsAt: null });
    expect(accessFor('play', [restriction(), block]).until).toBeUndefined();
  });
});
