import { exponentOf } from '@croupier/kernel';
import type { LimitStep, MoneyAmount } from '@croupier/contracts';
import { type LimitKey } from './limits.js';

interface Step extends LimitKey {
  step: LimitStep;
  amount?: MoneyAmount;
  wanted?: MoneyAmount;
}

const periodNames = { day: 'daily', week: 'weekly', month: 'monthly' } as const;

/** What the player is told of a look at limits that changed none: with a deposit limit, and without one. */
export const keptReason = 'You looked at your limits and kept them.';
export const declinedReason = 'You decided to have no deposit limit.';

/** What the player is told of a step, in a sentence. */
export function stepReason({ step, kind, period, amount, wanted }: Step): string {
  const limit = `${periodNames[period]} ${kind} limit`;
  switch (step) {
    case 'set':
      return `You set a ${limit} of ${text(amount)}.`;
    case 'lowered':
      return `You lowered your ${limit} to ${text(amount)}. It holds at once.`;
    case 'asked': {
      const wish = wanted ? `a higher ${limit} of ${text(wanted)}` : `no ${limit}`;
      return `You asked for ${wish}. You can confirm it after 24 hours.`;
    }
    case 'raised':
      return `You confirmed the higher ${limit} of ${text(amount)}.`;
    case 'removed':
      return `You confirmed to have no ${limit}.`;
    case 'withdrawn':
      return `You keep your ${limit} as it is.`;
  }
}

function text(money: MoneyAmount | undefined): string {
  if (!money) return '';
  const places = exponentOf(money.currency);
  const digits = String(money.amount).padStart(places + 1, '0');
  const cut = digits.length - places;
  const number = places === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
  return `${number} ${money.currency}`;
}
