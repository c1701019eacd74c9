import { describe, expect, it } from '@jest/globals';
import { verdictOn } from './verdict.js';

const now = new Date('2026-11-23T12:00:00Z');
const adult = '1990-04-12';

describe('the bureau', () => {
  it.each([
    ['Lovelace', { outcome: 'pass', reasons: [] }],
    ['Referendum', { outcome: 'refer', reasons: ['document_required'] }],
    ['failsafe', { outcome: 'fail', reasons: ['identity_not_found'] }],
    ['Timeout', { outcome: 'pass', reasons: [], fault: 'hangs' }],
  ])('decides on %s by the name', (familyName, verdict) => {
    expect(verdictOn({ familyName, dateOfBirth: adult }, now)).toEqual(verdict);
  });

  it('is down for Outage', () => {
    expect(verdictOn({ familyName: 'Outage', dateOfBirth: adult }, now).fault).toBe('outage');
  });

  it.each([
    ['2008-11-23', 'pass'],
    ['2008-11-24', 'fail'],
    ['2008-12-01', 'fail'],
    ['2008-02-29', 'pass'],
    ['2020-01-01', 'fail'],
  ])('takes %s for %s', (dateOfBirth, outcome) => {
    expect(verdictOn({ familyName: 'Lovelace', dateOfBirth }, now).outcome).toBe(outcome);
  });
});
