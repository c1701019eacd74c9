import { type RoundSettlement, type SettleRound } from '@croupier/contracts';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LedgerService } from '../ledger/ledger.service.js';
import { receiptOf } from '../ledger/receipt.js';
import { roundPosting } from './posting.js';

export class SettleRoundCommand extends Command<RoundSettlement> {
  constructor(readonly request: SettleRound) {
    super();
  }
}

/**
 * Stake and payout of an instant round in one durable commit, with the outcome sealed into it. The stake takes cash
 * first, then bonus money; the payout returns in the same proportion. A free round of an award is staked by the
 * house and pays bonus money.
 * A round with a pot feeds it in the same commit, and a fall of the pot is paid there, by a transaction of its own.
 * Key: (round, roundId), without expiry; the outcome is not part of the fingerprint, because a repeat has drawn
 * another one and must get the first. Locks: the player's account row, then that of the pot. Tells: round settled; win credited.
 * Refuses: no_account, play_blocked, account_frozen, session_closed, round_in_play, round_too_soon, insufficient_funds, stake_limit_reached, loss_limit_reached,
 * bonus_stake_too_high, no_free_round, jackpot_closed, jackpot_moved_on, other_currency, idempotency_key_reused.
 */
@CommandHandler(SettleRoundCommand)
export class SettleRoundHandler implements ICommandHandler<SettleRoundCommand> {
  constructor(private readonly ledger: LedgerService) {}

  async execute({ request }: SettleRoundCommand): Promise<RoundSettlement> {
    const posted = await this.ledger.carryOut(roundPosting(request), request.dryRun);
    const { currency } = request.stake;
    return {
      ...receiptOf(posted),
      roundId: request.roundId,
      stake: { amount: posted.stake, currency },
      payout: { amount: posted.payout, currency },
      stakeFromBonus: { amount: posted.stakeFromBonus, currency },
      payoutToBonus: { amount: posted.payoutToBonus, currency },
      outcome: posted.outcome as Record<string, unknown>,
    };
  }
}
