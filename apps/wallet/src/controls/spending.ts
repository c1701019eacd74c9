import type { LimitPeriod, LimitUse, PeriodSpending, SpendingLimit } from '@croupier/contracts';
import { dateAt, legalZone, startOf } from '@croupier/kernel';
import type { Currency } from '@croupier/kernel';

/** What an account counts in one period; minor units. */
export interface Counters {
  deposited: number;
  staked: number;
  paidOut: number;
}

export type CountersByPeriod = Record<LimitPeriod, Counters>;

/** One limit, what of it is used, and when its next period starts. A net win uses nothing of a loss limit. */
export function useOf(
  limit: SpendingLimit,
  counters: CountersByPeriod,
  now: Date,
  zone: string = legalZone,
): LimitUse {
  const { deposited, staked, paidOut } = counters[limit.period];
  const used = { deposit: deposited, stake: staked, loss: Math.max(0, staked - paidOut) }[limit.kind];
  const { amount, currency } = limit.amount;
  return {
    ...limit,
    used: { amount: used, currency },
    remaining: { amount: Math.max(0, amount - used), currency },
    resetsAt: nextStart(limit.period, now, zone).toISOString(),
  };
}

export function periodSpending(period: LimitPeriod, counters: Counters, currency: Currency): PeriodSpending {
  const { deposited, staked, paidOut } = counters;
  return {
    period,
    deposited: { amount: deposited, currency },
    staked: { amount: staked, currency },
    paidOut: { amount: paidOut, currency },
    netPosition: { amount: paidOut - staked, currency },
  };
}

/** Local midnight at which the next day, week (Monday) or month begins. */
export function nextStart(period: LimitPeriod, now: Date, zone: string = legalZone): Date {
  const today = new Date(`${dateAt(now, zone)}T00:00:00Z`);
  if (period === 'month') today.setUTCMonth(today.getUTCMonth() + 1, 1);
  else today.setUTCDate(today.getUTCDate() + (period === 'day' ? 1 : 7 - ((today.getUTCDay() + 6) % 7)));
  return startOf(today.toISOString().slice(0, 10), zone);
}
