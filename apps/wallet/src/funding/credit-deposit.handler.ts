import { type CreditDeposit, type LedgerReceipt } from '@croupier/contracts';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LedgerService } from '../ledger/ledger.service.js';
import { receiptOf } from '../ledger/receipt.js';
import { depositPosting } from './postings.js';

export class CreditDepositCommand extends Command<LedgerReceipt> {
  constructor(readonly request: CreditDeposit) {
    super();
  }
}

/**
 * Credits a captured deposit: the provider's clearing account owes it, the player has it.
 * Key: (deposit, depositId), without expiry. Locks: the player's account row. Tells: deposit credited.
 * Refuses: no_account, idempotency_key_reused. Never refused for a limit: the money has arrived.
 */
@CommandHandler(CreditDepositCommand)
export class CreditDepositHandler implements ICommandHandler<CreditDepositCommand> {
  constructor(private readonly ledger: LedgerService) {}

  async execute({ request }: CreditDepositCommand): Promise<LedgerReceipt> {
    return receiptOf(await this.ledger.carryOut(depositPosting(request), request.dryRun));
  }
}
