import {
  FlagField,
  InstantField,
  IntegerField,
  ListField,
  MoneyAmount,
  NumbersField,
  PartField,
  TextField,
} from '../fields.js';
import { TableStake } from './bets.js';

const actionName = { max: 30, pattern: /^[a-z]+(-[a-z]+)*$/ };

/** A decision of a player in a round. */
export class RoundAction {
  @TextField({ ...actionName, description: 'What is done.', example: 'hit' })
  kind: string;

  @NumbersField({
    description:
      'Video poker: the cards that are held, counted from 0 on the left; the others are drawn anew.',
    min: 0,
    max: 4,
    most: 5,
    optional: true,
    example: [0, 3],
  })
  positions?: number[];

  @ListField({
    description:
      'Craps: the bets that are added, or the one that lies and is taken down, with all that lies there.',
    of: () => TableStake,
    max: 200,
    optional: true,
  })
  bets?: TableStake[];

  @IntegerField({
    description:
      'Crash: when the cash-out was received, in ms since `startedAt` of the outcome. The platform measures it; what a request says of it counts for nothing.',
    optional: true,
    example: 3200,
  })
  elapsedMs?: number;

  @FlagField({ description: 'True if the player did not come back and the rules decided.', optional: true })
  byDefault?: boolean;
}

/** What a player may do now. */
export class AllowedAction {
  @TextField({ ...actionName, description: 'What may be done.', example: 'double' })
  kind: string;

  @PartField({
    description: 'What it stakes in addition; zero for most, and of `bet` what its bets come to.',
    of: () => MoneyAmount,
  })
  stake: MoneyAmount;
}

/** A round that waits for the player. */
export class OpenRound {
  @IntegerField({
    description: 'How many decisions were taken; an action names it, so that it is about what was seen.',
    example: 0,
  })
  step: number;

  @ListField({ description: 'What may be done now.', of: () => AllowedAction })
  actions: AllowedAction[];

  @InstantField({
    description:
      "From then on the rules decide for the player, on the player's clock. A round that runs on by itself (crash) has ended by then at the latest, and may end long before.",
  })
  decideBy: string;
}
