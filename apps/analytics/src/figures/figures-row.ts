import type { Figures } from '@croupier/contracts';
import { invariant } from '@croupier/kernel';
import type { measures } from '../projections/measures.js';
import { cutRatio } from './ratio.js';

/** Sums as the database gives them: whole numbers as text. */
export type Sums = Record<(typeof measures)[number] | 'active_players', string>;

/** Every figure from its sums. The formula ids are those of docs/figures.md. */
export function figuresFrom(sums: Sums): Figures {
  const of = (name: keyof Sums): bigint => BigInt(sums[name]);
  const ggr = of('stakes') - of('payouts');
  const bonusCost = of('bonus_granted') - of('bonus_forfeited') + of('free_stakes');
  const actualReturn = cutRatio(of('payouts'), of('stakes'), 8);
  return {
    stakesMinor: safe(of('stakes')),
    payoutsMinor: safe(of('payouts')),
    ggrMinor: safe(ggr),
    bonusCostMinor: safe(bonusCost),
    ngrMinor: safe(ggr - bonusCost),
    rounds: safe(of('rounds')),
    freeRounds: safe(of('free_rounds')),
    freeStakesMinor: safe(of('free_stakes')),
    bonusStakesMinor: safe(of('bonus_stakes')),
    ...(actualReturn === undefined ? {} : { actualReturn }),
    voids: safe(of('voids')),
    depositsMinor: safe(of('deposits')),
    deposits: safe(of('deposit_count')),
    withdrawalsMinor: safe(of('withdrawals')),
    withdrawals: safe(of('withdrawal_count')),
    failedDeposits: safe(of('failed_deposits')),
    activePlayers: safe(of('active_players')),
    newPlayers: safe(of('registrations')),
    sessions: safe(of('sessions')),
    gameSessions: safe(of('game_sessions')),
    restrictions: safe(of('restrictions')),
    limitChanges: safe(of('limit_changes')),
    awards: safe(of('awards')),
    awardsCompleted: safe(of('awards_completed')),
  };
}

/** A sum that a JSON number carries exactly. @throws InvariantError beyond it */
export function safe(sum: bigint): number {
  const value = Number(sum);
  invariant(Number.isSafeInteger(value), `${sum} is outside the safe integers`);
  return value;
}
