import { declareAsk } from '../declare.js';
import { IdField, PartField, PositiveAmount, TextField } from '../fields.js';
import { MoneyCommand } from './command.js';
import { LedgerReceipt } from './receipt.js';

/**
 * Credits a win without a stake behind it as cash: of a promotion, at the house's cost, or of a jackpot, out of what was
 * put aside for it. Never refused for a limit or a block. Idempotent by `winId`.
 */
export class CreditWin extends MoneyCommand {
  @IdField({ description: 'The win.' })
  winId: string;

  @PartField({ description: 'The amount.', of: () => PositiveAmount })
  amount: PositiveAmount;

  @TextField({
    description: 'The jackpot that is paid; left out for a promotion.',
    max: 40,
    pattern: /^[a-z0-9-]+$/,
    example: 'lantern-grand',
    optional: true,
  })
  jackpotId?: string;

  @TextField({ description: 'The promotion or the game it was won in.', max: 60, example: 'friday-draw' })
  reason: string;
}

export const creditWin = declareAsk({
  subject: 'rpc.wallet.credit-win.v1',
  summary: 'Credit a win of a promotion or a jackpot.',
  request: CreditWin,
  reply: LedgerReceipt,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'vital',
  actor: 'service',
  errors: ['no_account', 'idempotency_key_reused'],
});
