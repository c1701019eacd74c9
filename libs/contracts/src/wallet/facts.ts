import { declareFact } from '../declare.js';
import {
  ChoiceField,
  FlagField,
  IdField,
  InstantField,
  IntegerField,
  JsonField,
  MoneyAmount,
  PartField,
  PositiveAmount,
  SignedAmount,
  TextField,
} from '../fields.js';
import { forfeitReasons } from './bonus.js';
import { type ReversibleKind, reversibleKinds } from './corrections.js';

/** What every fact of the ledger carries: the player's cash and version after it. */
export class LedgerFact {
  @IdField({ description: 'The player.' })
  playerId: string;

  @IdField({ description: 'The ledger transaction.' })
  transactionId: string;

  @PartField({ description: 'Playable cash after it.', of: () => MoneyAmount })
  balance: MoneyAmount;

  @PartField({ description: 'Bonus money after it.', of: () => MoneyAmount })
  bonus: MoneyAmount;

  @PartField({ description: 'Stakes of unsettled rounds, after it.', of: () => MoneyAmount })
  inPlay: MoneyAmount;

  @PartField({ description: 'Requested withdrawals not yet paid, after it.', of: () => MoneyAmount })
  withdrawing: MoneyAmount;

  @IntegerField({ description: 'Version of the account after it; no version is left out.' })
  version: number;

  @InstantField({ description: 'When it was recorded.' })
  recordedAt: string;
}

export class RoundSettled extends LedgerFact {
  @IdField({ description: 'The round.' })
  roundId: string;

  @IdField({ description: 'The game session.' })
  gameSessionId: string;

  @TextField({ description: 'The game.', max: 60 })
  gameId: string;

  @PartField({ description: 'Stake.', of: () => PositiveAmount })
  stake: PositiveAmount;

  @PartField({ description: 'Payout, stake included.', of: () => MoneyAmount })
  payout: MoneyAmount;

  @PartField({ description: 'How much of the stake was bonus money.', of: () => MoneyAmount })
  stakeFromBonus: MoneyAmount;

  @PartField({ description: 'How much of the payout became bonus money.', of: () => MoneyAmount })
  payoutToBonus: MoneyAmount;

  @IdField({ description: 'The award whose bonus money or free round was used.', optional: true })
  awardId?: string;

  @PartField({
    description:
      'What was put aside for a jackpot with this round: its share of the stake in whole minor units, with a seed of the pot that waited for it.',
    of: () => MoneyAmount,
    optional: true,
  })
  jackpotContribution?: MoneyAmount;

  @FlagField({ description: 'True if the house paid the stake: a free round of the award.' })
  freeRound: boolean;

  @InstantField({ description: "Start of the round on the player's clock." })
  startedAt: string;

  @JsonField({ description: 'The outcome as recorded.' })
  outcome: Record<string, unknown>;
}

export const roundSettled = declareFact({
  subject: 'evt.wallet.round.settled.v1',
  summary: 'A round was staked and paid.',
  payload: RoundSettled,
  aggregate: 'playerId',
});

export class DepositCredited extends LedgerFact {
  @IdField({ description: 'The deposit.' })
  depositId: string;

  @PartField({ description: 'The amount.', of: () => PositiveAmount })
  amount: PositiveAmount;
}

export const depositCredited = declareFact({
  subject: 'evt.wallet.deposit.credited.v1',
  summary: 'A deposit reached the player.',
  payload: DepositCredited,
  aggregate: 'playerId',
});

export class WithdrawalMoved extends LedgerFact {
  @IdField({ description: 'The withdrawal.' })
  withdrawalId: string;

  @PartField({ description: 'The amount.', of: () => PositiveAmount })
  amount: PositiveAmount;
}

export const withdrawalHeld = declareFact({
  subject: 'evt.wallet.withdrawal.held.v1',
  summary: 'A requested withdrawal left the playable balance.',
  payload: WithdrawalMoved,
  aggregate: 'playerId',
});

export const withdrawalCommitted = declareFact({
  subject: 'evt.wallet.withdrawal.committed.v1',
  summary: 'A withdrawal was paid out.',
  payload: WithdrawalMoved,
  aggregate: 'playerId',
});

