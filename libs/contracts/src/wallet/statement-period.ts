import { currencies } from '@croupier/kernel';
import { declareAsk } from '../declare.js';
import {
  ChoiceField,
  InstantField,
  IntegerField,
  ListField,
  PartField,
  SignedAmount,
  TextField,
} from '../fields.js';
import { AccountBalances } from './funds.js';
import { ListTransactions, type TransactionKind, transactionKinds, WalletTransaction } from './statement.js';

export class ReadStatement extends ListTransactions {
  @InstantField({ description: 'Start of the period, included.', example: '2026-11-01T00:00:00.000Z' })
  from: string;

  @InstantField({
    description: 'End of the period, not included: at most 366 days after its start.',
    example: '2026-12-01T00:00:00.000Z',
  })
  to: string;
}

/** A transaction of the account with what it changed of all four balances. */
export class StatementLine extends WalletTransaction {
  @PartField({ description: 'Change of the stakes in unsettled rounds.', of: () => SignedAmount })
  inPlayChange: SignedAmount;

  @PartField({ description: 'Change of the requested withdrawals not yet paid.', of: () => SignedAmount })
  withdrawingChange: SignedAmount;
}

/** What the transactions of one kind changed in the period, by balance. */
export class KindSum {
  @ChoiceField({ description: 'The kind.', of: transactionKinds, example: 'round' })
  kind: TransactionKind;

  @IntegerField({ description: 'How many.', example: 12 })
  count: number;

  @PartField({ description: 'Change of the playable cash.', of: () => SignedAmount })
  cash: SignedAmount;

  @PartField({ description: 'Change of the bonus money.', of: () => SignedAmount })
  bonus: SignedAmount;

  @PartField({ description: 'Change of the stakes in unsettled rounds.', of: () => SignedAmount })
  inPlay: SignedAmount;

  @PartField({ description: 'Change of the requested withdrawals not yet paid.', of: () => SignedAmount })
  withdrawing: SignedAmount;
}

/** One account over a period: the opening balances and all sums together give the closing balances. */
export class Statement {
  @ChoiceField({ description: 'Currency of the account.', of: currencies, example: 'GBP' })
  currency: (typeof currencies)[number];

  @InstantField({ description: 'Start of the period, included.' })
  from: string;

  @InstantField({ description: 'End of the period, not included.' })
  to: string;

  @PartField({ description: 'Balances before the period.', of: () => AccountBalances })
  opening: AccountBalances;

  @PartField({ description: 'Balances at its end, or now if it has not ended.', of: () => AccountBalances })
  closing: AccountBalances;

  @ListField({ description: 'One sum a kind, of the whole period, whatever is listed.', of: () => KindSum })
  sums: KindSum[];

  @ListField({ description: 'The lines asked for, newest first.', of: () => StatementLine })
  data: StatementLine[];

  @TextField({ description: 'Cursor of the next page; absent on the last.', max: 200, optional: true })
  next?: string;
}

export const readStatement = declareAsk({
  subject: 'rpc.wallet.read-statement.v1',
  summary: 'Statement of an account for a period: balances before and after, sums by kind, lines.',
  request: ReadStatement,
  reply: Statement,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'player',
  errors: ['no_account'],
});
