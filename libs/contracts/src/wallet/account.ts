import { currencies, type Currency } from '@croupier/kernel';
import { Done, PlayerRef } from '../common.js';
import { declareAsk } from '../declare.js';
import { ChoiceField, IdField, IntegerField, ListField, MoneyAmount, PartField } from '../fields.js';

/** Opens an account in one more currency. A repeat opens nothing and answers the same. */
export class OpenAccount extends PlayerRef {
  @ChoiceField({ description: 'Its currency.', of: currencies, example: 'EUR' })
  currency: Currency;
}

export const openAccount = declareAsk({
  subject: 'rpc.wallet.open-account.v1',
  summary: 'Open an account of a player in a currency.',
  request: OpenAccount,
  reply: Done,
  deadlineMs: 1500,
  idempotent: true,
  priority: 'action',
  actor: 'service',
  errors: [],
});

export class ReadWallet extends PlayerRef {
  @ChoiceField({ description: 'The account; the oldest if left out.', of: currencies, optional: true })
  currency?: Currency;
}

/** A player's money at one version of the account. */
export class WalletView {
  @IdField({ description: 'The player.' })
  playerId: string;

  @PartField({ description: 'Cash the player can play with or withdraw.', of: () => MoneyAmount })
  cash: MoneyAmount;

  @PartField({
    description: 'Bonus money of the active award: playable after the cash, not withdrawable.',
    of: () => MoneyAmount,
  })
  bonus: MoneyAmount;

  @PartField({ description: 'Stakes of rounds that are not settled yet.', of: () => MoneyAmount })
  inPlay: MoneyAmount;

  @PartField({
    description: 'Cash on its way out: requested withdrawals not yet paid.',
    of: () => MoneyAmount,
  })
  withdrawing: MoneyAmount;

  @IntegerField({ description: 'Grows by one with each transaction of the account.', example: 42 })
  version: number;

  @ListField({
    description: 'Currencies in which the player has an account, the oldest first.',
    among: currencies,
    optional: true,
  })
  currencies?: Currency[];
}

export const readWallet = declareAsk({
  subject: 'rpc.wallet.read-wallet.v1',
  summary: 'Balances of a player.',
  request: ReadWallet,
  reply: WalletView,
  deadlineMs: 1500,
  idempotent: true,
  priority: 'vital',
  actor: 'service',
  errors: ['no_account'],
});
