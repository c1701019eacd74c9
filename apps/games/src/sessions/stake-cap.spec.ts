import type { Eligibility } from '@croupier/contracts';
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
  const ageBandUntil = '2026-11-24T00:00:00.000Z';
  const cap = stakeCapOf({ verified: true, ageBand: '18-24', ageBandUntil });

  it.each([
    ['2026-11-23T23:59:59.999Z', false],
    ['2026-11-24T00:00:00.000Z', true],
  ])('at %s is %p', (now, outdated) => {
    expect(isCapOutdated(cap, new Date(now))).toBe(outdated);
  });

  it('is never true of a band that has no end', () => {
    const forEver = stakeCapOf({ verified: true, ageBand: '25+' });
    expect(isCapOutdated(forEver, new Date('2126-01-01T00:00:00Z'))).toBe(false);
  });
});
