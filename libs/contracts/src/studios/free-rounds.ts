import { Done, PlayerRef } from '../common.js';
import { declareAsk } from '../declare.js';
import {
  ChoiceField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  PartField,
  TextField,
} from '../fields.js';
import { studioRoundTellings } from './rounds.js';

const freeRoundsId = 'What the studio names in each of the rounds: ours, and never used for two things.';

const cancelReason = {
  description: 'Why. No names, no addresses.',
  min: 5,
  max: 500,
  example: 'given to the wrong player',
};

/** Rounds of a studio's game that stake nothing; what they win is cash, at the house's cost. Idempotent by `freeRoundsId`. */
export class GiveStudioRounds extends PlayerRef {
  @IdField({ description: freeRoundsId })
  freeRoundsId: string;

  @TextField({ description: 'The game.', max: 60, example: 'sandbox-studio.tide-coin' })
  gameId: string;

  @IntegerField({ description: 'How many.', min: 1, max: 1000, example: 10 })
  rounds: number;

  @IntegerField({ description: 'For how many days.', min: 1, max: 365, example: 7 })
  days: number;

  @IntegerField({
    description:
      'What each is played at, in pence: one of what the studio has said for this game. Left out: the least of them, or as the studio decides.',
    min: 1,
    max: 10_000,
    optional: true,
    example: 20,
  })
  stakeMinor?: number;

  @IdField({ description: 'The member of staff who gives them.' })
  staffId: string;
}

export const studioFreeRoundsStates = [
  'wanted',
  'issued',
  'refused',
  'cancelled',
  'used_up',
  'lapsed',
] as const;

export const studioCallStates = ['waiting', 'done', 'refused', 'withdrawn', 'given_up'] as const;

/** A call of ours to a studio, and what came of it so far. */
export class StudioOutboundCall {
  @TextField({ description: 'What the studio is told.', max: 40, example: 'create-free-rounds' })
  verb: string;

  @ChoiceField({
    description:
      '`waiting` until there is a last word; `withdrawn` if it is not told any more, `given_up` if there was none in time.',
    of: studioCallStates,
    example: 'done',
  })
  state: (typeof studioCallStates)[number];

  @IntegerField({ description: 'How often it was sent, or was about to be.', min: 0, example: 1 })
  attempts: number;

  @TextField({
    description: "Why it is refused: the studio's word, or `not_eligible` where it was not sent for that.",
    max: 80,
    optional: true,
  })
  refusal?: string;

  @TextField({ description: 'Why the last attempt without an answer had none.', max: 200, optional: true })
  trouble?: string;

  @InstantField({ description: 'When it was last sent.', optional: true })
  triedAt?: string;

  @InstantField({ description: 'When there was a last word.', optional: true })
  endedAt?: string;
}

export class StudioRoundsCancellation {
  @InstantField({ description: 'When.' })
  cancelledAt: string;

  @IdField({ description: 'The member of staff.' })
  staffId: string;

  @TextField(cancelReason)
  reason: string;
}

/** Free rounds of a studio's game, as they stand here. */
export class StudioFreeRounds {
  @IdField({ description: freeRoundsId })
  freeRoundsId: string;

  @IdField({ description: 'Whose they are.' })
  playerId: string;

  @TextField({ description: 'The game.', max: 60, example: 'sandbox-studio.tide-coin' })
  gameId: string;

  @IntegerField({ description: 'How many.', min: 1, example: 10 })
  rounds: number;

  @IntegerField({ description: 'How many the studio has named in a bet.', min: 0, example: 3 })
  used: number;

  @IntegerField({ description: 'What each is played at, in pence.', min: 1, optional: true, example: 20 })
  stakeMinor?: number;

  @ChoiceField({
    description:
      '`wanted` until the studio has confirmed them; of those that are `refused`, `cancelled`, `used_up` or `lapsed` no bet is taken, and wins of bets before are paid.',
    of: studioFreeRoundsStates,
    example: 'issued',
  })
  state: (typeof studioFreeRoundsStates)[number];

  @TextField({
    description:
      "Why they are refused: the studio's word, or `not_eligible` where the player asks to be left alone.",
    max: 80,
    optional: true,
  })
  refusal?: string;

  @ChoiceField({
    description: '`people` where the studio is told of free rounds by nothing but people.',
    of: ['people', 'call'],
    example: 'call',
  })
  toldBy: 'people' | 'call';

  @IdField({ description: 'The member of staff who gave them.' })
  givenBy: string;

  @InstantField({ description: 'When.' })
  givenAt: string;

  @InstantField({ description: 'No bet is taken for them from then on.' })
  expiresAt: string;

  @InstantField({
    description: 'When the studio confirmed or refused them, or they were taken away.',
    optional: true,
  })
  decidedAt?: string;

  @PartField({ description: 'Who cancelled them.', of: () => StudioRoundsCancellation, optional: true })
  cancelled?: StudioRoundsCancellation;

