import {
  FlagField,
  IdField,
  InstantField,
  IntegerField,
  MoneyAmount,
  PartField,
  SignedAmount,
} from '../fields.js';

/** What a money command answers; a replay of the command gets the same. */
export class LedgerReceipt {
  @IdField({ description: 'The ledger transaction.' })
  transactionId: string;

  @PartField({ description: 'Playable cash after it.', of: () => MoneyAmount })
  balance: MoneyAmount;

  @PartField({ description: 'Bonus money after it.', of: () => MoneyAmount })
  bonus: MoneyAmount;

  @IntegerField({ description: 'Version of the account after it.', example: 42 })
  version: number;

  @InstantField({ description: 'When it was recorded.' })
  recordedAt: string;

  @FlagField({ description: 'True if this answers a repeated command: nothing was moved again.' })
  replayed: boolean;

  @PartField({
    description:
      'Of what is played in a game session: payouts less stakes of the session up to and with it, jackpots it won included.',
    of: () => SignedAmount,
    optional: true,
  })
  sessionNet?: SignedAmount;
}
