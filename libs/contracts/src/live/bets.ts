import { PlayerRef } from '../common.js';
import { declareAsk } from '../declare.js';
import {
  FlagField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  MoneyAmount,
  PartField,
  PositiveAmount,
  SignedAmount,
  TextField,
} from '../fields.js';
import { netPositionText } from '../games/net-position.js';
import { RouletteStake } from '../games/roulette.js';

/** Puts bets on a table's layout. Idempotent by player and `idempotencyKey`: a repeat gets the first answer. */
export class PlaceBets extends PlayerRef {
  @TextField({ description: 'The table.', max: 60, example: 'harbour-table' })
  tableId: string;

  @TextField({
    description: 'The Idempotency-Key of the request.',
    min: 8,
    max: 64,
    pattern: /^[A-Za-z0-9_-]+$/,
  })
  idempotencyKey: string;

  @IdField({
    description: 'Only in this round: refused with `bets_closed` if the table is in another.',
    optional: true,
  })
  roundId?: string;

  @PartField({ description: 'What the player risks: the sum of the bets.', of: () => PositiveAmount })
  stake: PositiveAmount;

  @ListField({
    description: 'The bets; more may follow while bets are open.',
    of: () => RouletteStake,
    max: 200,
  })
  bets: RouletteStake[];

  @FlagField({ description: 'Only say whether the bets would pass.', optional: true })
  dryRun?: boolean;
}

/** Bets that are in a round. */
export class PlacedBets {
  @IdField({ description: 'The bets of one request; the stake in the ledger has this id.' })
  betId: string;

  @TextField({ description: 'The table.', max: 60, example: 'harbour-table' })
  tableId: string;

  @IdField({ description: 'The round.' })
  roundId: string;

  @PartField({ description: 'What was staked.', of: () => PositiveAmount })
  stake: PositiveAmount;

  @ListField({ description: 'On the spots of the layout.', of: () => RouletteStake, max: 200 })
  bets: RouletteStake[];

  @InstantField({ description: 'When they were taken into the round.' })
  placedAt: string;
}

export class BetsReceipt extends PlacedBets {
  @PartField({ description: 'Playable cash after it.', of: () => MoneyAmount })
  balance: MoneyAmount;

  @PartField({ description: 'Bonus money after it.', of: () => MoneyAmount })
  bonus: MoneyAmount;

  @IntegerField({ description: 'Version of the account after it.', example: 42 })
  version: number;

  @PartField({ description: netPositionText, of: () => SignedAmount, optional: true })
  netPosition?: SignedAmount;

  @IntegerField({
    description: 'How long the session at the table had lasted, in ms (RTS 13C).',
    optional: true,
    example: 3_725_000,
  })
  elapsedMs?: number;
}

export const placeBets = declareAsk({
  subject: 'rpc.live.place-bets.v1',
  summary: "Put bets into a table's round: in it when this is answered, or refused with the stake untouched.",
  request: PlaceBets,
  reply: BetsReceipt,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'player',
  errors: [
    'unknown_table',
    'not_seated',
    'game_offline',
    'reality_check_due',
    'bets_closed',
    'bets_not_accepted',
    'no_account',
    'insufficient_funds',
    'session_closed',
    'round_in_play',
    'play_blocked',
    'account_frozen',
    'stake_limit_reached',
    'loss_limit_reached',
    'bonus_stake_too_high',
    'round_over',
    'idempotency_key_reused',
  ],
});
