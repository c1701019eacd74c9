import { type AwardReceipt, type ConvertBonus, type ForfeitBonus, walletError } from '@croupier/contracts';
import { DomainError } from '@croupier/kernel';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LedgerService } from '../ledger/ledger.service.js';
import { receiptOf } from '../ledger/receipt.js';
import { AwardsQueries } from './awards.queries.js';
import { type AwardEnd, awardEndPosting } from './postings.js';

export class EndAwardCommand extends Command<AwardReceipt> {
  constructor(
    readonly request: ConvertBonus | ForfeitBonus,
    readonly end: AwardEnd,
  ) {
    super();
  }
}

/**
 * Ends an award, once and in one way: its bonus money becomes cash (convert) or goes back to the house together with
 * the free rounds left (forfeit). Cash is never touched. While bonus money is in play its round is waited for.
 * Key: (award_end, awardId) for both, so that the second way is refused for ever. Locks: the player's account row.
 * Tells: bonus converted or forfeited. Refuses: no_account, award_not_active, stakes_in_play.
 */
@CommandHandler(EndAwardCommand)
export class EndAwardHandler implements ICommandHandler<EndAwardCommand> {
  constructor(
    private readonly ledger: LedgerService,
    private readonly awards: AwardsQueries,
  ) {}

  async execute({ request, end }: EndAwardCommand): Promise<AwardReceipt> {
    try {
      const currency = await this.awards.currencyOf(request.playerId, request.awardId);
      const posting = awardEndPosting(request, end, currency);
      const posted = await this.ledger.carryOut(posting, request.dryRun);
      return { ...receiptOf(posted), amount: { amount: Math.abs(posted.bonusChange), currency } };
    } catch (error) {
      const endedOtherwise = error instanceof DomainError && error.code === 'idempotency_key_reused';
      throw endedOtherwise ? walletError('award_not_active') : error;
    }
  }
}
