import { type CreditPayout, type PayoutReceipt } from '@croupier/contracts';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LedgerService } from '../ledger/ledger.service.js';
import { receiptOf } from '../ledger/receipt.js';
import { payoutPosting } from './postings.js';

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
