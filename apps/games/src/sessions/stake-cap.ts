import type { Eligibility } from '@croupier/contracts';
import type { Currency } from '@croupier/kernel';

/** The currency the law states the caps in; the platform's stakes are in no other yet. */
export const capCurrency: Currency = 'GBP';

/** Whoever is not known to be 25 or over is treated as under 25. */
const capByAgeBand: Readonly<Record<Eligibility['ageBand'], number>> = { '18-24': 200, '25+': 500 };

/** What a session may stake in one round, and when that must be asked for again. */
export interface StakeCap {
  /** Minor units of `capCurrency`. */
  readonly stakeCap: number;
  readonly capChangesAt: Date | null;
}

/** The largest stake of one game cycle (SI 2025/215): 5 GBP from 25 years on, 2 GBP below. */
export function stakeCapOf({ ageBand, ageBandUntil }: Eligibility): StakeCap {
  return {
    stakeCap: capByAgeBand[ageBand] ?? capByAgeBand['18-24'],
    capChangesAt: ageBandUntil === undefined ? null : new Date(ageBandUntil),
  };
}

/** True from the very moment in which the age band changes. */
export function isCapOutdated({ capChangesAt }: StakeCap, now: Date): boolean {
  return capChangesAt !== null && now.getTime() >= capChangesAt.getTime();
}
