import { type HoldWithdrawal, type LedgerReceipt } from '@croupier/contracts';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LedgerService } from '../ledger/ledger.service.js';
import { receiptOf } from '../ledger/receipt.js';
import { holdPosting } from './postings.js';

export class HoldWithdrawalCommand extends Command<LedgerReceipt> {
  constructor(readonly request: HoldWithdrawal) {
    super();
  }
}

/**
 * Takes a requested withdrawal out of the playable balance.
 * Key: (withdrawal_hold, withdrawalId), without expiry. Locks: the player's account row. Tells: withdrawal held.
 * Refuses: no_account, account_frozen, insufficient_funds, idempotency_key_reused.
 */
@CommandHandler(HoldWithdrawalCommand)
export class HoldWithdrawalHandler implements ICommandHandler<HoldWithdrawalCommand> {
  constructor(private readonly ledger: LedgerService) {}

  async execute({ request }: HoldWithdrawalCommand): Promise<LedgerReceipt> {
    return receiptOf(await this.ledger.carryOut(holdPosting(request), request.dryRun));
  }
}
