import { type CreditWin, type LedgerReceipt } from '@croupier/contracts';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LedgerService } from '../ledger/ledger.service.js';
import { receiptOf } from '../ledger/receipt.js';
import { winPosting } from './posting.js';

export class CreditWinCommand extends Command<LedgerReceipt> {
  constructor(readonly request: CreditWin) {
    super();
  }
}

/**
 * Credits a win that no stake stands behind: of a promotion at the house's cost, of a jackpot out of its liability.
 * Key: (win, winId), without expiry. Locks: the player's account row. Tells: win credited.
 * Refuses: no_account, idempotency_key_reused. Never refused for a limit or a block: it was won.
 */
@CommandHandler(CreditWinCommand)
export class CreditWinHandler implements ICommandHandler<CreditWinCommand> {
  constructor(private readonly ledger: LedgerService) {}

  async execute({ request }: CreditWinCommand): Promise<LedgerReceipt> {
    return receiptOf(await this.ledger.carryOut(winPosting(request), request.dryRun));
  }
}
