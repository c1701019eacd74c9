import {
  type AdjustBalance,
  balanceCorrected,
  commonError,
  type CorrectRound,
  type ReversibleKind,
  type ReverseTransaction,
  roundCorrected,
  type TransferMoney,
} from '@croupier/contracts';
import { movementOf, type Posting } from '../ledger/posting.js';

export type Correction =
  | { adjust: AdjustBalance }
  | { reverse: ReverseTransaction }
  | { correct: CorrectRound }
  | { transfer: TransferMoney };

export function correctionPosting(correction: Correction): Posting {
  if ('adjust' in correction) return adjustmentPosting(correction.adjust);
  if ('reverse' in correction) return reversalPosting(correction.reverse);
  return 'correct' in correction
    ? roundCorrectionPosting(correction.correct)
    : transferPosting(correction.transfer);
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
  payout: 'payout',
  settlement: 'round_end',
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

/** Known by the round: whatever approval it has, a round is corrected once. */
function roundCorrectionPosting(request: CorrectRound): Posting {
  const { playerId, approvalId, roundId, currency, reason } = request;
  return movementOf({
    playerId,
    source: 'round_correction',
    externalId: roundId,
    kind: 'round_correction',
    currency,
    intent: { approvalId },
    fact: { subject: roundCorrected.subject, payload: { roundId, approvalId, reason } },
    movement: { reversedSource: 'round', approvalId },
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
