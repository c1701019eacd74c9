import { currencies, type Currency } from '@croupier/kernel';
import { PlayerRef } from '../common.js';
import { declareAsk } from '../declare.js';
import {
  ChoiceField,
  FlagField,
  IdField,
  InstantField,
  IntegerField,
  JsonField,
  ListField,
  MoneyAmount,
  PartField,
  PositiveAmount,
  TextField,
} from '../fields.js';
import { MoneyCommand } from './command.js';
import { JackpotShare } from './jackpots.js';
import { LedgerReceipt } from './receipt.js';

/**
 * Puts a stake in play in a round that is settled later. A round may take many stakes of a player. Idempotent by
 * `stakeId`. Refused with `round_over` once the player's part in the round was settled or voided.
 */
export class PlaceStake extends MoneyCommand {
  @IdField({ description: 'The stake.' })
  stakeId: string;

  @IdField({ description: 'The round it is for.' })
  roundId: string;

  @IdField({ description: 'The game session.' })
  gameSessionId: string;

  @TextField({ description: 'The game or table.', max: 60 })
  gameId: string;

  @PartField({ description: 'What the player risks.', of: () => PositiveAmount })
  stake: PositiveAmount;

  @InstantField({ description: "When the player staked, on the player's clock." })
  startedAt: string;

  @IntegerField({
    description:
      'Of the first stake of a round that waits for the one before: shortest time between two starts, in ms (RTS 14G). No part of what a repeat must have the same.',
    max: 60_000,
    optional: true,
  })
  minimumCycleMs?: number;
}

export class StakeReceipt extends LedgerReceipt {
  @PartField({ description: 'The stake as recorded.', of: () => MoneyAmount })
  stake: MoneyAmount;

  @PartField({ description: 'How much of it was bonus money.', of: () => MoneyAmount })
  stakeFromBonus: MoneyAmount;
}

const stakeRefusals = [
  'no_account',
  'insufficient_funds',
  'play_blocked',
  'account_frozen',
  'stake_limit_reached',
  'loss_limit_reached',
  'bonus_stake_too_high',
] as const;

export const placeStake = declareAsk({
  subject: 'rpc.wallet.place-stake.v1',
  summary: 'Put a stake in play until its round is settled or voided.',
  request: PlaceStake,
  reply: StakeReceipt,
  deadlineMs: 1500,
  idempotent: true,
  priority: 'action',
  actor: 'player-or-rehearsal',
  errors: [
    ...stakeRefusals,
    'session_closed',
    'round_in_play',
    'round_too_soon',
    'round_over',
    'stake_rolled_back',
    'idempotency_key_reused',
  ],
});

/**
 * Pays a round that goes on: a feature, a part of a win. A round may pay many times; it is ended by settle-stakes, with
 * what is left to pay. One that comes after that is paid, too: what was won is the player's. Never refused for a limit
 * or a block. Idempotent by `payoutId`.
 */
export class CreditPayout extends MoneyCommand {
  @IdField({ description: 'The payout.' })
  payoutId: string;

  @IdField({ description: 'The round.' })
  roundId: string;

  @PartField({ description: 'What is paid; zero is noted.', of: () => MoneyAmount })
  payout: MoneyAmount;
}

export class PayoutReceipt extends LedgerReceipt {
  @PartField({ description: 'The payout as recorded.', of: () => MoneyAmount })
  payout: MoneyAmount;

  @PartField({ description: 'How much of it became bonus money.', of: () => MoneyAmount })
  payoutToBonus: MoneyAmount;
}

export const creditPayout = declareAsk({
  subject: 'rpc.wallet.credit-payout.v1',
  summary: 'Pay a round that goes on.',
  request: CreditPayout,
  reply: PayoutReceipt,
  deadlineMs: 1500,
  idempotent: true,
  priority: 'vital',
  actor: 'service',
  errors: ['no_account', 'no_stake', 'round_over', 'other_currency', 'idempotency_key_reused'],
});

/** Ends a player's part in a round: all its stakes against one payout. Idempotent by player and `roundId`. */
export class StakeSettlement extends PlayerRef {
  @IdField({ description: 'The round.' })
  roundId: string;

  @PartField({ description: 'What the round returns to the player, stakes included.', of: () => MoneyAmount })
  payout: MoneyAmount;

  @JsonField({ description: 'The outcome; opaque to the wallet.' })
  outcome: Record<string, unknown>;

  @PartField({
    description: "What of the stakes feeds a jackpot, out of the house's revenue.",
    of: () => JackpotShare,
    optional: true,
  })
  jackpot?: JackpotShare;
}

export class SettleStakes {
  @ListField({ description: 'In this order; each gets its own result.', of: () => StakeSettlement, max: 500 })
  settlements: StakeSettlement[];

  @FlagField({ description: 'Only say what would be done.', optional: true })
  dryRun?: boolean;
}

