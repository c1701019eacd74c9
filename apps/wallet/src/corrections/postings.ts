import {
  type AdjustBalance,
  balanceCorrected,
  commonError,
  type ReversibleKind,
  type ReverseTransaction,
  type TransferMoney,
} from '@croupier/contracts';
import { movementOf, type Posting } from '../ledger/posting.js';

export type Correction =
  { adjust: AdjustBalance } | { reverse: ReverseTransaction } | { transfer: TransferMoney };

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
    currency,
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
