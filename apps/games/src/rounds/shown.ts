import type { Round, RoundVoiding } from '@croupier/contracts';
import { jackpotWinOf } from '../jackpots/pot-record.js';
import { type RoundEntity } from './round.entity.js';
import { type RoundVoidEntity } from './round-void.entity.js';

type Rows = Pick<RoundEntity, keyof RoundEntity>;
type VoidRow = Pick<RoundVoidEntity, keyof RoundVoidEntity>;

/** A settled round as players read it. */
export function shown(row: Rows): Round {
  const { currency } = row;
  return {
    roundId: row.roundId,
    gameSessionId: row.gameSessionId,
    gameId: row.gameId,
    stake: { amount: row.stake, currency },
    payout: { amount: row.payout, currency },
    netWin: { amount: row.payout - row.stake, currency },
    ...jackpotWinOf(row.outcome),
    ...(row.freeRound ? { freeRound: true } : {}),
    outcome: row.outcome,
    settledAt: row.settledAt.toISOString(),
  };
}

/** The same once it is void: what it was stays told, what came of it does not count. */
export function asVoid(round: Round, row: VoidRow): Round {
  return { ...round, netWin: { ...round.netWin, amount: 0 }, voided: voidingOf(row) };
}

/** A round that was void before it was settled. @returns undefined if nothing was staked in it */
export function neverSettled(row: VoidRow): Round | undefined {
  const { roundId, gameSessionId, gameId, currency, stake, voidedAt } = row;
  if (gameSessionId === null || gameId === null) return undefined;
  const nothing = { amount: 0, currency };
  return {
    ...{ roundId, gameSessionId, gameId, stake: { amount: stake, currency }, payout: nothing },
    ...{ netWin: nothing, voided: voidingOf(row), outcome: {}, settledAt: voidedAt.toISOString() },
  };
}

function voidingOf({ reason, voidedAt, corrected }: VoidRow): RoundVoiding {
  return { reason, at: voidedAt.toISOString(), corrected };
}
