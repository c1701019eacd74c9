import { declareAsk } from '../declare.js';
import { IdField, PartField, PositiveAmount, TextField } from '../fields.js';
import { MoneyCommand } from './command.js';
import { LedgerReceipt } from './receipt.js';

/** Credits money that a payment provider captured. Idempotent by `depositId`. */
export class CreditDeposit extends MoneyCommand {
  @IdField({ description: 'The deposit of payments.' })
  depositId: string;

  @TextField({ description: 'The payment provider that holds the money.', max: 40, example: 'sandbox-psp' })
  provider: string;

  @PartField({ description: 'What was captured.', of: () => PositiveAmount })
  amount: PositiveAmount;
}

export const creditDeposit = declareAsk({
  subject: 'rpc.wallet.credit-deposit.v1',
  summary: 'Credit a captured deposit to the player.',
  request: CreditDeposit,
  reply: LedgerReceipt,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'service',
  errors: ['no_account', 'idempotency_key_reused'],
});

/** Takes money out of the playable balance until the payment provider has paid it. Idempotent by `withdrawalId`. */
export class HoldWithdrawal extends MoneyCommand {
  @IdField({ description: 'The withdrawal of payments.' })
  withdrawalId: string;

  @PartField({ description: 'What the player wants paid.', of: () => PositiveAmount })
  amount: PositiveAmount;
}

export const holdWithdrawal = declareAsk({
  subject: 'rpc.wallet.hold-withdrawal.v1',
  summary: 'Move a requested withdrawal out of the playable balance.',
  request: HoldWithdrawal,
  reply: LedgerReceipt,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'service',
  errors: ['no_account', 'account_frozen', 'insufficient_funds', 'idempotency_key_reused'],
});

/** Ends the hold of a withdrawal. */
export class EndHold extends MoneyCommand {
  @IdField({ description: 'The withdrawal whose hold ends.' })
  withdrawalId: string;

  @TextField({ description: 'The payment provider.', max: 40, example: 'sandbox-psp' })
  provider: string;
}

export const commitWithdrawal = declareAsk({
  subject: 'rpc.wallet.commit-withdrawal.v1',
  summary: 'The provider paid: the held money has left.',
  request: EndHold,
  reply: LedgerReceipt,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'service',
  errors: ['no_account', 'hold_not_open', 'idempotency_key_reused'],
});

export const releaseWithdrawal = declareAsk({
  subject: 'rpc.wallet.release-withdrawal.v1',
  summary: 'The provider could not pay: the held money is playable again.',
  request: EndHold,
  reply: LedgerReceipt,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'service',
  errors: ['no_account', 'hold_not_open', 'idempotency_key_reused'],
});
