import type { Figures } from '@croupier/contracts';
import { invariant } from '@croupier/kernel';
import type { measures } from '../projections/measures.js';
import { cutRatio } from './ratio.js';

/** Sums as the database gives them: whole numbers as text. The median of nothing is null. */
export type Sums = Record<
  (typeof measures)[number] | 'active_players' | 'play_sessions' | 'play_seconds' | 'play_rounds',
  string
> & { median_seconds: string | null };

/** Every figure from its sums. The formula ids are those of docs/figures.md. */
export function figuresFrom(sums: Sums): Figures {
  const of = (name: Exclude<keyof Sums, 'median_seconds'>): bigint => BigInt(sums[name]);
  const ggr = of('stakes') - of('payouts');
  const bonusCost = of('bonus_granted') - of('bonus_forfeited') + of('free_stakes') + of('promo_wins');
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
    playSessions: safe(of('play_sessions')),
    playSeconds: safe(of('play_seconds')),
    ...lengths(of('play_sessions'), of('play_seconds'), of('play_rounds'), sums.median_seconds),
  };
}

function lengths(
  sessions: bigint,
  seconds: bigint,
  rounds: bigint,
  median: string | null,
): Pick<Figures, 'medianPlaySeconds' | 'meanPlaySeconds' | 'roundsPerSession'> {
  const roundsPerSession = cutRatio(rounds, sessions, 2);
  if (median === null || roundsPerSession === undefined) return {};
  return {
    medianPlaySeconds: safe(BigInt(median)),
    meanPlaySeconds: safe(seconds / sessions),
    roundsPerSession,
  };
}

/** A sum that a JSON number carries exactly. @throws InvariantError beyond it */
export function safe(sum: bigint): number {
  const value = Number(sum);
  invariant(Number.isSafeInteger(value), `${sum} is outside the safe integers`);
  return value;
}
