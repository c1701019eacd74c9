import {
  type AdjustBalance,
  balanceCorrected,
  commonError,
  type LedgerReceipt,
  type ReversibleKind,
  type ReverseTransaction,
  type TransferMoney,
} from '@croupier/contracts';
import { type Currency } from '@croupier/kernel';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LedgerService } from '../ledger/ledger.service.js';
import { movementOf, type Posting } from '../ledger/posting.js';
import { receiptOf } from '../ledger/receipt.js';

export type Correction =
  { adjust: AdjustBalance } | { reverse: ReverseTransaction } | { transfer: TransferMoney };

export class CorrectBalanceCommand extends Command<LedgerReceipt> {
  constructor(
    readonly correction: Correction,
    readonly dryRun = false,
  ) {
    super();
  }
}

/**
 * Corrects a player's money with the approval of two people, which stays with the transaction.
 * Key: (adjustment, approvalId), (reversal, what is reversed), (transfer, approvalId), without expiry. Locks: the
 * player's account row. Tells: balance corrected.
 * Refuses: no_account, insufficient_funds, nothing_to_reverse, other_currency, award_not_active, account_frozen (a
 * transfer), idempotency_key_reused.
 */
@CommandHandler(CorrectBalanceCommand)
export class CorrectBalanceHandler implements ICommandHandler<CorrectBalanceCommand> {
  constructor(private readonly ledger: LedgerService) {}

  async execute({ correction, dryRun }: CorrectBalanceCommand): Promise<LedgerReceipt> {
    return receiptOf(await this.ledger.carryOut(correctionPosting(correction), dryRun));
  }
}

export function correctionPosting(correction: Correction): Posting {
  if ('adjust' in correction) return adjustmentPosting(correction.adjust);
  return 'reverse' in correction ? reversalPosting(correction.reverse) : transferPosting(correction.transfer);
}

function adjustmentPosting({ playerId, approvalId, amount, reason }: AdjustBalance): Posting {
  if (amount.amount === 0) throw commonError('invalid_request', { field: 'amount.amount' });
  return movementOf({
    playerId,
    source: 'adjustment',
    externalId: approvalId,
    kind: 'adjustment',
    currency: amount.currency,
    intent: { amount },
    fact: { subject: balanceCorrected.subject, payload: { approvalId, correction: 'adjustment', reason } },
    movement: { cashChange: amount.amount, approvalId },
  });
}

/** Under which source the transactions of a kind are known. */
const sources: Record<ReversibleKind, string> = {
  deposit: 'deposit',
  withdrawal_commit: 'withdrawal_end',
  promo_win: 'win',
  jackpot_win: 'win',
  adjustment: 'adjustment',
};

function reversalPosting(request: ReverseTransaction): Posting {
  const { playerId, approvalId, kind: reversed, reference, currency, reason } = request;
  return movementOf({
    playerId,
    source: 'reversal',
    externalId: reference,
    kind: 'reversal',
    currency: currency as Currency,
    intent: { reversed, approvalId },
    fact: {
      subject: balanceCorrected.subject,
      payload: { approvalId, correction: 'reversal', reversed, reference, reason },
    },
    movement: { reversedSource: sources[reversed], approvalId },
  });
}

function transferPosting({ playerId, approvalId, amount, to, reason }: TransferMoney): Posting {
  return movementOf({
    playerId,
    source: 'transfer',
    externalId: approvalId,
    kind: 'transfer',
    currency: amount.currency,
    intent: { amount, to },
    fact: { subject: balanceCorrected.subject, payload: { approvalId, correction: 'transfer', reason } },
    movement: { amount: amount.amount, toBonus: to === 'bonus', approvalId },
  });
}
