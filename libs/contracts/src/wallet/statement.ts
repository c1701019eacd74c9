import { currencies } from '@croupier/kernel';
import { PageRequest } from '../common.js';
import { declareAsk } from '../declare.js';
import {
  ChoiceField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  MoneyAmount,
  PartField,
  SignedAmount,
  TextField,
} from '../fields.js';

export const transactionKinds = [
  'deposit',
  'round',
  'free_round',
  'stake',
  'settlement',
  'payout',
  'void',
  'rollback',
  'promo_win',
  'jackpot_win',
  'adjustment',
  'reversal',
  'round_correction',
  'transfer',
  'jackpot_transfer',
  'bonus_grant',
  'free_rounds_grant',
  'bonus_conversion',
  'bonus_forfeit',
  'withdrawal_hold',
  'withdrawal_commit',
  'withdrawal_release',
] as const;
export type TransactionKind = (typeof transactionKinds)[number];

export class ListTransactions extends PageRequest {
  @ChoiceField({ description: 'Only transactions of this kind.', of: transactionKinds, optional: true })
  kind?: TransactionKind;

  @ChoiceField({ description: 'The account; the oldest if left out.', of: currencies, optional: true })
  currency?: (typeof currencies)[number];
}

/** One line of a player's statement. */
export class WalletTransaction {
  @IdField({ description: 'The ledger transaction.' })
  transactionId: string;

  @ChoiceField({ description: 'What moved the money.', of: transactionKinds, example: 'round' })
  kind: TransactionKind;

  @IdField({ description: 'The deposit, withdrawal, round, stake, award, win or approval behind it.' })
  reference: string;

  @PartField({ description: 'Change of the playable cash.', of: () => SignedAmount })
  change: SignedAmount;

  @PartField({ description: 'Playable cash after it.', of: () => MoneyAmount })
  balance: MoneyAmount;

  @PartField({ description: 'Change of the bonus money.', of: () => SignedAmount })
  bonusChange: SignedAmount;

  @PartField({ description: 'Bonus money after it.', of: () => MoneyAmount })
  bonus: MoneyAmount;

  @PartField({ description: 'Stake, for a round.', of: () => MoneyAmount, optional: true })
  stake?: MoneyAmount;

  @PartField({
    description: 'Payout, for a round; what was taken back of it, for a reversal.',
    of: () => MoneyAmount,
    optional: true,
  })
  payout?: MoneyAmount;

  @IntegerField({ description: 'Version of the account after it.', example: 42 })
  version: number;

  @InstantField({ description: 'When it was recorded.' })
  recordedAt: string;
}

export class TransactionPage {
  @ListField({ description: 'Newest first.', of: () => WalletTransaction })
  data: WalletTransaction[];

  @TextField({ description: 'Cursor of the next page; absent on the last.', max: 200, optional: true })
  next?: string;
}

export const listTransactions = declareAsk({
  subject: 'rpc.wallet.list-transactions.v1',
  summary: 'Ledger transactions of a player, newest first.',
  request: ListTransactions,
  reply: TransactionPage,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'player-or-staff',
  errors: [],
});

export class ReadTrialBalance {}

export class TrialBalanceLine {
  @TextField({ description: 'Account of the chart of accounts.', max: 60, example: 'player_cash' })
  account: string;

  @PartField({ description: 'Sum of its entries.', of: () => SignedAmount })
  balance: SignedAmount;

  @IntegerField({ description: 'How many entries.' })
  entries: number;
}

/** All accounts by currency: the sum of each currency is zero, or the ledger is broken. */
export class TrialBalance {
  @ListField({ description: 'One line an account and currency.', of: () => TrialBalanceLine })
  lines: TrialBalanceLine[];

  @ListField({ description: 'Sum of the lines by currency: each is zero.', of: () => SignedAmount })
  sums: SignedAmount[];
}

export const readTrialBalance = declareAsk({
  subject: 'rpc.wallet.read-trial-balance.v1',
  summary: 'All accounts by currency; each currency sums to zero.',
  request: ReadTrialBalance,
  reply: TrialBalance,
  deadlineMs: 5000,
  idempotent: true,
  priority: 'report',
  actor: 'service',
  errors: [],
});
