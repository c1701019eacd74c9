import { declareAsk } from '../declare.js';
import {
  IdField,
  InstantField,
  IntegerField,
  JsonField,
  MoneyAmount,
  PartField,
  PositiveAmount,
  TextField,
} from '../fields.js';
import { MoneyCommand } from './command.js';
import { JackpotShare } from './jackpots.js';
import { JackpotPlay } from './pots.js';
import { LedgerReceipt } from './receipt.js';

/**
 * Stake and payout of an instant round in one transaction, with its sealed outcome. Idempotent by `roundId`: a
 * repeat gets the outcome that was recorded first, whatever outcome it brings.
 */
export class SettleRound extends MoneyCommand {
  @IdField({ description: 'The round.' })
  roundId: string;

  @IdField({ description: 'The game session.' })
  gameSessionId: string;

  @TextField({ description: 'The game.', max: 60 })
  gameId: string;

  @PartField({ description: 'What the player risks.', of: () => PositiveAmount })
  stake: PositiveAmount;

  @PartField({
    description: 'What the round returns, stake included; zero for a lost round.',
    of: () => MoneyAmount,
  })
  payout: MoneyAmount;

  @InstantField({ description: "When the player started the round, on the player's clock." })
  startedAt: string;

  @IntegerField({ description: 'Shortest time between two starts, in ms (RTS 14D).', max: 60_000 })
  minimumCycleMs: number;

  @JsonField({ description: 'The outcome as drawn; opaque to the wallet.' })
  outcome: Record<string, unknown>;

  @IdField({
    description:
      'Play a free round of this award: the house pays the stake, which must be that of the award.',
    optional: true,
  })
  awardId?: string;

  @PartField({
    description: "What of the stake feeds a jackpot, out of the house's revenue; not for a free round.",
    of: () => JackpotShare,
    optional: true,
  })
  jackpot?: JackpotShare;

  @PartField({
    description:
      'The progressive jackpot of ours that the round is played for, instead of `jackpot`; not for a free round. No part of what a repeat must have the same.',
    of: () => JackpotPlay,
    optional: true,
  })
  pot?: JackpotPlay;
}

export class RoundSettlement extends LedgerReceipt {
  @IdField({ description: 'The round.' })
  roundId: string;

  @PartField({ description: 'The stake as recorded.', of: () => MoneyAmount })
  stake: MoneyAmount;

  @PartField({ description: 'The payout as recorded.', of: () => MoneyAmount })
  payout: MoneyAmount;

  @PartField({ description: 'How much of the stake was bonus money.', of: () => MoneyAmount })
  stakeFromBonus: MoneyAmount;

  @PartField({ description: 'How much of the payout became bonus money.', of: () => MoneyAmount })
  payoutToBonus: MoneyAmount;

  @JsonField({
    description:
      'The outcome as recorded; of a round with a `pot` it has one, too: what went in, what is in it, what was won.',
  })
  outcome: Record<string, unknown>;
}

export const settleRound = declareAsk({
  subject: 'rpc.wallet.settle-round.v1',
  summary: 'Stake and payout of an instant round in one durable commit.',
  request: SettleRound,
  reply: RoundSettlement,
  deadlineMs: 1500,
  idempotent: true,
  priority: 'action',
  actor: 'player',
  errors: [
    'no_account',
    'insufficient_funds',
    'session_closed',
    'round_in_play',
    'round_too_soon',
    'play_blocked',
    'account_frozen',
    'stake_limit_reached',
    'loss_limit_reached',
    'bonus_stake_too_high',
    'no_free_round',
    'jackpot_closed',
    'jackpot_moved_on',
    'other_currency',
    'idempotency_key_reused',
  ],
});
