import { PlayerRef } from '../common.js';
import { declareAsk } from '../declare.js';
import {
  ChoiceField,
  IdField,
  IntegerField,
  MoneyAmount,
  PartField,
  PositiveAmount,
  TextField,
} from '../fields.js';
import { DryRunField } from './command.js';
import { LedgerReceipt } from './receipt.js';

/**
 * An award is one bonus of one player; a player has at most one active award at a time, and all bonus money belongs
 * to it. Stakes take cash first and bonus money second; a payout returns to both in the proportion of the stake.
 */
export class AwardRef extends PlayerRef {
  @IdField({ description: 'The award of bonus.' })
  awardId: string;
}

/** A command about an award. */
class AwardCommand extends AwardRef {
  @DryRunField()
  dryRun?: boolean;
}

/** Gives bonus money and makes the award active. Idempotent by `awardId`. */
export class GrantBonus extends AwardCommand {
  @PartField({ description: 'Bonus money.', of: () => PositiveAmount })
  amount: PositiveAmount;

  @PartField({ description: 'Largest stake of a round that uses bonus money.', of: () => PositiveAmount })
  maximumStake: PositiveAmount;
}

export const grantBonus = declareAsk({
  subject: 'rpc.wallet.grant-bonus.v1',
  summary: 'Give bonus money to a player.',
  request: GrantBonus,
  reply: LedgerReceipt,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'service',
  errors: ['no_account', 'award_active', 'play_blocked', 'account_frozen', 'idempotency_key_reused'],
});

/** Gives rounds that the house stakes; what they return is bonus money of the award. Idempotent by `awardId`. */
export class GrantFreeRounds extends AwardCommand {
  @TextField({ description: 'The game they can be played in.', max: 60 })
  gameId: string;

  @IntegerField({ description: 'How many.', min: 1, max: 1000, example: 20 })
  rounds: number;

  @PartField({ description: 'Stake of each, paid by the house.', of: () => PositiveAmount })
  stake: PositiveAmount;

  @PartField({
    description: 'Largest stake of a round that uses the bonus money won.',
    of: () => PositiveAmount,
  })
  maximumStake: PositiveAmount;
}

export const grantFreeRounds = declareAsk({
  subject: 'rpc.wallet.grant-free-rounds.v1',
  summary: 'Give free rounds of a game to a player.',
  request: GrantFreeRounds,
  reply: LedgerReceipt,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'service',
  errors: ['no_account', 'award_active', 'play_blocked', 'account_frozen', 'idempotency_key_reused'],
});

/** What ending an award did. */
export class AwardReceipt extends LedgerReceipt {
  @PartField({
    description: 'Bonus money that became cash, or went back to the house.',
    of: () => MoneyAmount,
  })
  amount: MoneyAmount;
}

/** Turns the bonus money of an award into cash. */
export class ConvertBonus extends AwardCommand {}

export const convertBonus = declareAsk({
  subject: 'rpc.wallet.convert-bonus.v1',
  summary: 'The wagering is done: all bonus money of the award becomes cash, and the award is over.',
  request: ConvertBonus,
  reply: AwardReceipt,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'service',
  errors: ['no_account', 'account_frozen', 'award_not_active', 'stakes_in_play'],
});

export const forfeitReasons = ['player', 'expired', 'restricted', 'used_up', 'staff'] as const;

/** Ends an award without conversion: bonus money and free rounds left go back to the house. Cash is never touched. */
export class ForfeitBonus extends AwardCommand {
  @ChoiceField({ description: 'Why.', of: forfeitReasons, example: 'expired' })
  reason: (typeof forfeitReasons)[number];
}

export const forfeitBonus = declareAsk({
  subject: 'rpc.wallet.forfeit-bonus.v1',
  summary: 'End an award without conversion.',
  request: ForfeitBonus,
  reply: AwardReceipt,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'service',
  errors: ['no_account', 'award_not_active', 'stakes_in_play'],
});
