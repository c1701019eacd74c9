import {
  type LimitKind,
  limitKinds,
  type LimitPeriod,
  limitPeriods,
  type PlayerLimit,
  type PlayerLimits,
  type Spending,
  type SpendingLimit,
} from '@croupier/contracts';
import { type LimitChangeEntity } from './limit-change.entity.js';
import { type LimitEntity } from './limit.entity.js';

/** Between the wish for a higher limit, or for none, and the moment it can be confirmed (RTS 12D). */
export const coolingOffMs = 24 * 60 * 60 * 1000;

/** What a limit is found by. */
export interface LimitKey {
  kind: LimitKind;
  period: LimitPeriod;
}

/** What is to be done about one limit; amounts in minor units, null for no limit. */
export type LimitMove = LimitKey &
  (
    | { step: 'set'; amount: number }
    | { step: 'lowered'; amount: number }
    | { step: 'asked'; wanted: number | null }
    | { step: 'withdrawn' }
  );

/** The limits and the waiting changes of a player. */
export interface LimitState {
  limits: readonly LimitEntity[];
  changes: readonly LimitChangeEntity[];
}

/**
 * From the limits as they are to the limits as the player wants them. What protects more holds at once; what
 * protects less becomes a wish that waits. A wish that is repeated keeps the time it was first asked at.
 */
export function movesTowards(state: LimitState, wanted: readonly SpendingLimit[]): LimitMove[] {
  const keys = limitKinds.flatMap((kind) => limitPeriods.map((period) => ({ kind, period })));
  return keys.flatMap((key) => moveOf(key, state, wanted) ?? []);
}

function moveOf(
  key: LimitKey,
  { limits, changes }: LimitState,
  wanted: readonly SpendingLimit[],
): LimitMove | undefined {
  const wish = wanted.find(sameAs(key))?.amount.amount;
  const present = limits.find(sameAs(key))?.amount;
  const waiting = changes.find(sameAs(key));
  if (present === undefined) return wish === undefined ? undefined : { ...key, step: 'set', amount: wish };
  if (wish !== undefined && wish < present) return { ...key, step: 'lowered', amount: wish };
  if (wish === present) return waiting ? { ...key, step: 'withdrawn' } : undefined;
  const goal = wish ?? null;
  return waiting?.amount === goal ? undefined : { ...key, step: 'asked', wanted: goal };
}

export function sameAs({ kind, period }: LimitKey): (other: LimitKey) => boolean {
  return (other) => other.kind === kind && other.period === period;
}

/** The limits as the player sees them, with what the wallet says is used. */
export function limitsView(
  { limits, changes }: LimitState,
  spending: Spending,
  version: number,
): PlayerLimits {
  return {
    limits: limits.map((limit) => limitView(limit, changes.find(sameAs(limit)), spending)),
    periods: spending.periods,
    version,
  };
}

function limitView(
  { kind, period, amount, currency }: LimitEntity,
  waiting: LimitChangeEntity | undefined,
  spending: Spending,
): PlayerLimit {
  const used = usedOf({ kind, period }, spending);
  const resetsAt = spending.limits.find(sameAs({ kind, period }))?.resetsAt;
  return {
    kind,
    period,
    amount: { amount, currency },
    used: { amount: used, currency },
    remaining: { amount: Math.max(0, amount - used), currency },
    ...(resetsAt === undefined ? {} : { resetsAt }),
    ...(waiting ? { pending: pendingView(waiting, currency) } : {}),
  };
}

function pendingView(
  { changeId, amount, requestedAt, confirmableFrom }: LimitChangeEntity,
  currency: LimitEntity['currency'],
): PlayerLimit['pending'] {
  return {
    changeId,
    ...(amount === null ? {} : { amount: { amount, currency } }),
    requestedAt: requestedAt.toISOString(),
    confirmableFrom: confirmableFrom.toISOString(),
  };
}

/** From the wallet's limit; from its counters where the wallet does not hold the limit yet. */
function usedOf(key: LimitKey, { limits, periods }: Spending): number {
  const known = limits.find(sameAs(key));
  if (known) return known.used.amount;
  const counters = periods.find(({ period }) => period === key.period);
  if (!counters) return 0;
  if (key.kind === 'deposit') return counters.deposited.amount;
  if (key.kind === 'stake') return counters.staked.amount;
  return Math.max(0, counters.staked.amount - counters.paidOut.amount);
}
