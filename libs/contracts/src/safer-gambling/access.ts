import { PlayerRef } from '../common.js';
import { declareAsk } from '../declare.js';
import {
  ChoiceField,
  DateField,
  EmailField,
  FlagField,
  InstantField,
  ListField,
  TextField,
} from '../fields.js';

export const accessPurposes = ['sign_in', 'play', 'deposit', 'contact'] as const;
export type AccessPurpose = (typeof accessPurposes)[number];

export class CheckAccess extends PlayerRef {
  @ChoiceField({
    description:
      'For what. `sign_in` asks the exclusion scheme first; `deposit` is refused until the player has answered whether they want a deposit limit; `contact` is marketing of any kind, offers included.',
    of: accessPurposes,
    example: 'deposit',
  })
  purpose: AccessPurpose;
}

export class Access {
  @FlagField({ description: 'False: do not go on.', example: true })
  allowed: boolean;

  @ListField({
    description:
      'The restrictions in force. They never forbid to sign in: an excluded player still reaches their own cash.',
    max: 10,
  })
  reasons: string[];

  @InstantField({
    description:
      'When the last of them ends at the earliest. Left out if none is in force or no end is known.',
    optional: true,
  })
  until?: string;
}

export const checkAccess = declareAsk({
  subject: 'rpc.safer-gambling.check-access.v1',
  summary: 'Whether a player may do this now.',
  request: CheckAccess,
  reply: Access,
  deadlineMs: 1500,
  idempotent: true,
  priority: 'vital',
  actor: 'service',
  errors: ['exclusion_scheme_unavailable', 'protection_pending', 'not_found', 'deposit_limit_unanswered'],
});

/** Somebody who wants to register. Passed on to the exclusion scheme, compared by keyed hashes and kept nowhere. */
export class CheckRegistration {
  @TextField({ description: 'Given name.', max: 80 })
  givenName: string;

  @TextField({ description: 'Family name.', max: 80 })
  familyName: string;

  @DateField({ description: 'Date of birth.', example: '1990-04-12' })
  dateOfBirth: string;

  @EmailField({ description: 'E-mail address.' })
  email: string;

  @TextField({ description: 'Postcode of the home address.', max: 10 })
  postcode: string;
}

export class RegistrationCheck {
  @FlagField({ description: 'True: this person gets no account. Tell nobody but the person.' })
  excluded: boolean;
}

export const checkRegistration = declareAsk({
  subject: 'rpc.safer-gambling.check-registration.v1',
  summary: 'Whether a person may register: excluded neither here, with any account, nor at the scheme.',
  request: CheckRegistration,
  reply: RegistrationCheck,
  deadlineMs: 1200,
  idempotent: true,
  priority: 'vital',
  actor: 'service',
  errors: ['exclusion_scheme_unavailable'],
});
