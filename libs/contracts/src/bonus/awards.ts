import { PlayerRef } from '../common.js';
import { declareAsk } from '../declare.js';
import {
  ChoiceField,
  FlagField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  MoneyAmount,
  PartField,
  PositiveAmount,
  TextField,
} from '../fields.js';
import { AwardRef } from '../wallet/bonus.js';
import {
  DepositMatch,
  FreeRoundsOffer,
  GameWeight,
  KindWeight,
  type ProgrammeKind,
  programmeKinds,
  ProgrammeVersionRef,
} from './programmes.js';
import { SignificantTerm } from './terms.js';

/** A programme the player can opt in to now. */
export class EligibleProgramme extends ProgrammeVersionRef {
  @ChoiceField({ description: 'What it gives.', of: programmeKinds, example: 'deposit_match' })
  kind: ProgrammeKind;

  @TextField({ description: 'Its name.', max: 80, example: 'Opening Night' })
  title: string;

  @TextField({ description: 'What the player gets and must do.', max: 300 })
  summary: string;

  @PartField({ description: 'Of a deposit match.', of: () => DepositMatch, optional: true })
  depositMatch?: DepositMatch;

  @PartField({ description: 'Of free rounds.', of: () => FreeRoundsOffer, optional: true })
  freeRounds?: FreeRoundsOffer;

  @IntegerField({ description: 'Wagering requirement in hundredths: 500 is 5 times.', example: 500 })
  wageringHundredths: number;

  @IntegerField({ description: 'Weight of games that are not listed, in basis points.', example: 10_000 })
  defaultWeightBasisPoints: number;

  @ListField({ description: 'Games with a weight of their own.', of: () => GameWeight })
  gameWeights: GameWeight[];

  @ListField({ description: 'Kinds of games with a weight.', of: () => KindWeight, optional: true })
  kindWeights?: KindWeight[];

  @PartField({ description: 'Largest stake of a round that uses bonus money.', of: () => PositiveAmount })
  maximumStake: PositiveAmount;

  @IntegerField({ description: 'Days from the award to its expiry.', example: 14 })
  expiresAfterDays: number;

  @InstantField({
    description: 'Moment from which nobody can opt in any more, where it is known.',
    optional: true,
  })
  endsAt?: string;

  @ListField({
    description: 'The significant terms; show them next to the offer.',
    of: () => SignificantTerm,
  })
  terms: SignificantTerm[];
}

export class EligibleProgrammes {
  @ListField({ description: 'By the end of the offer, soonest first.', of: () => EligibleProgramme })
  data: EligibleProgramme[];
}

export const listEligibleProgrammes = declareAsk({
  subject: 'rpc.bonus.list-eligible-programmes.v1',
  summary: 'Programmes a player can opt in to now; none for whoever must not be offered any.',
  request: PlayerRef,
  reply: EligibleProgrammes,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'service',
  errors: [],
});

export const awardStatuses = [
  'claimed',
  'granting',
  'active',
  'completing',
  'ending',
  'completed',
  'ended',
] as const;
export type AwardStatus = (typeof awardStatuses)[number];

export const awardEndReasons = [
  'player',
  'expired',
  'restricted',
  'used_up',
  'staff',
  'no_deposit',
  'not_granted',
] as const;
export type AwardEndReason = (typeof awardEndReasons)[number];

/** What the rounds of one game did for the wagering requirement. */
export class GameProgress {
  @TextField({ description: 'The game or table.', max: 60 })
  gameId: string;

  @IntegerField({ description: 'Settled rounds.' })
  rounds: number;

  @PartField({ description: 'Staked in them.', of: () => MoneyAmount })
  staked: MoneyAmount;

  @IntegerField({ description: 'Weight of the game in basis points: 10000 counts whole.', max: 10_000 })
  weightBasisPoints: number;

  @PartField({ description: 'How much of it counts.', of: () => MoneyAmount })
  counted: MoneyAmount;
}

export class AwardFreeRounds extends FreeRoundsOffer {
  @IntegerField({ description: 'Not yet played.' })
  left: number;

  @PartField({ description: 'Won with them so far: bonus money.', of: () => MoneyAmount })
  winnings: MoneyAmount;
}

/** One bonus of one player, and what is left to do for it. */
export class Award extends ProgrammeVersionRef {
  @IdField({ description: 'The award.' })
  awardId: string;

  @TextField({ description: 'Name of its programme.', max: 80 })
  title: string;

  @ChoiceField({ description: 'What it gives.', of: programmeKinds, example: 'deposit_match' })
  kind: ProgrammeKind;

  @ChoiceField({
    description:
      'claimed (waits for the deposit), granting, active, completing, ending; or over: completed (the bonus became cash), ended.',
    of: awardStatuses,
    example: 'active',
  })
  status: AwardStatus;

  @ChoiceField({
    description:
      'Why it ended: player (given up), expired, restricted (limits or exclusion), used_up (no bonus money left), staff, no_deposit (none in time), not_granted.',
    of: awardEndReasons,
    optional: true,
  })
  endReason?: AwardEndReason;

