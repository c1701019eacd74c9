import { type HoldWithdrawal, type LedgerReceipt, withdrawalHeld } from '@croupier/contracts';
import { Money } from '@croupier/kernel';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LedgerService } from '../ledger/ledger.service.js';
import { type Posting, transferOf } from '../ledger/posting.js';
import { receiptOf } from '../ledger/receipt.js';

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

export function holdPosting(request: HoldWithdrawal): Posting {
  const amount = Money.from(request.amount);
  const { playerId, withdrawalId } = request;
  return transferOf({
    playerId,
    source: 'withdrawal_hold',
    externalId: withdrawalId,
    kind: 'withdrawal_hold',
    cash: Money.zero(amount.currency).minus(amount),
    withdrawing: amount,
    intent: { amount: amount.toJSON() },
    fact: { subject: withdrawalHeld.subject, payload: { withdrawalId, amount: amount.toJSON() } },
  });
}
