import type { Eligibility } from '@croupier/contracts';
import { startOf } from '@croupier/kernel';
import { describe, expect, it } from '@jest/globals';
import { isCapOutdated, stakeCapOf } from './stake-cap.js';

describe('stakeCapOf (SI 2025/215)', () => {
  it.each([
    ['18-24', 200],
    ['25+', 500],
  ] as const)('caps a player of %s at %d pence', (ageBand, cap) => {
    expect(stakeCapOf({ verified: true, ageBand })).toEqual({ stakeCap: cap, capChangesAt: null });
  });

  it('gives the lower cap for a band it does not know', () => {
    const later = { verified: true, ageBand: '30+' } as unknown as Eligibility;
    expect(stakeCapOf(later).stakeCap).toBe(200);
  });
});

describe('isCapOutdated', () => {
  it.each([
    // London midnight of the birthday: in winter that of UTC, in summer an hour before it, and on the days of the change.
    ['2026-11-24', '2026-11-24T00:00:00.000Z'],
    ['2026-07-15', '2026-07-14T23:00:00.000Z'],
    ['2026-03-29', '2026-03-29T00:00:00.000Z'],
    ['2026-03-30', '2026-03-29T23:00:00.000Z'],
    ['2026-10-25', '2026-10-24T23:00:00.000Z'],
    ['2026-10-26', '2026-10-26T00:00:00.000Z'],
  ])('is false a millisecond before London midnight of %s, and true at it', (birthday, ageBandUntil) => {
    expect(startOf(birthday)).toEqual(new Date(ageBandUntil));
    const cap = stakeCapOf({ verified: true, ageBand: '18-24', ageBandUntil });
    expect(isCapOutdated(cap, new Date(Date.parse(ageBandUntil) - 1))).toBe(false);
    expect(isCapOutdated(cap, new Date(ageBandUntil))).toBe(true);
  });

  it('is never true of a band that has no end', () => {
    const forEver = stakeCapOf({ verified: true, ageBand: '25+' });
    expect(isCapOutdated(forEver, new Date('2126-01-01T00:00:00Z'))).toBe(false);
  });
});
