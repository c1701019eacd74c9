import { PlayerRef } from '../common.js';
import { declareAsk } from '../declare.js';
import { IdField, IntegerField, PartField, MoneyAmount } from '../fields.js';

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
}

export const readWallet = declareAsk({
  subject: 'rpc.wallet.read-wallet.v1',
  summary: 'Balances of a player.',
  request: PlayerRef,
  reply: WalletView,
  deadlineMs: 1500,
  idempotent: true,
  errors: ['no_account'],
});
