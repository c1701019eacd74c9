import { declareAsk } from '../declare.js';
import {
  ChoiceField,
  InstantField,
  IntegerField,
  ListField,
  MoneyAmount,
  PartField,
  PositiveAmount,
  TextField,
} from '../fields.js';
import { gameKinds } from '../games/catalogue.js';
import { SignificantTerm } from './terms.js';

export const programmeKinds = ['deposit_match', 'free_rounds'] as const;
export type ProgrammeKind = (typeof programmeKinds)[number];

/** Product types of the licence; one incentive may be about one of them only (SR 5.1.1, since 19 January 2026). */
export const incentiveProducts = ['casino', 'betting', 'bingo', 'lottery'] as const;

const idPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Names a programme, whatever its version. */
export class ProgrammeRef {
  @TextField({ description: 'The programme.', max: 60, pattern: idPattern, example: 'opening-night' })
  programmeId: string;
}

export class ProgrammeVersionRef extends ProgrammeRef {
  @IntegerField({ description: 'Its version.', min: 1, max: 10_000, example: 1 })
  version: number;
}

/** How much of a stake counts towards the wagering requirement in one game. */
export class GameWeight {
  @TextField({ description: 'The game or table.', max: 60, example: 'lamplight-ledger' })
  gameId: string;

  @IntegerField({ description: 'Hundredths of a percent of the stake: 10000 is all of it.', max: 10_000 })
  basisPoints: number;
}

/** What a game is, as far as weights go: an engine of `games`, or a table of `live`. */
export const weighedKinds = [...gameKinds, 'live_roulette'] as const;
export type WeighedKind = (typeof weighedKinds)[number];

/** How much of a stake counts in every game of a kind that has no weight of its own. */
export class KindWeight {
  @ChoiceField({ description: 'Kind of game.', of: weighedKinds, example: 'live_roulette' })
  kind: WeighedKind;

  @IntegerField({ description: 'Hundredths of a percent of the stake: 10000 is all of it.', max: 10_000 })
  basisPoints: number;
}

export class DepositMatch {
  @IntegerField({
    description: 'Bonus in hundredths of a percent of the deposit: 10000 doubles it.',
    min: 1,
    max: 100_000,
    example: 5000,
  })
  percentageBasisPoints: number;

  @PartField({ description: 'Largest bonus.', of: () => PositiveAmount })
  maximumBonus: PositiveAmount;

  @PartField({ description: 'Smallest deposit that earns it.', of: () => PositiveAmount })
  minimumDeposit: PositiveAmount;

  @IntegerField({ description: 'Days from opting in in which the deposit must arrive.', min: 1, max: 90 })
  depositWithinDays: number;
}

export class FreeRoundsOffer {
  @TextField({ description: 'The game they are played in.', max: 60, example: 'lamplight-ledger' })
  gameId: string;

  @IntegerField({ description: 'How many.', min: 1, max: 1000, example: 20 })
  rounds: number;

  @PartField({ description: 'Stake of each, paid by the house.', of: () => PositiveAmount })
  stake: PositiveAmount;
}

/**
 * A bonus programme as data. A draft may say anything that has this form; what breaks a rule is refused at
 * publication, with every fault by its member.
 */
export class ProgrammeDefinition extends ProgrammeRef {
  @TextField({ description: 'Its name, as shown.', min: 0, max: 80, example: 'Opening Night' })
  title: string;

  @TextField({ description: 'What the player gets and must do, in one or two sentences.', min: 0, max: 300 })
  summary: string;

  @ChoiceField({ description: 'What it gives.', of: programmeKinds, example: 'deposit_match' })
  kind: ProgrammeKind;

  @ListField({ description: 'Product types it asks for or rewards; must be one.', max: 4 })
  products: string[];

  @PartField({ description: 'Needed for a deposit match.', of: () => DepositMatch, optional: true })
  depositMatch?: DepositMatch;

  @PartField({ description: 'Needed for free rounds.', of: () => FreeRoundsOffer, optional: true })
  freeRounds?: FreeRoundsOffer;

  @IntegerField({
    description:
      'Wagering requirement in hundredths: 500 is 5 times the bonus, or the winnings of the free rounds. 0 for none.',
    max: 100_000,
    example: 500,
  })
  wageringHundredths: number;

  @IntegerField({
    description: 'Weight of games that are listed neither themselves nor by their kind, in basis points.',
    max: 10_000,
  })
  defaultWeightBasisPoints: number;

  @ListField({
    description: 'Games with a weight of their own; it goes before that of their kind.',
    of: () => GameWeight,
    max: 100,
  })
  gameWeights: GameWeight[];

  @ListField({
    description: 'Kinds of games with a weight; it goes before the default.',
    of: () => KindWeight,
    max: 20,
    optional: true,
  })
  kindWeights?: KindWeight[];

