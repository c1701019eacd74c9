import { type LimitChanged } from '@croupier/contracts';
import { invariant, type MoneyJson } from '@croupier/kernel';
import { type ValuesOf } from './placeholders.js';

type WithAmount = 'limit.set' | 'limit.lowered' | 'limit.raised' | 'limit.raise_asked';
type WithoutAmount = 'limit.removed' | 'limit.removal_asked' | 'limit.withdrawn';

type Wording =
  | { kind: WithAmount; values: ValuesOf<WithAmount> }
  | { kind: WithoutAmount; values: ValuesOf<WithoutAmount> };

/** Which message a step of a limit makes: a wish for another limit and a wish for none are two. */
export function limitWording({ step, kind, period, amount, wanted }: LimitChanged): Wording {
  const values = { limit: kind, limited: kind, period };
  const sized = (name: WithAmount, limit: MoneyJson | undefined): Wording => {
    invariant(limit, `a limit that was ${step} has an amount`);
    return { kind: name, values: { ...values, amount: limit } };
  };
  if (step === 'removed' || step === 'withdrawn') return { kind: `limit.${step}`, values };
  if (step !== 'asked') return sized(`limit.${step}`, amount);
  return wanted ? sized('limit.raise_asked', wanted) : { kind: 'limit.removal_asked', values };
}
