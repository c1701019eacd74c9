import {
  type ConvertBonus,
  bonusConverted,
  bonusForfeited,
  bonusGranted,
  type ForfeitBonus,
  freeRoundsGranted,
  type GrantBonus,
  type GrantFreeRounds,
} from '@croupier/contracts';
import { type Currency } from '@croupier/kernel';
import { movementOf, type Posting } from '../ledger/posting.js';

export type AwardEnd = 'convert' | 'forfeit';

export function grantPosting(request: GrantBonus | GrantFreeRounds): Posting {
  return 'rounds' in request ? freeRoundsPosting(request) : bonusPosting(request);
}

function bonusPosting({ playerId, awardId, amount, maximumStake }: GrantBonus): Posting {
  return movementOf({
    playerId,
    source: 'award',
    externalId: awardId,
    kind: 'bonus_grant',
    currency: amount.currency,
    intent: { amount, maximumStake },
    fact: { subject: bonusGranted.subject, payload: { awardId, amount } },
    movement: { awardId, amount: amount.amount, maximumStake: maximumStake.amount },
  });
}

function freeRoundsPosting(request: GrantFreeRounds): Posting {
  const { playerId, awardId, gameId, rounds, stake, maximumStake } = request;
  return movementOf({
    playerId,
    source: 'award',
    externalId: awardId,
    kind: 'free_rounds_grant',
    currency: stake.currency,
    intent: { gameId, rounds, stake, maximumStake },
    fact: { subject: freeRoundsGranted.subject, payload: { awardId, gameId, rounds, stake } },
    movement: {
      awardId,
      gameId,
      freeRounds: rounds,
      freeStake: stake.amount,
      maximumStake: maximumStake.amount,
    },
  });
}

export function awardEndPosting(
  request: ConvertBonus | ForfeitBonus,
  end: AwardEnd,
  currency: Currency,
): Posting {
  const { playerId, awardId } = request;
  const converted = end === 'convert';
  const reason = 'reason' in request ? { reason: request.reason } : {};
  return movementOf({
    playerId,
    source: 'award_end',
    externalId: awardId,
    kind: converted ? 'bonus_conversion' : 'bonus_forfeit',
    currency,
    intent: { end },
    fact: {
      subject: (converted ? bonusConverted : bonusForfeited).subject,
      payload: { awardId, ...reason },
    },
    movement: { awardId },
  });
}
