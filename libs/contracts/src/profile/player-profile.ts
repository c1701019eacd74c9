import { Done, PlayerRef } from '../common.js';
import { declareAsk, declareFact } from '../declare.js';
import {
  ChoiceField,
  DateField,
  EmailField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  PartField,
  TextField,
} from '../fields.js';
import { PostalAddress } from '../identity/registration.js';

/** Stores who a player is; sent by identity alone, at registration. Repeating it replaces an unconfirmed one. */
export class CreatePlayer {
  @IdField({ description: 'The player, named by identity.' })
  playerId: string;

  @EmailField({ description: 'E-mail address.' })
  email: string;

  @TextField({ description: 'Given name.', max: 80 })
  givenName: string;

  @TextField({ description: 'Family name.', max: 80 })
  familyName: string;

  @DateField({ description: 'Date of birth.', example: '1990-04-12' })
  dateOfBirth: string;

  @PartField({ description: 'Home address.', of: () => PostalAddress })
  address: PostalAddress;
}

export const createPlayer = declareAsk({
  subject: 'rpc.profile.create-player.v1',
  summary: 'Store who a new player is.',
  request: CreatePlayer,
  reply: Done,
  deadlineMs: 1500,
  idempotent: true,
  priority: 'action',
  actor: 'service',
  errors: [],
});

export const verificationStatuses = ['unverified', 'pending', 'passed', 'referred', 'failed'] as const;
export type VerificationStatus = (typeof verificationStatuses)[number];

/** How far the check of a player's age and identity is. */
export class Verification {
  @ChoiceField({
    description: 'Only `passed` may deposit and play.',
    of: verificationStatuses,
    example: 'passed',
  })
  status: VerificationStatus;

  @ListField({ description: 'Why the check did not pass.', max: 20 })
  reasons: string[];

  @InstantField({ description: 'When the bureau answered.', optional: true })
  decidedAt?: string;
}

export class PlayerProfile {
  @IdField({ description: 'The player.' })
  playerId: string;

  @EmailField({ description: 'E-mail address.', example: 'ada@example.org' })
  email: string;

  @TextField({ description: 'Given name.', max: 80, example: 'Ada' })
  givenName: string;

  @TextField({ description: 'Family name.', max: 80, example: 'Byron' })
  familyName: string;

  @DateField({ description: 'Date of birth.', example: '1990-04-12' })
  dateOfBirth: string;

  @PartField({ description: 'Home address.', of: () => PostalAddress })
  address: PostalAddress;

  @PartField({ description: 'Age and identity check.', of: () => Verification })
  verification: Verification;

  @IntegerField({ description: 'Grows with each change; the ETag.', min: 1, example: 3 })
  version: number;
}

export const readProfile = declareAsk({
  subject: 'rpc.profile.read-profile.v1',
  summary: 'Who the player is.',
  request: PlayerRef,
  reply: PlayerProfile,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'service',
  errors: ['not_found'],
});

/** Changes what a player may change alone. Name and date of birth are evidence and stay. */
export class UpdateProfile extends PlayerRef {
  @PartField({ description: 'New home address.', of: () => PostalAddress })
  address: PostalAddress;

  @IntegerField({ description: 'The version the change is based on.', min: 1 })
  expectedVersion: number;
}

export const updateProfile = declareAsk({
  subject: 'rpc.profile.update-profile.v1',
  summary: 'Change the home address.',
  request: UpdateProfile,
  reply: PlayerProfile,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'player',
  errors: ['not_found', 'profile_changed'],
});

export class PlayerChanged {
  @IdField({ description: 'The player.' })
  playerId: string;

  @IntegerField({ description: 'The version of the profile after it.', min: 1 })
  version: number;

  @InstantField({ description: 'When.' })
  changedAt: string;
}

export const playerChanged = declareFact({
  subject: 'evt.profile.player.changed.v1',
  summary: 'Something personal of a player is another now; read-profile tells what.',
  payload: PlayerChanged,
  aggregate: 'playerId',
});
