import { describe, expect, it } from '@jest/globals';
import { type Checks, closedBy } from './gate.js';

const money = (amount: number): { amount: number; currency: 'GBP' } => ({ amount, currency: 'GBP' });
const open: Checks = {
  access: { allowed: true, reasons: [] },
  settings: { marketingByEmail: true, marketingBySms: false },
  spending: { limits: [], blocks: [] },
  withholding: [],
};

function limit(amount: number, used: number): Checks['spending'] {
  const left = money(Math.max(0, amount - used));
  const about = { kind: 'loss', period: 'day', resetsAt: '2026-11-24T00:00:00.000Z' } as const;
  return { limits: [{ ...about, amount: money(amount), used: money(used), remaining: left }], blocks: [] };
}

describe('closedBy', () => {
  it.each<[string, Partial<Checks>, string | undefined]>([
    ['all is well', {}, undefined],
    [
      'consent is given for text messages alone',
      { settings: { marketingByEmail: false, marketingBySms: true } },
      undefined,
    ],
    ['no consent is given', { settings: { marketingByEmail: false, marketingBySms: false } }, 'no_consent'],
    ['contact is refused', { access: { allowed: false, reasons: ['time_out'] } }, 'contact_refused'],
    [
      'the wallet blocks',
      { spending: { limits: [], blocks: [{ scope: 'play', reason: 'x' }] } },
      'contact_refused',
    ],
    ['safer-gambling is silent', { access: undefined }, 'check_unavailable'],
    ['profile is silent', { settings: undefined }, 'check_unavailable'],
    ['the wallet is silent', { spending: undefined }, 'check_unavailable'],
    ['a limit is used to 89.9 %', { spending: limit(1000, 899) }, undefined],
    ['a limit is used to 90 %', { spending: limit(1000, 900) }, 'limit_reached'],
    ['a limit of nothing is set', { spending: limit(0, 0) }, 'limit_reached'],
    ['a segment withholds', { withholding: ['heavy-loss'] }, 'segment_withholds'],
    [
      'refused and no consent',
      { access: { allowed: false, reasons: [] }, settings: undefined },
      'contact_refused',
    ],
  ])('if %s', (_, checks, reason) => {
    expect(closedBy({ ...open, ...checks }, 900)).toBe(reason);
  });
});
