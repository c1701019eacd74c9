import { type LedgerReceipt } from '@croupier/contracts';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LedgerService } from '../ledger/ledger.service.js';
import { receiptOf } from '../ledger/receipt.js';
import { type Correction, correctionPosting } from './postings.js';

export class CorrectBalanceCommand extends Command<LedgerReceipt> {
  constructor(
    readonly correction: Correction,
    readonly dryRun = false,
  ) {
    super();
  }
}

/**
 * Corrects a player's money with the approval of two people, which stays with the transaction.
 * Key: (adjustment, approvalId), (reversal, what is reversed), (round_correction, roundId), (transfer, approvalId), without
 * expiry. Locks: the player's account row, then the pots that a win or a round could be of. Tells: balance corrected; round
 * corrected.
 * Refuses: no_account, insufficient_funds, nothing_to_reverse, other_currency, award_not_active, account_frozen (a
 * transfer), idempotency_key_reused.
 */
@CommandHandler(CorrectBalanceCommand)
export class CorrectBalanceHandler implements ICommandHandler<CorrectBalanceCommand> {
  constructor(private readonly ledger: LedgerService) {}

  async execute({ correction, dryRun }: CorrectBalanceCommand): Promise<LedgerReceipt> {
    return receiptOf(await this.ledger.carryOut(correctionPosting(correction), dryRun));
  }
}
