import { MoneyAmount, PartField, TextField } from '../fields.js';

/** A part of what was staked that the house puts aside for a jackpot. */
export class JackpotShare {
  @TextField({ description: 'The jackpot.', max: 40, pattern: /^[a-z0-9-]+$/, example: 'lantern-grand' })
  jackpotId: string;

  @PartField({
    description: 'In whole minor units: what is left of a smaller share stays with the game until it is one.',
    of: () => MoneyAmount,
  })
  amount: MoneyAmount;
}
