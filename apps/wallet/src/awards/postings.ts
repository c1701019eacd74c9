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

/** Known by the award, or by the void round that brings it back. */
function grantKey({
  awardId,
  restoredBy,
}: GrantBonus | GrantFreeRounds): Pick<Posting, 'source' | 'externalId'> {
  return restoredBy === undefined
    ? { source: 'award', externalId: awardId }
    : { source: 'award_return', externalId: restoredBy };
}

function bonusPosting(request: GrantBonus): Posting {
  const { playerId, awardId, amount, maximumStake, restoredBy } = request;
  const restored = restoredBy !== undefined;
  return movementOf({
    playerId,
    ...grantKey(request),
    kind: 'bonus_grant',
    currency: amount.currency,
    intent: { amount, maximumStake, ...(restored ? { awardId } : {}) },
    fact: { subject: bonusGranted.subject, payload: { awardId, amount } },
    movement: {
      ...{ awardId, amount: amount.amount, maximumStake: maximumStake.amount },
      ...(restored ? { restored } : {}),
    },
  });
}

function freeRoundsPosting(request: GrantFreeRounds): Posting {
  const { playerId, awardId, gameId, rounds, stake, maximumStake, restoredBy } = request;
  const restored = restoredBy !== undefined;
  return movementOf({
    playerId,
    ...grantKey(request),
    kind: 'free_rounds_grant',
    currency: stake.currency,
    intent: { gameId, rounds, stake, maximumStake, ...(restored ? { awardId } : {}) },
    fact: { subject: freeRoundsGranted.subject, payload: { awardId, gameId, rounds, stake } },
    movement: {
      awardId,
      gameId,
      freeRounds: rounds,
      freeStake: stake.amount,
      maximumStake: maximumStake.amount,
      ...(restored ? { restored } : {}),
    },
  });
}

export function awardEndPosting(
  request: ConvertBonus | ForfeitBonus,
  end: AwardEnd,
  currency: Currency,
): Posting {
  const { playerId, awardId, restoredBy } = request;
  const converted = end === 'convert';
  const reason = 'reason' in request ? { reason: request.reason } : {};
  return movementOf({
    playerId,
    source: 'award_end',
    externalId: restoredBy ?? awardId,
    kind: converted ? 'bonus_conversion' : 'bonus_forfeit',
    currency,
    intent: { end, ...(restoredBy === undefined ? {} : { awardId }) },
    fact: {
      subject: (converted ? bonusConverted : bonusForfeited).subject,
      payload: { awardId, ...reason },
    },
    movement: { awardId, ...('reason' in request && request.reason === 'used_up' ? { usedUp: true } : {}) },
  });
}
