import { type CreditPayout, payoutCredited, type PayoutReceipt } from '@croupier/contracts';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LedgerService } from '../ledger/ledger.service.js';
import { movementOf, type Posting } from '../ledger/posting.js';
import { receiptOf } from '../ledger/receipt.js';

export class CreditPayoutCommand extends Command<PayoutReceipt> {
  constructor(readonly request: CreditPayout) {
    super();
  }
}

/**
 * Pays a round that goes on, in the proportion of the stakes that are in it; the part of an award that is over is cash.
 * Key: (payout, payoutId), without expiry. Locks: the player's account row. Tells: payout credited.
 * Refuses: no_account, no_stake, other_currency, round_over (voided), idempotency_key_reused.
 */
@CommandHandler(CreditPayoutCommand)
export class CreditPayoutHandler implements ICommandHandler<CreditPayoutCommand> {
  constructor(private readonly ledger: LedgerService) {}

  async execute({ request }: CreditPayoutCommand): Promise<PayoutReceipt> {
    const posted = await this.ledger.carryOut(payoutPosting(request), request.dryRun);
    const { currency } = request.payout;
    return {
      ...receiptOf(posted),
      payout: { amount: posted.payout, currency },
      payoutToBonus: { amount: posted.payoutToBonus, currency },
    };
  }
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