export const withdrawalReleased = declareFact({
  subject: 'evt.wallet.withdrawal.released.v1',
  summary: 'A withdrawal failed and its money is playable again.',
  payload: WithdrawalMoved,
  aggregate: 'playerId',
});

export class StakePlaced extends LedgerFact {
  @IdField({ description: 'The stake.' })
  stakeId: string;

  @IdField({ description: 'The round.' })
  roundId: string;

  @IdField({ description: 'The game session.' })
  gameSessionId: string;

  @TextField({ description: 'The game or table.', max: 60 })
  gameId: string;

  @PartField({ description: 'Stake.', of: () => PositiveAmount })
  stake: PositiveAmount;

  @PartField({ description: 'How much of the stake was bonus money.', of: () => MoneyAmount })
  stakeFromBonus: MoneyAmount;

  @InstantField({ description: "When the player staked, on the player's clock." })
  startedAt: string;
}

export const stakePlaced = declareFact({
  subject: 'evt.wallet.stake.placed.v1',
  summary: 'A stake is in play until its round is settled or voided.',
  payload: StakePlaced,
  aggregate: 'playerId',
});

export class RoundVoided extends LedgerFact {
  @IdField({ description: 'The round.' })
  roundId: string;

  @TextField({
    description: 'The game or table; absent if the player had no stake in it.',
    max: 60,
    optional: true,
  })
  gameId?: string;

  @IdField({ description: 'The game session; absent if the player had no stake in it.', optional: true })
  gameSessionId?: string;

  @InstantField({ description: "Start of the round on the player's clock.", optional: true })
  startedAt?: string;

  @PartField({ description: 'What was returned, cash and bonus money.', of: () => MoneyAmount })
  refund: MoneyAmount;

  @PartField({ description: 'How much of it was bonus money.', of: () => MoneyAmount })
  refundToBonus: MoneyAmount;

  @TextField({ description: 'Why: a stable code.', max: 40, example: 'round_not_finished' })
  reason: string;
}

export const roundVoided = declareFact({
  subject: 'evt.wallet.round.voided.v1',
  summary: "A player's part in a round was annulled and the stakes returned.",
  payload: RoundVoided,
  aggregate: 'playerId',
});

export class PayoutCredited extends LedgerFact {
  @IdField({ description: 'The payout.' })
  payoutId: string;

  @IdField({ description: 'The round.' })
  roundId: string;

  @IdField({ description: 'The game session.' })
  gameSessionId: string;

  @TextField({ description: 'The game or table.', max: 60 })
  gameId: string;

  @PartField({ description: 'What was paid.', of: () => MoneyAmount })
  payout: MoneyAmount;

  @PartField({ description: 'How much of it became bonus money.', of: () => MoneyAmount })
  payoutToBonus: MoneyAmount;

  @IdField({ description: 'The award whose bonus money was staked.', optional: true })
  awardId?: string;

  @InstantField({ description: "Start of the round on the player's clock." })
  startedAt: string;
}

export const payoutCredited = declareFact({
  subject: 'evt.wallet.payout.credited.v1',
  summary: 'A round paid before its end, or after it.',
  payload: PayoutCredited,
  aggregate: 'playerId',
});

export class StakeRolledBack extends LedgerFact {
  @IdField({ description: 'The stake.' })
  stakeId: string;

  @IdField({ description: 'Its round; absent if the stake had not come.', optional: true })
  roundId?: string;

  @TextField({ description: 'The game or table; absent if the stake had not come.', max: 60, optional: true })
  gameId?: string;

  @PartField({ description: 'What was returned, cash and bonus money.', of: () => MoneyAmount })
  refund: MoneyAmount;

  @PartField({ description: 'How much of it was bonus money.', of: () => MoneyAmount })
  refundToBonus: MoneyAmount;

  @TextField({ description: 'Why: a stable code.', max: 40, example: 'no_answer' })
  reason: string;
}

export const stakeRolledBack = declareFact({
  subject: 'evt.wallet.stake.rolled-back.v1',
  summary: 'A stake was taken back, or is refused should it come.',
  payload: StakeRolledBack,
  aggregate: 'playerId',
});

export class WinCredited extends LedgerFact {
  @IdField({ description: 'The win.' })
  winId: string;

  @PartField({ description: 'The amount.', of: () => PositiveAmount })
  amount: PositiveAmount;

  @TextField({ description: 'The jackpot; absent for a promotion.', max: 40, optional: true })
  jackpotId?: string;

