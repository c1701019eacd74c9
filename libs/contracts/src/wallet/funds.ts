import { currencies } from '@croupier/kernel';
import { PlayerRef } from '../common.js';
import { declareAsk } from '../declare.js';
import {
  ChoiceField,
  InstantField,
  IntegerField,
  ListField,
  MoneyAmount,
  PartField,
  SignedAmount,
} from '../fields.js';

/** The four balances of one account at one moment. */
export class AccountBalances {
  @PartField({ description: 'Playable cash.', of: () => MoneyAmount })
  cash: MoneyAmount;

  @PartField({ description: 'Bonus money.', of: () => MoneyAmount })
  bonus: MoneyAmount;

  @PartField({ description: 'Stakes of unsettled rounds.', of: () => MoneyAmount })
  inPlay: MoneyAmount;

  @PartField({ description: 'Requested withdrawals not yet paid.', of: () => MoneyAmount })
  withdrawing: MoneyAmount;

  @IntegerField({ description: 'Version of the account at that moment; 0 before its first transaction.' })
  version: number;
}

export class ReadBalance extends PlayerRef {
  @InstantField({
    description: 'What was recorded before this instant counts. A past one, to the microsecond.',
  })
  at: string;

  @ChoiceField({ description: 'The account; the oldest if left out.', of: currencies, optional: true })
  currency?: (typeof currencies)[number];
}

export class BalanceAt extends AccountBalances {
  @InstantField({ description: 'The instant.' })
  at: string;
}

export const readBalance = declareAsk({
  subject: 'rpc.wallet.read-balance.v1',
  summary: 'Balances of an account as they were at a past instant.',
  request: ReadBalance,
  reply: BalanceAt,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'report',
  actor: 'staff',
  errors: ['no_account'],
});

export class ReadLiability {
  @InstantField({
    description: 'What was recorded before this instant counts. A past one; now if left out.',
    optional: true,
  })
  at?: string;
}

/** What the house owes to players in one currency. */
export class CurrencyLiability {
  @ChoiceField({ description: 'The currency.', of: currencies, example: 'GBP' })
  currency: (typeof currencies)[number];

  @IntegerField({ description: 'Accounts opened by then.', example: 1200 })
  accounts: number;

  @PartField({ description: 'Playable cash.', of: () => MoneyAmount })
  cash: MoneyAmount;

  @PartField({
    description: 'Stakes of unsettled rounds, those of bonus money included.',
    of: () => MoneyAmount,
  })
  inPlay: MoneyAmount;

  @PartField({ description: 'Requested withdrawals not yet paid.', of: () => MoneyAmount })
  withdrawing: MoneyAmount;

  @PartField({ description: 'Customer funds: the three together.', of: () => MoneyAmount })
  playerFunds: MoneyAmount;

  @PartField({ description: 'Bonus money, which is not part of it.', of: () => MoneyAmount })
  bonus: MoneyAmount;
}

export class Liability {
  @InstantField({ description: 'The instant.' })
  at: string;

  @ListField({ description: 'One line a currency.', of: () => CurrencyLiability })
  currencies: CurrencyLiability[];
}

export const readLiability = declareAsk({
  subject: 'rpc.wallet.read-liability.v1',
  summary: 'Customer funds by currency at an instant.',
  request: ReadLiability,
  reply: Liability,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'report',
  actor: 'staff',
  errors: [],
});

/** What a player paid in and took out in one currency, over the life of the account. */
export class NetDeposits {
  @ChoiceField({ description: 'The currency.', of: currencies, example: 'GBP' })
  currency: (typeof currencies)[number];

  @PartField({ description: 'Deposits credited.', of: () => MoneyAmount })
  deposits: MoneyAmount;

  @PartField({ description: 'Withdrawals paid out.', of: () => MoneyAmount })
  withdrawals: MoneyAmount;

  @PartField({ description: 'Deposits less withdrawals.', of: () => SignedAmount })
  net: SignedAmount;
}

export class NetDepositsReport {
  @ListField({ description: 'One line an account, the oldest first.', of: () => NetDeposits })
  currencies: NetDeposits[];
}

export const readNetDeposits = declareAsk({
  subject: 'rpc.wallet.read-net-deposits.v1',
  summary: 'Deposits and paid withdrawals of a player since registration, and their difference.',
  request: PlayerRef,
  reply: NetDepositsReport,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'staff',
  errors: ['no_account'],
});