  @PartField({ description: 'Largest stake of a round that uses bonus money.', of: () => PositiveAmount })
  maximumStake: PositiveAmount;

  @IntegerField({ description: 'Days from the award to its expiry.', min: 1, max: 365, example: 14 })
  expiresAfterDays: number;

  @InstantField({ description: 'First moment at which players can opt in.' })
  startsAt: string;

  @InstantField({
    description: 'Moment from which nobody can opt in any more; left out, until it is ended.',
    optional: true,
  })
  endsAt?: string;

  @PartField({ description: 'Most that is given out in all.', of: () => PositiveAmount, optional: true })
  budget?: PositiveAmount;

  @ListField({
    description: 'Terms beyond those that follow from the members above, one sentence each.',
    max: 20,
  })
  additionalTerms: string[];
}

export const programmeStatuses = ['draft', 'published', 'ended'] as const;
export type ProgrammeStatus = (typeof programmeStatuses)[number];

/** What breaks a rule of publication. */
export class ProgrammeFault {
  @TextField({ description: 'The member.', max: 80, example: 'wageringHundredths' })
  field: string;

  @TextField({ description: 'Stable code.', max: 40, example: 'wagering_above_cap' })
  code: string;

  @TextField({ description: 'What is wrong.', max: 300 })
  message: string;
}

export class Programme extends ProgrammeVersionRef {
  @ChoiceField({ description: 'Where it stands.', of: programmeStatuses, example: 'published' })
  status: ProgrammeStatus;

  @PartField({ description: 'The definition.', of: () => ProgrammeDefinition })
  definition: ProgrammeDefinition;

  @TextField({ description: 'SHA-256 of the definition: what an approval is about.', max: 64 })
  definitionHash: string;

  @ListField({ description: 'The significant terms, as players read them.', of: () => SignificantTerm })
  terms: SignificantTerm[];

  @ListField({ description: 'What keeps a draft from being published.', of: () => ProgrammeFault })
  faults: ProgrammeFault[];

  @IntegerField({ description: 'Awards of this version, ended ones included.' })
  awards: number;

  @PartField({
    description: 'Given out or promised by this version, as bonus money or stakes of free rounds.',
    of: () => MoneyAmount,
  })
  committed: MoneyAmount;

  @InstantField({ description: 'When it was published.', optional: true })
  publishedAt?: string;

  @InstantField({ description: 'When it was ended.', optional: true })
  endedAt?: string;
}

export class ListProgrammes {
  @ChoiceField({ description: 'Only these.', of: programmeStatuses, optional: true })
  status?: ProgrammeStatus;
}

export class ProgrammeList {
  @ListField({ description: 'By id, newest version first.', of: () => Programme })
  data: Programme[];
}

export const listProgrammes = declareAsk({
  subject: 'rpc.bonus.list-programmes.v1',
  summary: 'Bonus programmes with their terms, faults and cost, for staff.',
  request: ListProgrammes,
  reply: ProgrammeList,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'report',
  actor: 'staff',
  errors: [],
});

/** Replaces the open draft of the programme, or opens the next version. The same definition again changes nothing. */
export class DraftProgramme {
  @PartField({ description: 'The definition.', of: () => ProgrammeDefinition })
  definition: ProgrammeDefinition;
}

export const draftProgramme = declareAsk({
  subject: 'rpc.bonus.draft-programme.v1',
  summary: 'Draft a bonus programme, or the next version of one.',
  request: DraftProgramme,
  reply: Programme,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'report',
  actor: 'staff',
  errors: [],
});

/** Publishes a draft exactly as it was reviewed; the version that was published before is open no more. */
export class PublishProgramme extends ProgrammeVersionRef {
  @TextField({
    description: 'SHA-256 of the definition that was approved; another one is refused.',
    max: 64,
    pattern: /^[0-9a-f]{64}$/,
    optional: true,
    example: '77b0e2691d2d675de473268d8e7b73c0a21398cb99c6a14caf1598411151d435',
  })
  definitionHash?: string;
}

export const publishProgramme = declareAsk({
  subject: 'rpc.bonus.publish-programme.v1',
  summary: 'Publish a draft; from then on it cannot be changed. Two people approve before this is asked.',
  request: PublishProgramme,
  reply: Programme,
  deadlineMs: 4000,
  idempotent: true,
  priority: 'report',
  actor: 'service',
  errors: ['unknown_programme', 'programme_not_publishable', 'programme_published'],
});

export const endProgramme = declareAsk({
  subject: 'rpc.bonus.end-programme.v1',
  summary: 'Let nobody opt in any more. Awards that were given keep their terms.',
  request: ProgrammeRef,
  reply: Programme,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'report',
  actor: 'staff',
  errors: ['unknown_programme'],
});
