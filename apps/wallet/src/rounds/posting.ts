import { commonError, roundSettled, type SettleRound } from '@croupier/contracts';
import { inOneCurrency, jackpotOf, movementOf, type Posting, potOf } from '../ledger/posting.js';

/** The stake is debited in full before the payout is credited: a win never pays for its own stake. */
export function roundPosting(request: SettleRound): Posting {
  const { playerId, roundId, gameSessionId, gameId, stake, payout, startedAt, minimumCycleMs } = request;
  const { outcome, awardId, jackpot, pot } = request;
  inOneCurrency({ stake, payout, 'jackpot.amount': jackpot?.amount });
  if (pot && (jackpot ?? awardId)) throw commonError('invalid_request', { field: 'pot' });
  const free = awardId === undefined ? {} : { awardId };
  const fed = jackpotOf(jackpot);
  return movementOf({
    playerId,
    source: 'round',
    externalId: roundId,
    kind: awardId === undefined ? 'round' : 'free_round',
    currency: stake.currency,
    at: startedAt,
    intent: { gameSessionId, gameId, stake, ...free, ...fed },
    fact: { subject: roundSettled.subject, payload: { roundId, payout } },
    movement: {
      stake: stake.amount,
      payout: payout.amount,
      roundId,
      gameSessionId,
      gameId,
      outcome,
      minimumCycleMs,
      ...free,
      ...fed,
      ...potOf(pot),
    },
  });
}
