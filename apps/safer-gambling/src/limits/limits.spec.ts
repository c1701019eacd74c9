import { type LimitKind, limitKinds, limitPeriods, type SpendingLimit } from '@croupier/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type LimitChangeEntity } from './limit-change.entity.js';
import { type LimitEntity } from './limit.entity.js';
import { limitsView, movesTowards } from './limits.js';
import { stepReason } from './step-reason.js';

const gbp = (amount: number) => ({ amount, currency: 'GBP' as const });
const then = new Date('2026-11-24T12:00:00Z');
const day = { period: 'day' } as const;

const limit = (kind: LimitKind, amount: number): LimitEntity => ({
  playerId: 'p',
  kind,
  ...day,
  amount,
  currency: 'GBP',
  setAt: then,
});

const change = (kind: LimitKind, amount: number | null): LimitChangeEntity => ({
  playerId: 'p',
  changeId: 'c',
  kind,
  ...day,
  amount,
  requestedAt: then,
  confirmableFrom: new Date('2026-11-25T12:00:00Z'),
});

const wish = (kind: LimitKind, amount: number): SpendingLimit => ({ kind, ...day, amount: gbp(amount) });

describe('the way to the limits a player wants', () => {
  const has = { limits: [limit('deposit', 5000)], changes: [] };
  const waits = { limits: [limit('deposit', 5000)], changes: [change('deposit', 8000)] };

  it.each([
    [
      'a first limit at once',
      { limits: [], changes: [] },
      [wish('deposit', 0)],
      [{ step: 'set', amount: 0 }],
    ],
    ['a lower one at once', has, [wish('deposit', 4999)], [{ step: 'lowered', amount: 4999 }]],
    ['a higher one as a wish', has, [wish('deposit', 5001)], [{ step: 'asked', wanted: 5001 }]],
    ['a removal as a wish', has, [], [{ step: 'asked', wanted: null }]],
    ['nothing where nothing changes', has, [wish('deposit', 5000)], []],
    ['nothing where the wish is repeated: its day runs on', waits, [wish('deposit', 8000)], []],
    ['another wish anew', waits, [wish('deposit', 8001)], [{ step: 'asked', wanted: 8001 }]],
    ['the present amount as the wish withdrawn', waits, [wish('deposit', 5000)], [{ step: 'withdrawn' }]],
    ['a lower one in the place of the wish', waits, [wish('deposit', 1)], [{ step: 'lowered', amount: 1 }]],
  ])('takes %s', (_, state, wishes, moves) => {
    expect(movesTowards(state, wishes)).toEqual(moves.map((move) => ({ kind: 'deposit', ...day, ...move })));
  });

  it('never makes a limit higher, and never takes one away, at once', () => {
    const amounts = fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined });
    const row = fc.record({ present: amounts, wanted: amounts, waiting: fc.option(amounts, { nil: null }) });
    const keys = limitKinds.flatMap((kind) => limitPeriods.map((period) => ({ kind, period })));
    fc.assert(
      fc.property(fc.array(row, { minLength: keys.length, maxLength: keys.length }), (rows) => {
        const all = keys.map((key, at) => ({ ...key, ...rows[at] }));
        const limits = all.flatMap(({ kind, period, present }) =>
          present === undefined ? [] : [{ ...limit(kind, present), period }],
        );
        const changes = all.flatMap(({ kind, period, present, waiting }) =>
          present === undefined || waiting === null || waiting === undefined
            ? []
            : [{ ...change(kind, waiting), period }],
        );
        const wishes = all.flatMap(({ kind, period, wanted }) =>
          wanted === undefined ? [] : [{ ...wish(kind, wanted), period }],
        );
        for (const move of movesTowards({ limits, changes }, wishes)) {
          if (!('amount' in move)) continue;
          const before = limits.find(({ kind, period }) => kind === move.kind && period === move.period);
          expect(move.amount).toBeLessThan(before?.amount ?? Number.POSITIVE_INFINITY);
        }
      }),
    );
  });
});

describe('limits as the player sees them', () => {
  const periods = limitPeriods.map((period) => ({
    period,
    deposited: gbp(700),
    staked: gbp(300),
    paidOut: gbp(450),
    netPosition: gbp(150),
  }));

  it('count what the wallet does not hold yet from its counters', () => {
    const state = { limits: limitKinds.map((kind) => limit(kind, 500)), changes: [] };
    const { limits } = limitsView(state, { revision: 0, limits: [], blocks: [], periods }, 4);
    expect(limits.map(({ used, remaining }) => [used.amount, remaining.amount])).toEqual([
      [700, 0],
      [0, 500],
      [300, 200],
    ]);
  });
});

describe('a step in words', () => {
  it.each([
    [{ step: 'set' as const, amount: gbp(3741) }, 'You set a daily deposit limit of 37.41 GBP.'],
    [
      { step: 'lowered' as const, amount: gbp(5) },
      'You lowered your daily deposit limit to 0.05 GBP. It holds at once.',
    ],
    [{ step: 'asked' as const }, 'You asked for no daily deposit limit. You can confirm it after 24 hours.'],
    [{ step: 'removed' as const }, 'You confirmed to have no daily deposit limit.'],
  ])('%j', (step, text) => {
    expect(stepReason({ kind: 'deposit', ...day, ...step })).toBe(text);
  });
});
