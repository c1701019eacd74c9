import { describe, expect, it } from '@jest/globals';
import { nextStart, useOf } from './spending.js';

const none = { deposited: 0, staked: 0, paidOut: 0 };

describe('useOf', () => {
  it.each([
    ['deposit', { deposited: 70, staked: 0, paidOut: 0 }, 70, 30],
    ['stake', { deposited: 0, staked: 120, paidOut: 500 }, 120, 0],
    ['loss', { deposited: 0, staked: 120, paidOut: 40 }, 80, 20],
    ['loss', { deposited: 0, staked: 120, paidOut: 500 }, 0, 100],
  ] as const)('of a %s limit with %j', (kind, day, used, remaining) => {
    const limit = { kind, period: 'day' as const, amount: { amount: 100, currency: 'GBP' as const } };
    const use = useOf(limit, { day, week: none, month: none }, new Date('2026-11-25T12:00:00Z'));
    expect([use.used.amount, use.remaining.amount]).toEqual([used, remaining]);
  });
});

describe('nextStart', () => {
  it.each([
    ['day', '2026-11-25T23:59:59Z', '2026-11-26T00:00:00.000Z'],
    ['day', '2027-03-27T12:00:00Z', '2027-03-28T00:00:00.000Z'],
    ['day', '2027-03-28T12:00:00Z', '2027-03-28T23:00:00.000Z'],
    ['week', '2026-11-23T00:00:00Z', '2026-11-30T00:00:00.000Z'],
    ['week', '2026-11-29T23:59:59Z', '2026-11-30T00:00:00.000Z'],
    ['month', '2026-12-31T23:00:00Z', '2027-01-01T00:00:00.000Z'],
    ['month', '2027-03-31T22:59:59Z', '2027-03-31T23:00:00.000Z'],
  ] as const)('of the %s of %s', (period, now, next) => {
    expect(nextStart(period, new Date(now)).toISOString()).toBe(next);
  });
});
