import { PageRequest, PlayerRef } from '../common.js';
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
  SignedAmount,
  TextField,
} from '../fields.js';
import { TableStake } from './bets.js';
import { OpenRound, RoundAction } from './decisions.js';
import { netPositionText } from './net-position.js';

/** `web`: a page in a browser asked for the round; `api`: a program did. */
export const playChannels = ['web', 'api'] as const;
export type PlayChannel = (typeof playChannels)[number];

/** Plays one round. Idempotent by player and `idempotencyKey`: a repeat gets the first outcome. */
export class PlayRound extends PlayerRef {
  @IdField({ description: 'The game session.' })
  gameSessionId: string;

  @TextField({
    description: 'The Idempotency-Key of the request.',
    min: 8,
    max: 64,
    pattern: /^[A-Za-z0-9_-]+$/,
  })
  idempotencyKey: string;

  @PartField({ description: 'What the player risks.', of: () => PositiveAmount })
  stake: PositiveAmount;

  @IdField({
    description: 'Play a free round of this award instead of staking; `stake` must be that of the award.',
    optional: true,
  })
  awardId?: string;

  @ListField({
    description: 'The bets, whose sum is the stake. Left out for a slot.',
    of: () => TableStake,
    max: 200,
    optional: true,
  })
  bets?: TableStake[];

  @FlagField({ description: 'Only say whether the stake would pass.', optional: true })
  dryRun?: boolean;

  @ChoiceField({
    description: 'Where the round is asked for, if it is known; it becomes part of the outcome.',
    of: playChannels,
    example: 'web',
    optional: true,
  })
  channel?: PlayChannel;
}

/** That a round is void, and why. */
export class RoundVoiding {
  @TextField({
    description:
      'Why: game_fault, wrong_payout, wrong_rules or table_fault where staff said so; otherwise a stable code of who could not finish it.',
    max: 40,
    example: 'game_fault',
  })
  reason: string;

  @InstantField({ description: 'Since when.' })
  at: string;

  @FlagField({
    description:
      'True if it had been settled: `stake` was returned, and `payout` and `jackpotWin` were taken back. False if it was ended before: what had been staked was returned.',
  })
  corrected: boolean;
}

/** One resolved round. */
export class Round {
  @IdField({ description: 'The round.' })
  roundId: string;

  @IdField({ description: 'The game session.' })
  gameSessionId: string;

  @TextField({ description: 'The game.', max: 60, example: 'midnight-croupier' })
  gameId: string;

  @PartField({ description: 'What was risked.', of: () => MoneyAmount })
  stake: MoneyAmount;

  @PartField({ description: 'What came back, stake included.', of: () => MoneyAmount })
  payout: MoneyAmount;

  @PartField({ description: 'Payout less stake; zero if the round is void.', of: () => SignedAmount })
  netWin: SignedAmount;

  @PartField({
    description: 'That the round is void, and why; absent if it stands.',
    of: () => RoundVoiding,
    optional: true,
  })
  voided?: RoundVoiding;

  @FlagField({ description: 'True if the house staked it: a free round.', optional: true })
  freeRound?: boolean;

  @PartField({
    description: 'What it won of a progressive jackpot, beside its payout; absent if it won none.',
    of: () => PositiveAmount,
    optional: true,
  })
  jackpotWin?: PositiveAmount;

  @JsonField({
    description:
      'What was drawn: stops, windows, line wins, free spins; or the pocket, the cards or the number drawn, and what each bet returned. `jackpot` and `pot`: what was drawn for a progressive jackpot, and what was recorded of it.',
  })
  outcome: Record<string, unknown>;

  @InstantField({ description: 'When it was settled; while it is open, when the last decision was taken.' })
  settledAt: string;

  @FlagField({
    description:
      'True: played as a demo. Stake, payout and balance are play money, worth nothing; the round is in no history.',
    optional: true,
  })
  demo?: boolean;

