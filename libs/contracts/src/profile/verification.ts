import { PlayerRef } from '../common.js';
import { declareAsk, declareFact } from '../declare.js';
import { ChoiceField, FlagField, IdField, InstantField, IntegerField } from '../fields.js';
import { Verification } from './player-profile.js';

export const verifyPlayer = declareAsk({
  subject: 'rpc.profile.verify-player.v1',
  summary: 'Have age and identity checked by the bureau. Repeating it after a pass changes nothing.',
  request: PlayerRef,
  reply: Verification,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'player',
  errors: ['not_found'],
});

export const ageBands = ['18-24', '25+'] as const;

/** What another service may know of a player: enough to apply a rule, no personal data beyond it. */
export class Eligibility {
  @FlagField({ description: 'Age and identity check passed.' })
  verified: boolean;

  @ChoiceField({ description: 'Decides the stake cap (SI 2025/215).', of: ageBands })
  ageBand: (typeof ageBands)[number];

  @InstantField({ description: 'When the age band changes next.', optional: true })
  ageBandUntil?: string;

  @IntegerField({
    description: 'Minutes of play between two reality checks, as the player chose (RTS 13B).',
    min: 5,
    max: 240,
    optional: true,
    example: 60,
  })
  realityCheckMinutes?: number;
}

export const readEligibility = declareAsk({
  subject: 'rpc.profile.read-eligibility.v1',
  summary: 'Whether the player is verified, the age band, and how often play stops for a look at the clock.',
  request: PlayerRef,
  reply: Eligibility,
  deadlineMs: 1000,
  idempotent: true,
  priority: 'action',
  actor: 'player',
  errors: ['not_found'],
});

export class PlayerVerified {
  @IdField({ description: 'The player.' })
  playerId: string;

  @ChoiceField({ description: 'What the bureau said.', of: ['passed', 'referred', 'failed'] })
  outcome: 'passed' | 'referred' | 'failed';

  @InstantField({ description: 'When.' })
  decidedAt: string;
}

export const playerVerified = declareFact({
  subject: 'evt.profile.player.verified.v1',
  summary: 'The bureau decided on a player; see outcome.',
  payload: PlayerVerified,
  aggregate: 'playerId',
});
