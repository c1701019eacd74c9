import { currencies, type Currency } from '@croupier/kernel';
import { PlayerRef } from '../common.js';
import { declareAsk } from '../declare.js';
import { ChoiceField, IdField, PartField, PositiveAmount, SignedAmount, TextField } from '../fields.js';
import { DryRunField } from './command.js';
import { LedgerReceipt } from './receipt.js';

const ApprovalField = (): PropertyDecorator =>
  IdField({
    description:
      'The approval that two people gave, or our id of the transaction by which a studio asks for it; kept with the transaction.',
  });

const reasonPattern = /^[a-z][a-z0-9_]*$/;

/** An amount that staff add to or take from a player's cash. Payload of an approval of `adjust-balance`. */
export class Adjustment extends PlayerRef {
  @PartField({ description: 'What is added; negative for what is taken.', of: () => SignedAmount })
  amount: SignedAmount;

  @TextField({ description: 'Why: a stable code.', max: 40, pattern: reasonPattern, example: 'goodwill' })
  reason: string;
}

/** Adds to or takes from a player's cash. Idempotent by `approvalId`: an approval is carried out once. */
export class AdjustBalance extends Adjustment {
  @ApprovalField()
  approvalId: string;

  @DryRunField()
  dryRun?: boolean;
}

export const adjustBalance = declareAsk({
  subject: 'rpc.wallet.adjust-balance.v1',
  summary: "Correct a player's cash by an approved amount.",
  request: AdjustBalance,
  reply: LedgerReceipt,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'service',
  errors: ['no_account', 'insufficient_funds', 'idempotency_key_reused'],
});

export const reversibleKinds = [
  'deposit',
  'withdrawal_commit',
  'promo_win',
  'jackpot_win',
  'adjustment',
  'payout',
  'settlement',
] as const;
export type ReversibleKind = (typeof reversibleKinds)[number];

/** A transaction that is undone. Payload of an approval of `reverse-transaction`. */
export class Reversal extends PlayerRef {
  @ChoiceField({ description: 'What it was.', of: reversibleKinds, example: 'deposit' })
  kind: ReversibleKind;

  @IdField({
    description:
      'The deposit, withdrawal, win, approval or payout behind it, or the round that was settled: its `reference` in the statement.',
  })
  reference: string;

  @ChoiceField({ description: 'Currency of the account.', of: currencies, example: 'GBP' })
  currency: Currency;

  @TextField({ description: 'Why: a stable code.', max: 40, pattern: reasonPattern, example: 'chargeback' })
  reason: string;
}

/**
 * Undoes a transaction by one that is its opposite: a charged-back deposit, a payout that the bank returned, a win or an
 * adjustment given by mistake; or what a round paid (`payout`), at its end too (`settlement`), while its stakes stay settled. Limits
 * on losses follow what a round paid; what else was counted stays counted. Idempotent by what is reversed: a transaction is reversed once.
 */
export class ReverseTransaction extends Reversal {
  @ApprovalField()
  approvalId: string;

  @DryRunField()
  dryRun?: boolean;
}

export const reverseTransaction = declareAsk({
  subject: 'rpc.wallet.reverse-transaction.v1',
  summary: 'Undo a deposit, a withdrawal, a win, an adjustment or what a round paid by its opposite, once.',
  request: ReverseTransaction,
  reply: LedgerReceipt,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'service',
  errors: [
    'no_account',
    'nothing_to_reverse',
    'other_currency',
    'insufficient_funds',
    'idempotency_key_reused',
  ],
});

/** Money that staff move. Payload of an approval of `transfer-money`. */
export class Transfer extends PlayerRef {
  @PartField({ description: 'The amount.', of: () => PositiveAmount })
  amount: PositiveAmount;

  @ChoiceField({
    description: 'Where it goes; it comes from the other.',
    of: ['cash', 'bonus'],
    example: 'cash',
  })
  to: 'cash' | 'bonus';

  @TextField({
    description: 'Why: a stable code.',
    max: 40,
    pattern: reasonPattern,
    example: 'wrong_campaign',
  })
  reason: string;
}

/** Moves money between a player's cash and the bonus money of the active award. Idempotent by `approvalId`. */
export class TransferMoney extends Transfer {
  @ApprovalField()
  approvalId: string;

  @DryRunField()
  dryRun?: boolean;
}

export const transferMoney = declareAsk({
  subject: 'rpc.wallet.transfer-money.v1',
  summary: "Move money between a player's cash and bonus money.",
  request: TransferMoney,
  reply: LedgerReceipt,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'service',
  errors: [
    'no_account',
    'account_frozen',
    'award_not_active',
    'insufficient_funds',
    'idempotency_key_reused',
  ],
});