  @ListField({ description: 'What the studio was told by calls.', of: () => StudioOutboundCall, max: 10 })
  calls: StudioOutboundCall[];
}

export const giveStudioRounds = declareAsk({
  subject: 'rpc.studios.give-studio-rounds.v1',
  summary: "Give free rounds of a studio's game to a player.",
  request: GiveStudioRounds,
  reply: Done,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'staff',
  actingStaff: 'staffId',
  errors: ['unknown_studio_game', 'idempotency_key_reused', 'not_eligible', 'free_rounds_not_offered'],
});

/** Takes back what is left of free rounds. Idempotent: what was cancelled stays as it was cancelled first. */
export class CancelStudioRounds extends PlayerRef {
  @IdField({ description: freeRoundsId })
  freeRoundsId: string;

  @IdField({ description: 'The member of staff who cancels them.' })
  staffId: string;

  @TextField(cancelReason)
  reason: string;
}

export const cancelStudioRounds = declareAsk({
  subject: 'rpc.studios.cancel-studio-rounds.v1',
  summary: "Cancel free rounds of a studio's game.",
  request: CancelStudioRounds,
  reply: StudioFreeRounds,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'staff',
  actingStaff: 'staffId',
  errors: ['not_found', 'free_rounds_over'],
});

export class ReadStudioRounds extends PlayerRef {
  @IdField({ description: freeRoundsId })
  freeRoundsId: string;
}

const telling = {
  description:
    'Whether the studio told of them: `not_offered` where its dialect has no message for it, or it cannot be called; `silent` where there was no answer, or none of the agreed form.',
  of: studioRoundTellings,
  example: 'told',
};

const told = {
  description: "What the studio tells, its JSON as text: the studio's words, and not looked into.",
  max: 16_384,
  optional: true,
};

/** Free rounds as we have them and as the studio tells them. */
export class StudioFreeRoundsTold {
  @PartField({ description: 'As they stand here.', of: () => StudioFreeRounds })
  freeRounds: StudioFreeRounds;

  @ChoiceField(telling)
  telling: (typeof studioRoundTellings)[number];

  @TextField(told)
  told?: string;
}

export const readStudioRounds = declareAsk({
  subject: 'rpc.studios.read-studio-rounds.v1',
  summary: "Free rounds of a studio's game, as we have them and as the studio tells them.",
  request: ReadStudioRounds,
  reply: StudioFreeRoundsTold,
  deadlineMs: 3000,
  idempotent: true,
  priority: 'report',
  actor: 'staff',
  errors: ['not_found'],
});

export class ListPlayerStudioRounds extends PlayerRef {}

export class StudioFreeRoundsList {
  @ListField({ description: 'The newest 100, the newest first.', of: () => StudioFreeRounds })
  data: StudioFreeRounds[];
}

export const listPlayerStudioRounds = declareAsk({
  subject: 'rpc.studios.list-player-studio-rounds.v1',
  summary: "Free rounds of studios' games that a player was given.",
  request: ListPlayerStudioRounds,
  reply: StudioFreeRoundsList,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'report',
  actor: 'staff',
  errors: [],
});

export class ListOwnStudioRounds extends PlayerRef {}

/** Free rounds that a player can play now. */
export class OwnStudioRounds {
  @IdField({ description: freeRoundsId })
  freeRoundsId: string;

  @TextField({ description: 'The game.', max: 60, example: 'sandbox-studio.tide-coin' })
  gameId: string;

  @IntegerField({ description: 'How many are left.', min: 1, example: 7 })
  left: number;

  @InstantField({ description: 'They can be played until then.' })
  expiresAt: string;
}

export class OwnStudioRoundsList {
  @ListField({ description: 'Up to 100, what lapses first before the others.', of: () => OwnStudioRounds })
  data: OwnStudioRounds[];
}

export const listOwnStudioRounds = declareAsk({
  subject: 'rpc.studios.list-own-studio-rounds.v1',
  summary: "Free rounds of studios' games that the player has left.",
  request: ListOwnStudioRounds,
  reply: OwnStudioRoundsList,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'player',
  errors: [],
});

export class ListStudioFreeRounds {
  @TextField({ description: 'The studio.', max: 40, pattern: /^[a-z0-9-]+$/, example: 'sandbox-studio' })
  studioId: string;
}

export class StudioFreeRoundsBooks {
  @ListField({ description: 'The newest 100 of ours, the newest first.', of: () => StudioFreeRounds })
  data: StudioFreeRounds[];

  @ChoiceField(telling)
  telling: (typeof studioRoundTellings)[number];

  @TextField(told)
  told?: string;
}

export const listStudioFreeRounds = declareAsk({
  subject: 'rpc.studios.list-studio-free-rounds.v1',
  summary: 'Free rounds at a studio, as we have them and as the studio lists them.',
  request: ListStudioFreeRounds,
  reply: StudioFreeRoundsBooks,
  deadlineMs: 3000,
  idempotent: true,
  priority: 'report',
  actor: 'staff',
  errors: ['unknown_studio'],
});