  @PartField({
    description:
      'What the player may do, in a round with decisions until it ends; its payout is not known yet.',
    of: () => OpenRound,
    optional: true,
  })
  open?: OpenRound;
}

export class PlayedRound extends Round {
  @PartField({ description: 'Playable cash after what was staked or paid last.', of: () => MoneyAmount })
  balance: MoneyAmount;

  @PartField({ description: 'Bonus money after it.', of: () => MoneyAmount })
  bonus: MoneyAmount;

  @IntegerField({ description: 'Version of the account after it.', example: 42 })
  version: number;

  @InstantField({ description: "Earliest start of the next round, on the player's clock." })
  nextRoundAt: string;

  @PartField({ description: netPositionText, of: () => SignedAmount, optional: true })
  netPosition?: SignedAmount;

  @IntegerField({
    description: 'How long the game session had lasted then, in ms (RTS 13C).',
    optional: true,
    example: 3_725_000,
  })
  elapsedMs?: number;
}

export const playRound = declareAsk({
  subject: 'rpc.games.play-round.v1',
  summary: 'Stake, draw, evaluate and settle one round, or deal one with decisions.',
  request: PlayRound,
  reply: PlayedRound,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'player',
  errors: [
    'not_found',
    'session_closed',
    'game_offline',
    'reality_check_due',
    'stake_not_offered',
    'bets_not_accepted',
    'stake_above_cap',
    'jackpot_closed',
    'jackpot_moved_on',
    'round_open',
    'round_in_play',
    'round_too_large',
    'round_moved_on',
    'round_too_soon',
    'play_blocked',
    'stake_limit_reached',
    'loss_limit_reached',
    'bonus_stake_too_high',
    'no_free_round',
    'insufficient_funds',
    'play_money_spent',
    'no_account',
    'idempotency_key_reused',
  ],
});

/** Takes a decision in an open round. Idempotent by player and `idempotencyKey`: a repeat gets the first answer. */
export class TakeAction extends PlayerRef {
  @IdField({ description: 'The round.' })
  roundId: string;

  @TextField({
    description: 'The Idempotency-Key of the request.',
    min: 8,
    max: 64,
    pattern: /^[A-Za-z0-9_-]+$/,
  })
  idempotencyKey: string;

  @IntegerField({ description: '`open.step` of the round as the player saw it.', min: 0, max: 400 })
  step: number;

  @PartField({ description: 'One of `open.actions`.', of: () => RoundAction })
  action: RoundAction;
}

export const takeAction = declareAsk({
  subject: 'rpc.games.take-action.v1',
  summary: 'Take a decision in an open round, with what it stakes in addition.',
  request: TakeAction,
  reply: PlayedRound,
  deadlineMs: 3000,
  idempotent: true,
  priority: 'action',
  actor: 'player',
  errors: [
    'not_found',
    'action_not_allowed',
    'round_moved_on',
    'round_too_soon',
    'session_closed',
    'play_money_spent',
    'stake_above_cap',
    'play_blocked',
    'account_frozen',
    'stake_limit_reached',
    'loss_limit_reached',
    'bonus_stake_too_high',
    'insufficient_funds',
    'no_account',
    'idempotency_key_reused',
  ],
});

export class RoundRef extends PlayerRef {
  @IdField({ description: 'The round.' })
  roundId: string;
}

export const readRound = declareAsk({
  subject: 'rpc.games.read-round.v1',
  summary: 'One round of the player.',
  request: RoundRef,
  reply: Round,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'player',
  errors: ['not_found'],
});

export class RoundPage {
  @ListField({ description: 'Newest first.', of: () => Round })
  data: Round[];

  @TextField({ description: 'Cursor of the next page; absent on the last.', max: 200, optional: true })
  next?: string;
}

export const listRounds = declareAsk({
  subject: 'rpc.games.list-rounds.v1',
  summary: 'Rounds of the player, newest first.',
  request: PageRequest,
  reply: RoundPage,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'player-or-staff',
  errors: [],
});
