import { IntegerField, NumbersField, TextField } from '../fields.js';

const betName = { max: 30, pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/ };

/** Chips on one place of a table: which places there are, its game says. */
export class TableStake {
  @TextField({
    ...betName,
    description: 'The bet, as the definition of the game names it.',
    example: 'split',
  })
  kind: string;

  @NumbersField({
    description:
      'Roulette: all numbers the bet covers, in any order; 37 is the double zero. Dice: on how many of the numbers it wins. Keno: the numbers of the ticket. Sic bo: the faces, or the total. Craps: the number of a bet on one. Crash: the multiple of an automatic cash-out, in 1/grid of its definition. Left out where the kind has one place.',
    min: 0,
    max: 1_000_000,
    most: 40,
    optional: true,
    example: [17, 20],
  })
  numbers?: number[];

  @IntegerField({
    description: 'Minor units, in the currency of the stake.',
    min: 1,
    max: 1_000_000_000,
    example: 100,
  })
  amount: number;
}

/** What a bet of a game exactly returns, on average over very many rounds. */
export class BetReturn {
  @TextField({ ...betName, description: 'The bet.', example: 'banker' })
  bet: string;

  @TextField({ description: 'Return to player, rounded to 8 digits.', max: 12, example: '0.98942094' })
  ratio: string;

  @TextField({ description: 'What the house keeps, exactly.', max: 400, example: '1/37' })
  edge: string;
}
