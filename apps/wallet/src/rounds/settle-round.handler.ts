import { roundSettled, type RoundSettlement, type SettleRound } from '@croupier/contracts';
import { Money } from '@croupier/kernel';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LedgerService } from '../ledger/ledger.service.js';
import { accounts, type Posting, postingOf } from '../ledger/posting.js';

export class SettleRoundCommand extends Command<RoundSettlement> {
  constructor(readonly request: SettleRound) {
    super();
  }
}

/**
 * Stake and payout of an instant round in one durable commit, with the outcome sealed into it.
 * Key: (round, roundId), without expiry; the outcome is not part of the fingerprint, because a repeat has drawn
 * another one and must get the first. Locks: the player's account row. Tells: round settled.
 * Refuses: no_account, insufficient_funds, round_too_soon, idempotency_key_reused.
 */
@CommandHandler(SettleRoundCommand)
export class SettleRoundHandler implements ICommandHandler<SettleRoundCommand> {
  constructor(private readonly ledger: LedgerService) {}

  async execute({ request }: SettleRoundCommand): Promise<RoundSettlement> {
    const posting = roundPosting(request);
    const posted = await (request.dryRun ? this.ledger.rehearse(posting) : this.ledger.post(posting));
    const { currency } = request.stake;
    return {
      ...posted,
      roundId: request.roundId,
      stake: { amount: posted.stake, currency },
      payout: { amount: posted.payout, currency },
      stakeFromBonus: { amount: 0, currency },
      payoutToBonus: { amount: 0, currency },
      outcome: posted.outcome as Record<string, unknown>,
    };
  }
}

/** The stake is debited in full before the payout is credited: a win never pays for its own stake. */
function roundPosting(request: SettleRound): Posting {
  const stake = Money.from(request.stake);
  const payout = Money.from(request.payout);
  const none = Money.zero(stake.currency);
  const { roundId, gameSessionId, gameId, startedAt, minimumCycleMs, outcome } = request;
  return postingOf({
    playerId: request.playerId,
    source: 'round',
    externalId: roundId,
    kind: 'round',
    legs: [
      { account: accounts.playerCash, change: none.minus(stake) },
      { account: accounts.gameRevenue, change: stake },
      { account: accounts.gameRevenue, change: none.minus(payout) },
      { account: accounts.playerCash, change: payout },
    ],
    intent: { gameSessionId, gameId, stake: stake.toJSON() },
    fact: {
      subject: roundSettled.subject,
      payload: {
        roundId,
        gameSessionId,
        gameId,
        stake: stake.toJSON(),
        payout: payout.toJSON(),
        stakeFromBonus: none.toJSON(),
        payoutToBonus: none.toJSON(),
        freeRound: false,
        startedAt,
        outcome,
      },
    },
    round: { stake, payout, outcome, startedAt, minimumCycleMs },
  });
}
