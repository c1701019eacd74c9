import { type GrantBonus, type GrantFreeRounds, type LedgerReceipt } from '@croupier/contracts';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LedgerService } from '../ledger/ledger.service.js';
import { receiptOf } from '../ledger/receipt.js';
import { grantPosting } from './postings.js';

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
