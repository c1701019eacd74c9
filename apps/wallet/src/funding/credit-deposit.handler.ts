import { type CreditDeposit, depositCredited, type LedgerReceipt } from '@croupier/contracts';
import { Money } from '@croupier/kernel';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LedgerService } from '../ledger/ledger.service.js';
import { type Posting, transferOf } from '../ledger/posting.js';
import { receiptOf } from '../ledger/receipt.js';

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

export function depositPosting(request: CreditDeposit): Posting {
  const amount = Money.from(request.amount);
  const { playerId, depositId, provider } = request;
  return transferOf({
    playerId,
    source: 'deposit',
    externalId: depositId,
    kind: 'deposit',
    cash: amount,
    clearing: { provider, change: Money.zero(amount.currency).minus(amount) },
    intent: { amount: amount.toJSON(), provider },
    fact: { subject: depositCredited.subject, payload: { depositId, amount: amount.toJSON() } },
  });
}