  @TextField({ description: 'The promotion or the game.', max: 60, example: 'friday-draw' })
  reason: string;

  @IdField({ description: 'The round in which a jackpot of ours was won.', optional: true })
  roundId?: string;
}

export const winCredited = declareFact({
  subject: 'evt.wallet.win.credited.v1',
  summary: 'A win of a promotion or a jackpot was credited.',
  payload: WinCredited,
  aggregate: 'playerId',
});

export const correctionKinds = ['adjustment', 'reversal', 'transfer'] as const;

export class BalanceCorrected extends LedgerFact {
  @IdField({
    description: 'The approval of two people, or our id of the transaction by which a studio asked for it.',
  })
  approvalId: string;

  @ChoiceField({ description: 'How.', of: correctionKinds, example: 'adjustment' })
  correction: (typeof correctionKinds)[number];

  @ChoiceField({ description: 'Of a reversal: what was reversed.', of: reversibleKinds, optional: true })
  reversed?: ReversibleKind;

  @IdField({ description: 'Of a reversal: the reference of what was reversed.', optional: true })
  reference?: string;

  @PartField({ description: 'Change of the playable cash.', of: () => SignedAmount })
  cashChange: SignedAmount;

  @PartField({ description: 'Change of the bonus money.', of: () => SignedAmount })
  bonusChange: SignedAmount;

  @TextField({ description: 'Why: a stable code.', max: 40, example: 'goodwill' })
  reason: string;

  @IdField({ description: 'Of a reversal of what a round paid: the round.', optional: true })
  roundId?: string;

  @TextField({ description: 'The game or table of that round.', max: 60, optional: true })
  gameId?: string;

  @IdField({ description: 'The game session of that round.', optional: true })
  gameSessionId?: string;

  @InstantField({ description: "Start of that round on the player's clock.", optional: true })
  startedAt?: string;

  @PartField({
    description: 'What the round had paid, cash and bonus money, and no longer has.',
    of: () => MoneyAmount,
    optional: true,
  })
  payout?: MoneyAmount;

  @PartField({
    description: "What of it the house's cost of bonuses bears: bonus money of an award that was forfeited.",
    of: () => SignedAmount,
    optional: true,
  })
  bonusCost?: SignedAmount;
}

export const balanceCorrected = declareFact({
  subject: 'evt.wallet.balance.corrected.v1',
  summary: "A player's money was corrected, with the approval of two people or as a studio may ask for.",
  payload: BalanceCorrected,
  aggregate: 'playerId',
});

export class BonusMoved extends LedgerFact {
  @IdField({ description: 'The award.' })
  awardId: string;

  @PartField({ description: 'Bonus money that moved.', of: () => MoneyAmount })
  amount: MoneyAmount;
}

export const bonusGranted = declareFact({
  subject: 'evt.wallet.bonus.granted.v1',
  summary: 'Bonus money was given; its award is active.',
  payload: BonusMoved,
  aggregate: 'playerId',
});

export const bonusConverted = declareFact({
  subject: 'evt.wallet.bonus.converted.v1',
  summary: 'All bonus money of an award became cash.',
  payload: BonusMoved,
  aggregate: 'playerId',
});

export class BonusForfeited extends BonusMoved {
  @ChoiceField({ description: 'Why.', of: forfeitReasons, example: 'expired' })
  reason: (typeof forfeitReasons)[number];
}

export const bonusForfeited = declareFact({
  subject: 'evt.wallet.bonus.forfeited.v1',
  summary: 'An award ended and its bonus money went back to the house.',
  payload: BonusForfeited,
  aggregate: 'playerId',
});

export class FreeRoundsGranted extends LedgerFact {
  @IdField({ description: 'The award.' })
  awardId: string;

  @TextField({ description: 'The game.', max: 60 })
  gameId: string;

  @IntegerField({ description: 'How many.', example: 20 })
  rounds: number;

  @PartField({ description: 'Stake of each, paid by the house.', of: () => PositiveAmount })
  stake: PositiveAmount;
}

export const freeRoundsGranted = declareFact({
  subject: 'evt.wallet.free-rounds.granted.v1',
  summary: 'Free rounds were given; their award is active.',
  payload: FreeRoundsGranted,
  aggregate: 'playerId',
});