/** Returns a player's stakes in a round. Known for ever: a stake that arrives later is refused. */
export class StakeVoid extends PlayerRef {
  @IdField({ description: 'The round.' })
  roundId: string;

  @TextField({ description: 'Currency of the account.', max: 3, pattern: /^[A-Z]{3}$/, example: 'GBP' })
  currency: string;

  @TextField({
    description: 'Why: a stable code.',
    max: 40,
    pattern: /^[a-z_]+$/,
    example: 'round_not_finished',
  })
  reason: string;
}

export class VoidStakes {
  @ListField({ description: 'In this order; each gets its own result.', of: () => StakeVoid, max: 500 })
  voids: StakeVoid[];

  @FlagField({ description: 'Only say what would be done.', optional: true })
  dryRun?: boolean;
}

export const stakeEndCodes = ['done', 'replayed', 'round_over', 'no_stake', 'no_account'] as const;

/** What became of one member of a batch; one that was refused does not keep the others from being carried out. */
export class StakeEnd extends PlayerRef {
  @IdField({ description: 'The round.' })
  roundId: string;

  @ChoiceField({
    description:
      'done now, replayed (was done before), round_over (was ended in another way or with another payout), no_stake, no_account.',
    of: stakeEndCodes,
    example: 'done',
  })
  code: (typeof stakeEndCodes)[number];

  @PartField({
    description: 'What was recorded, where it was done or replayed.',
    of: () => LedgerReceipt,
    optional: true,
  })
  receipt?: LedgerReceipt;
}

export class StakeEnds {
  @ListField({ description: 'One result each, in the order of the request.', of: () => StakeEnd })
  results: StakeEnd[];
}

/**
 * Takes one stake back, whole and as it was split, while its round is open. A rollback that comes before its stake is
 * remembered for ever and refuses the stake when it comes. Idempotent by `stakeId`; the amount is the stake's own.
 */
export class StakeRollback extends PlayerRef {
  @IdField({ description: 'The stake.' })
  stakeId: string;

  @ChoiceField({ description: 'Currency of the account.', of: currencies, example: 'GBP' })
  currency: Currency;

  @TextField({ description: 'Why: a stable code.', max: 40, pattern: /^[a-z_]+$/, example: 'no_answer' })
  reason: string;
}

export class RollBackStakes {
  @ListField({ description: 'In this order; each gets its own result.', of: () => StakeRollback, max: 500 })
  rollbacks: StakeRollback[];

  @FlagField({ description: 'Only say what would be done.', optional: true })
  dryRun?: boolean;
}

export const rollbackCodes = [
  'done',
  'noted',
  'replayed',
  'round_over',
  'other_currency',
  'no_account',
] as const;

export class RollbackResult extends PlayerRef {
  @IdField({ description: 'The stake.' })
  stakeId: string;

  @ChoiceField({
    description:
      'done now; noted (there is no such stake, and it is refused should it come); replayed (was done or noted before); round_over (its round was settled or voided: nothing is taken back); other_currency (the stake was placed in another one); no_account.',
    of: rollbackCodes,
    example: 'done',
  })
  code: (typeof rollbackCodes)[number];

  @PartField({
    description: 'What was returned, cash and bonus money; zero where it was noted.',
    of: () => MoneyAmount,
    optional: true,
  })
  refund?: MoneyAmount;

  @PartField({ description: 'How much of it was bonus money.', of: () => MoneyAmount, optional: true })
  refundToBonus?: MoneyAmount;

  @PartField({ description: 'What was recorded, where it was.', of: () => LedgerReceipt, optional: true })
  receipt?: LedgerReceipt;
}

export class RollbackResults {
  @ListField({ description: 'One result each, in the order of the request.', of: () => RollbackResult })
  results: RollbackResult[];
}

export const rollBackStakes = declareAsk({
  subject: 'rpc.wallet.roll-back-stakes.v1',
  summary: 'Take single stakes back, also before they come, in one durable commit.',
  request: RollBackStakes,
  reply: RollbackResults,
  deadlineMs: 4000,
  idempotent: true,
  priority: 'vital',
  actor: 'service',
  errors: [],
});

/** The codes are those of single members; the ask itself is answered. */
export const settleStakes = declareAsk({
  subject: 'rpc.wallet.settle-stakes.v1',
  summary: 'Settle the parts of many players in rounds, in one durable commit.',
  request: SettleStakes,
  reply: StakeEnds,
  deadlineMs: 4000,
  idempotent: true,
  priority: 'vital',
  actor: 'service',
  errors: ['no_account', 'no_stake', 'round_over'],
});

export const voidStakes = declareAsk({
  subject: 'rpc.wallet.void-stakes.v1',
  summary: 'Return the stakes of many players in rounds that cannot be finished, in one durable commit.',
  request: VoidStakes,
  reply: StakeEnds,
  deadlineMs: 4000,
  idempotent: true,
  priority: 'vital',
  actor: 'service',
  errors: [],
});