  @PartField({ description: 'Bonus money given.', of: () => MoneyAmount })
  bonus: MoneyAmount;

  @PartField({ description: 'Of free rounds.', of: () => AwardFreeRounds, optional: true })
  freeRounds?: AwardFreeRounds;

  @PartField({
    description: 'Of a deposit match that waits for its deposit.',
    of: () => DepositMatch,
    optional: true,
  })
  depositMatch?: DepositMatch;

  @PartField({ description: 'What has to be wagered in all, as counted.', of: () => MoneyAmount })
  required: MoneyAmount;

  @PartField({ description: 'What counts so far, never above what is required.', of: () => MoneyAmount })
  wagered: MoneyAmount;

  @PartField({ description: 'What is left to wager.', of: () => MoneyAmount })
  remaining: MoneyAmount;

  @TextField({
    description: 'What is left and why, in a sentence or two.',
    max: 500,
    example: 'Wager 12.50 GBP more to turn the bonus into cash.',
  })
  explanation: string;

  @ListField({ description: 'What the rounds of each game counted.', of: () => GameProgress })
  games: GameProgress[];

  @IntegerField({ description: 'Weight of games that are not listed, in basis points.' })
  defaultWeightBasisPoints: number;

  @ListField({ description: 'Games with a weight of their own.', of: () => GameWeight })
  gameWeights: GameWeight[];

  @ListField({ description: 'Kinds of games with a weight.', of: () => KindWeight, optional: true })
  kindWeights?: KindWeight[];

  @PartField({ description: 'Largest stake of a round that uses bonus money.', of: () => PositiveAmount })
  maximumStake: PositiveAmount;

  @PartField({ description: 'Bonus money that became cash.', of: () => MoneyAmount, optional: true })
  converted?: MoneyAmount;

  @PartField({
    description: 'Bonus money that went back to the house.',
    of: () => MoneyAmount,
    optional: true,
  })
  forfeited?: MoneyAmount;

  @InstantField({ description: 'When the player opted in.' })
  claimedAt: string;

  @InstantField({ description: 'Deposit by then, while it is claimed; finish by then, once it is active.' })
  expiresAt: string;

  @IntegerField({
    description:
      'Days until then by the clock of the house, a part of one counted whole; absent once it is over.',
    min: 0,
    optional: true,
    example: 12,
  })
  daysLeft?: number;

  @InstantField({ description: 'When it was over.', optional: true })
  endedAt?: string;

  @ListField({ description: 'The significant terms that hold for it.', of: () => SignificantTerm })
  terms: SignificantTerm[];
}

export class BonusOverview {
  @FlagField({ description: 'False while it cannot be found out what may be offered: then nothing is.' })
  offersKnown: boolean;

  @ListField({ description: 'What the player can opt in to.', of: () => EligibleProgramme })
  available: EligibleProgramme[];

  @ListField({ description: 'Own awards, newest first; at most 50.', of: () => Award })
  awards: Award[];
}

export const listBonuses = declareAsk({
  subject: 'rpc.bonus.list-bonuses.v1',
  summary: 'What a player can opt in to, and the own awards with what is left to wager.',
  request: PlayerRef,
  reply: BonusOverview,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'player-or-staff',
  errors: [],
});

/** Opts in. Idempotent by player and `idempotencyKey`. */
export class ClaimBonus extends PlayerRef {
  @TextField({
    description: 'The programme.',
    max: 60,
    pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/,
    example: 'opening-night',
  })
  programmeId: string;

  @TextField({
    description: 'The Idempotency-Key of the request.',
    min: 8,
    max: 64,
    pattern: /^[A-Za-z0-9_-]+$/,
  })
  idempotencyKey: string;
}

export const claimBonus = declareAsk({
  subject: 'rpc.bonus.claim-bonus.v1',
  summary: 'Opt in to a bonus programme.',
  request: ClaimBonus,
  reply: Award,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'player',
  errors: [
    'unknown_programme',
    'programme_not_open',
    'already_claimed',
    'award_active',
    'no_account',
    'not_eligible',
    'idempotency_key_reused',
  ],
});

export const readAward = declareAsk({
  subject: 'rpc.bonus.read-award.v1',
  summary: 'One award of the player, with what is left to wager and why.',
  request: AwardRef,
  reply: Award,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'player',
  errors: ['not_found'],
});

export const forfeitAward = declareAsk({
  subject: 'rpc.bonus.forfeit-award.v1',
  summary: 'Give an award up: its bonus money and free rounds are gone, cash is untouched.',
  request: AwardRef,
  reply: Award,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'player',
  errors: ['not_found', 'award_not_active'],
});

/** Ends an award for the house. Idempotent: one that staff ended stays as it ended. */
export const cancelAward = declareAsk({
  subject: 'rpc.bonus.cancel-award.v1',
  summary: 'End an award of a player: its bonus money and free rounds are gone, cash is untouched.',
  request: AwardRef,
  reply: Award,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'staff',
  errors: ['not_found', 'award_not_active'],
});
