import { type PlaceStake, type StakeReceipt } from '@croupier/contracts';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LedgerService } from '../ledger/ledger.service.js';
import { receiptOf } from '../ledger/receipt.js';
import { stakePosting } from './postings.js';

export class PlaceStakeCommand extends Command<StakeReceipt> {
  constructor(readonly request: PlaceStake) {
    super();
  }
}

/**
 * Puts a stake in play until its round is settled or voided: cash first, then bonus money, and the split is kept.
 * Key: (stake, stakeId), without expiry. Locks: the player's account row. Tells: stake placed.
 * Refuses: no_account, stake_rolled_back, play_blocked, account_frozen, round_over, session_closed, round_in_play, round_too_soon, insufficient_funds, stake_limit_reached, loss_limit_reached,
 * bonus_stake_too_high, idempotency_key_reused.
 */
@CommandHandler(PlaceStakeCommand)
export class PlaceStakeHandler implements ICommandHandler<PlaceStakeCommand> {
  constructor(private readonly ledger: LedgerService) {}

  async execute({ request }: PlaceStakeCommand): Promise<StakeReceipt> {
    const posted = await this.ledger.carryOut(stakePosting(request), request.dryRun);
    const { currency } = request.stake;
    return {
      ...receiptOf(posted),
      stake: { amount: posted.stake, currency },
      stakeFromBonus: { amount: posted.stakeFromBonus, currency },
    };
  }
}
