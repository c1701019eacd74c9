import { declareAsk } from '../declare.js';
import { ChoiceField, DateField, EmailField, IdField, ListField, TextField } from '../fields.js';
import { type VerificationStatus, verificationStatuses } from './player-profile.js';

/** Exactly one of them. For staff. */
export class FindPlayers {
  @IdField({ description: 'The player.', optional: true })
  playerId?: string;

  @EmailField({ description: 'The whole e-mail address.', optional: true, example: 'ada@example.org' })
  email?: string;

  @TextField({
    description: 'Family name, or given and family name; capitals do not matter.',
    max: 161,
    optional: true,
    example: 'Ada Byron',
  })
  name?: string;
}

export class FoundPlayer {
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

  @ChoiceField({ description: 'Age and identity check.', of: verificationStatuses, example: 'passed' })
  verification: VerificationStatus;
}

export class FoundPlayers {
  @ListField({ description: 'At most 50, newest first.', of: () => FoundPlayer, max: 50 })
  data: FoundPlayer[];
}

export const findPlayers = declareAsk({
  subject: 'rpc.profile.find-players.v1',
  summary: 'Find players by id, e-mail address or name.',
  request: FindPlayers,
  reply: FoundPlayers,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'report',
  actor: 'staff',
  errors: [],
});
