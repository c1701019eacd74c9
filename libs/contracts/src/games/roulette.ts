import { ChoiceField, IntegerField, NumbersField, PartField, PositiveAmount, TextField } from '../fields.js';

/** Every bet of a roulette layout; `five-number` is of layouts with two zeros, `first-four` of those with one. */
export const rouletteBets = [
  'straight',
  'split',
  'street',
  'trio',
  'corner',
  'first-four',
  'five-number',
  'six-line',
  'column',
  'dozen',
  'red',
  'black',
  'odd',
  'even',
  'low',
  'high',
] as const;
export type RouletteBetName = (typeof rouletteBets)[number];

/** Chips on one spot of the layout. */
export class RouletteStake {
  @ChoiceField({ description: 'The bet.', of: rouletteBets, example: 'split' })
  kind: RouletteBetName;

  @NumbersField({
    description:
      'All numbers the bet covers, in any order; 37 is the double zero. May be left out where the kind has one spot: red, black, odd, even, low, high, first-four, five-number.',
    min: 0,
    max: 37,
    most: 18,
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

/** A kind of bet of a layout: what it pays, what it may be, and what the house exactly keeps. */
export class RouletteOffer {
  @ChoiceField({ description: 'The bet.', of: rouletteBets, example: 'split' })
  kind: RouletteBetName;

  @IntegerField({ description: 'How many numbers it covers.', example: 2 })
  covers: number;

  @IntegerField({ description: 'What it wins, to one.', example: 17 })
  pays: number;

  @TextField({
    description: 'What the house keeps of the bet on average, exactly.',
    max: 20,
    example: '1/37',
  })
  edge: string;

  @PartField({ description: 'Smallest bet.', of: () => PositiveAmount })
  minimum: PositiveAmount;

  @PartField({ description: 'Largest bet on one spot.', of: () => PositiveAmount })
  maximum: PositiveAmount;
}
