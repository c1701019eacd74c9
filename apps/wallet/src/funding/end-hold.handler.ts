import { type EndHold, type LedgerReceipt, walletError } from '@croupier/contracts';
import { DomainError } from '@croupier/kernel';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LedgerService } from '../ledger/ledger.service.js';
import { receiptOf } from '../ledger/receipt.js';
import { HoldsQueries } from './holds.queries.js';
import { type HoldEnd, holdEndPosting } from './postings.js';

export class EndHoldCommand extends Command<LedgerReceipt> {
  constructor(
    readonly request: EndHold,
    readonly end: HoldEnd,
  ) {
    super();
  }
}

/**
 * Ends the hold of a withdrawal, once and in one way: paid (commit) or returned to the player (release).
 * Key: (withdrawal_end, withdrawalId) for both, so that the second way is refused for ever. Locks: the player's
 * account row. Tells: withdrawal committed or released. Refuses: hold_not_open, no_account.
 */
@CommandHandler(EndHoldCommand)
export class EndHoldHandler implements ICommandHandler<EndHoldCommand> {
  constructor(
    private readonly ledger: LedgerService,
    private readonly holds: HoldsQueries,
  ) {}

  async execute({ request, end }: EndHoldCommand): Promise<LedgerReceipt> {
    try {
      const amount = await this.holds.amountOf(request.playerId, request.withdrawalId);
      const posting = holdEndPosting(request, end, amount);
      return receiptOf(await this.ledger.carryOut(posting, request.dryRun));
    } catch (error) {
      const endedOtherwise = error instanceof DomainError && error.code === 'idempotency_key_reused';
      throw endedOtherwise ? walletError('hold_not_open') : error;
    }
  }
}
