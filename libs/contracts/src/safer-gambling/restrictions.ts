import { Done, PlayerRef } from '../common.js';
import { declareAsk, declareFact } from '../declare.js';
import {
  ChoiceField,
  FlagField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  TextField,
} from '../fields.js';

/** Why a player may not play or deposit. None of them ever keeps a player from their own cash. */
export const restrictionKinds = ['time_out', 'self_exclusion', 'scheme_exclusion', 'staff_block'] as const;
export type RestrictionKind = (typeof restrictionKinds)[number];

const restrictionField = {
  description: 'Why the player may not play or deposit.',
  of: restrictionKinds,
  example: 'self_exclusion',
};

/** One restriction in force. */
export class Restriction {
  @IdField({ description: 'The restriction.' })
  restrictionId: string;

  @ChoiceField(restrictionField)
  restriction: RestrictionKind;

  @InstantField({ description: 'Since when.' })
  from: string;

  @InstantField({
    description:
      'When it ends; for a self-exclusion, the first moment the player may ask to return. Left out where no end is known.',
    optional: true,
  })
  until?: string;

  @InstantField({
    description: 'Only after the player asked to return from a self-exclusion: when it ends.',
    optional: true,
  })
  endsAt?: string;
}

/** Blocks play and deposits of a player. A repeat while a block of staff is in force changes nothing. */
export class BlockPlayer extends PlayerRef {
  @TextField({
    description: 'Why, for the record. The player is not shown it.',
    max: 500,
    example: 'Documents under review',
  })
  reason: string;

  @TextField({ description: 'Who decided: the member of staff.', max: 100, example: 'staff:01a20a46' })
  actor: string;
}

export const blockPlayer = declareAsk({
  subject: 'rpc.safer-gambling.block-player.v1',
  summary: 'Block play and deposits of a player, by staff.',
  request: BlockPlayer,
  reply: Restriction,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'vital',
  actor: 'staff',
  actingStaff: 'actor',
  errors: ['protection_pending'],
});

/** Ends the block of staff, and no other restriction. Without one it changes nothing. */
export class UnblockPlayer extends BlockPlayer {}

export const unblockPlayer = declareAsk({
  subject: 'rpc.safer-gambling.unblock-player.v1',
  summary: 'End a block of staff.',
  request: UnblockPlayer,
  reply: Done,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'staff',
  actingStaff: 'actor',
  errors: ['protection_pending'],
});

export const shortestTimeOutHours = 24;
export const longestTimeOutHours = 6 * 7 * 24;

export class TakeTimeOut extends PlayerRef {
  @IntegerField({
    description: 'How long, in hours: from a day to six weeks.',
    min: shortestTimeOutHours,
    max: longestTimeOutHours,
    example: 168,
  })
  hours: number;
}

export const takeTimeOut = declareAsk({
  subject: 'rpc.safer-gambling.take-time-out.v1',
  summary: 'Take a break from play and deposits; it ends by itself and not before.',
  request: TakeTimeOut,
  reply: Restriction,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'vital',
  actor: 'player',
  errors: ['protection_pending'],
});

export class ExcludeSelf extends PlayerRef {
  @IntegerField({ description: 'How long at least, in months.', min: 6, max: 60, example: 6 })
  months: number;

  @FlagField({
    description:
      'True: the player understands that this cannot be taken back, closes all sessions and lasts until they ask to return.',
    example: true,
  })
  understood: boolean;
}

export const excludeSelf = declareAsk({
  subject: 'rpc.safer-gambling.exclude-self.v1',
  summary: 'Exclude oneself from play and deposits, for six months to five years.',
  request: ExcludeSelf,
  reply: Restriction,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'vital',
  actor: 'player',
  errors: ['protection_pending'],
});

export const returnFromExclusion = declareAsk({
  subject: 'rpc.safer-gambling.return-from-exclusion.v1',
  summary: 'Ask to play again after the time of a self-exclusion; it ends a day later.',
  request: PlayerRef,
  reply: Restriction,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'player',
  errors: ['exclusion_not_over', 'protection_pending'],
});

/** One decision about a player's protection, kept for good. */
export class ProtectionDecision {
  @IdField({ description: 'The decision.' })
  decisionId: string;

  @TextField({ description: 'What was decided.', max: 60, example: 'self_exclusion.placed' })
  decision: string;

  @ChoiceField({
    description: 'Who decided.',
    of: ['player', 'staff', 'scheme', 'platform'],
    example: 'player',
  })
  decidedBy: 'player' | 'staff' | 'scheme' | 'platform';

  @TextField({ description: 'Why, in a sentence.', max: 300 })
  reason: string;

  @InstantField({ description: 'When.' })
  decidedAt: string;
}

export class Protection {
  @FlagField({ description: 'May stake now.', example: true })
  mayPlay: boolean;

  @FlagField({ description: 'May deposit now.', example: true })
  mayDeposit: boolean;

  @FlagField({
    description: 'The wallet has confirmed everything that was decided: it is in force in the money path.',
    example: true,
  })
  inForce: boolean;

  @ListField({ description: 'What is in force, newest first.', of: () => Restriction })
  restrictions: Restriction[];

  @ListField({ description: 'The last hundred decisions, newest first.', of: () => ProtectionDecision })
  decisions: ProtectionDecision[];
}

export const readProtection = declareAsk({
  subject: 'rpc.safer-gambling.read-protection.v1',
  summary: "A player's restrictions and the decisions behind them.",
  request: PlayerRef,
  reply: Protection,
  deadlineMs: 1500,
  idempotent: true,
  priority: 'browse',
  actor: 'player-or-staff',
  errors: [],
});

export class PlayerRestricted {
  @IdField({ description: 'The player.' })
  playerId: string;

  @IdField({ description: 'The restriction.' })
  restrictionId: string;

  @ChoiceField(restrictionField)
  restriction: RestrictionKind;

  @InstantField({ description: "Since when, on the player's clock." })
  from: string;

  @InstantField({
    description: "When it ends at the earliest, on the player's clock. Left out where no end is known.",
    optional: true,
  })
  until?: string;

  @InstantField({ description: "When it was decided, on the platform's clock." })
  decidedAt: string;
}

export const playerRestricted = declareFact({
  subject: 'evt.safer-gambling.player.restricted.v1',
  summary: 'It was decided that a player may not play, deposit or be contacted for marketing.',
  payload: PlayerRestricted,
  aggregate: 'playerId',
});

export class PlayerReleased {
  @IdField({ description: 'The player.' })
  playerId: string;

  @IdField({ description: 'The restriction that ended; others may still be in force.' })
  restrictionId: string;

  @ChoiceField(restrictionField)
  restriction: RestrictionKind;

  @InstantField({ description: "When, on the platform's clock." })
  releasedAt: string;
}

export const playerReleased = declareFact({
  subject: 'evt.safer-gambling.player.released.v1',
  summary: 'A restriction of a player ended.',
  payload: PlayerReleased,
  aggregate: 'playerId',
});
