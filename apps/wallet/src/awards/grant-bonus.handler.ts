import {
  bonusGranted,
  freeRoundsGranted,
  type GrantBonus,
  type GrantFreeRounds,
  type LedgerReceipt,
} from '@croupier/contracts';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LedgerService } from '../ledger/ledger.service.js';
import { movementOf, type Posting } from '../ledger/posting.js';
import { receiptOf } from '../ledger/receipt.js';

export class GrantBonusCommand extends Command<LedgerReceipt> {
  constructor(readonly request: GrantBonus | GrantFreeRounds) {
    super();
  }
}

/**
 * Makes an award active with bonus money, or with rounds that the house will stake; both cost the house, not the
 * player. A player who may not play gets nothing.
 * Key: (award, awardId), without expiry. Locks: the player's account row. Tells: bonus granted, free rounds granted.
 * Refuses: no_account, play_blocked, account_frozen, award_active, idempotency_key_reused.
 */
@CommandHandler(GrantBonusCommand)
export class GrantBonusHandler implements ICommandHandler<GrantBonusCommand> {
  constructor(private readonly ledger: LedgerService) {}

  async execute({ request }: GrantBonusCommand): Promise<LedgerReceipt> {
    return receiptOf(await this.ledger.carryOut(grantPosting(request), request.dryRun));
  }
}

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
