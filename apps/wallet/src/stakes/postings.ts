import {
  type CreditPayout,
  payoutCredited,
  type PlaceStake,
  roundSettled,
  roundVoided,
  stakePlaced,
  type StakeRollback,
  stakeRolledBack,
  type StakeSettlement,
  type StakeVoid,
} from '@croupier/contracts';
import { type Currency } from '@croupier/kernel';
import { inOneCurrency, jackpotOf, movementOf, type Posting } from '../ledger/posting.js';

export function stakePosting(request: PlaceStake): Posting {
  const { playerId, stakeId, roundId, gameSessionId, gameId, stake, startedAt, minimumCycleMs } = request;
  return movementOf({
    playerId,
    source: 'stake',
    externalId: stakeId,
    kind: 'stake',
    currency: stake.currency,
    at: startedAt,
    intent: { roundId, gameSessionId, gameId, stake },
    fact: {
      subject: stakePlaced.subject,
      payload: { stakeId, roundId, gameSessionId, gameId, stake, startedAt },
    },
    movement: {
      ...{ stake: stake.amount, roundId, gameSessionId, gameId },
      ...(minimumCycleMs === undefined ? {} : { minimumCycleMs }),
    },
  });
}

export function payoutPosting({ playerId, payoutId, roundId, payout }: CreditPayout): Posting {
  return movementOf({
    playerId,
    source: 'payout',
    externalId: payoutId,
    kind: 'payout',
    currency: payout.currency,
    intent: { roundId, payout },
    fact: { subject: payoutCredited.subject, payload: { payoutId, roundId, payout } },
    movement: { roundId, payout: payout.amount },
  });
}

export function settlementPosting(request: StakeSettlement): Posting {
  const { playerId, roundId, payout, outcome, jackpot } = request;
  inOneCurrency({ payout, 'jackpot.amount': jackpot?.amount });
  return movementOf({
    playerId,
    source: 'round_end',
    externalId: roundId,
    kind: 'settlement',
    currency: payout.currency,
    intent: { end: 'settled', payout, ...jackpotOf(jackpot) },
    fact: { subject: roundSettled.subject, payload: { roundId, payout } },
    movement: { roundId, payout: payout.amount, outcome, ...jackpotOf(jackpot) },
  });
}

export function voidPosting({ playerId, roundId, currency, reason }: StakeVoid): Posting {
  return movementOf({
    playerId,
    source: 'round_end',
    externalId: roundId,
    kind: 'void',
    currency: currency as Currency,
    intent: { end: 'voided' },
    fact: { subject: roundVoided.subject, payload: { roundId, reason } },
    movement: { roundId },
  });
}

export function rollbackPosting({ playerId, stakeId, currency, reason }: StakeRollback): Posting {
  return movementOf({
    playerId,
    source: 'rollback',
    externalId: stakeId,
    kind: 'rollback',
    currency,
    intent: {},
    fact: { subject: stakeRolledBack.subject, payload: { stakeId, reason } },
    movement: {},
  });
}
