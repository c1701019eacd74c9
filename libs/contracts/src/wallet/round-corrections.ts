import { currencies, type Currency } from '@croupier/kernel';
import { PlayerRef } from '../common.js';
import { declareAsk, declareFact } from '../declare.js';
import {
  ChoiceField,
  FlagField,
  IdField,
  InstantField,
  IntegerField,
  MoneyAmount,
  PartField,
  PositiveAmount,
  SignedAmount,
  TextField,
} from '../fields.js';
import { DryRunField } from './command.js';
import { LedgerFact } from './facts.js';
import { LedgerReceipt } from './receipt.js';

/** Why staff void a round; the player reads it in words. */
export const roundVoidReasons = ['game_fault', 'wrong_payout', 'wrong_rules', 'table_fault'] as const;
export type RoundVoidReason = (typeof roundVoidReasons)[number];

export const RoundVoidReasonField = (): PropertyDecorator =>
  ChoiceField({
    description:
      'Why, as the player is told: game_fault (the game did not work as it should), wrong_payout (it paid what its rules do not), wrong_rules (it was played by other rules than were shown), table_fault (a fault of the wheel, the cards or the dealer).',
    of: roundVoidReasons,
    example: 'game_fault',
  });

/** A settled round that is void. Payload of an approval of `correct-round`. */
export class RoundCorrection extends PlayerRef {
  @IdField({ description: 'The round: `reference` of its transaction in the statement.' })
  roundId: string;

  @ChoiceField({ description: 'Currency of the account.', of: currencies, example: 'GBP' })
  currency: Currency;

  @RoundVoidReasonField()
  reason: RoundVoidReason;
}

/**
 * Undoes a settled round of any kind by one transaction that is its opposite: the stake goes back as it was split, everything that
 * the round paid is taken back, a progressive jackpot of ours that it won goes back into its pot, and limits are as if it had
 * not been. Idempotent by player and round: a round is corrected once.
 */
export class CorrectRound extends RoundCorrection {
  @IdField({ description: 'The approval that two people gave; it is kept with the transaction.' })
  approvalId: string;

  @DryRunField()
  dryRun?: boolean;
}

export const correctRound = declareAsk({
  subject: 'rpc.wallet.correct-round.v1',
  summary: 'Return the stake of a settled round that is void and take back what it paid, once.',
  request: CorrectRound,
  reply: LedgerReceipt,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'service',
  errors: [
    'no_account',
    'nothing_to_reverse',
    'other_currency',
    'insufficient_funds',
    'idempotency_key_reused',
  ],
});

export class RoundCorrected extends LedgerFact {
  @IdField({ description: 'The round.' })
  roundId: string;

  @IdField({ description: 'The approval of two people.' })
  approvalId: string;

  @TextField({ description: 'Why: a stable code.', max: 40, example: 'game_fault' })
  reason: string;

  @IdField({ description: 'The transaction by which the round was settled.' })
  corrects: string;

  @IntegerField({ description: 'Version of the account after that one.' })
  correctsVersion: number;

  @InstantField({ description: 'When the round was settled.' })
  settledAt: string;

  @IdField({ description: 'The game session.' })
  gameSessionId: string;

  @TextField({ description: 'The game or table.', max: 60 })
  gameId: string;

  @PartField({ description: 'Its stake, which was returned.', of: () => PositiveAmount })
  stake: PositiveAmount;

  @PartField({ description: 'How much of the stake had been bonus money.', of: () => MoneyAmount })
  stakeFromBonus: MoneyAmount;

  @PartField({ description: 'All that it had paid, which was taken back.', of: () => MoneyAmount })
  payout: MoneyAmount;

  @PartField({
    description: 'What it had won of a progressive jackpot of ours, which is in the pot again.',
    of: () => PositiveAmount,
    optional: true,
  })
  jackpotReturned?: PositiveAmount;

  @IdField({ description: 'The award whose bonus money or free round was used.', optional: true })
  awardId?: string;

  @FlagField({ description: 'True if the house had paid the stake: the free round is back in its award.' })
  freeRound: boolean;

  @PartField({ description: 'Change of the playable cash.', of: () => SignedAmount })
  cashChange: SignedAmount;

  @PartField({ description: 'Change of the bonus money.', of: () => SignedAmount })
  bonusChange: SignedAmount;

  @PartField({
    description:
      "What the house's cost of bonuses got back: the stake of a free round; of an award that was forfeited, what had been staked of it less what had been paid to it.",
    of: () => SignedAmount,
  })
  bonusCost: SignedAmount;

  @InstantField({ description: "Start of the round on the player's clock." })
  startedAt: string;
}

export const roundCorrected = declareFact({
  subject: 'evt.wallet.round.corrected.v1',
  summary: 'A settled round is void: its stake was returned, and what it had paid taken back.',
  payload: RoundCorrected,
  aggregate: 'playerId',
});
