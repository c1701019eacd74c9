import { declareAsk } from '../declare.js';
import { ChoiceField, DateField, EmailField, IdField, PartField, TextField } from '../fields.js';

/** Where a player lives. */
export class PostalAddress {
  @TextField({ description: 'House and street.', max: 120, example: '1 Quay Street' })
  line1: string;

  @TextField({ description: 'Flat, building.', max: 120, optional: true, example: 'Flat 2' })
  line2?: string;

  @TextField({ description: 'Post town.', max: 80, example: 'Bristol' })
  city: string;

  @TextField({ description: 'Postcode.', max: 10, pattern: /^[A-Za-z0-9 ]+$/, example: 'BS1 4AA' })
  postcode: string;

  @ChoiceField({ description: 'ISO 3166 code of the country.', of: ['GB'], example: 'GB' })
  country: 'GB';
}

/** Opens a player account. The answer is the same whether or not the e-mail address is known already. */
export class RegisterPlayer {
  @EmailField({
    description: 'Signs the player in and receives the confirmation code.',
    example: 'ada@example.org',
  })
  email: string;

  @TextField({ description: 'At least 10 characters.', min: 10, max: 200, example: 'correct horse battery' })
  password: string;

  @TextField({ description: 'Given name as on the identity document.', max: 80, example: 'Ada' })
  givenName: string;

  @TextField({ description: 'Family name as on the identity document.', max: 80, example: 'Byron' })
  familyName: string;

  @DateField({ description: 'Date of birth; 18 years or more ago.', example: '1990-04-12' })
  dateOfBirth: string;

  @PartField({ description: 'Home address.', of: () => PostalAddress })
  address: PostalAddress;

  @ChoiceField({ description: 'Currency of the account.', of: ['GBP'], example: 'GBP' })
  currency: 'GBP';
}

export class RegistrationReceipt {
  @IdField({ description: 'The registration to confirm.' })
  registrationId: string;

  @ChoiceField({ description: 'What is to be done next.', of: ['confirm_email'], example: 'confirm_email' })
  next: 'confirm_email';
}

export const registerPlayer = declareAsk({
  subject: 'rpc.identity.register-player.v1',
  summary: 'Open a player account; a code goes to the e-mail address.',
  request: RegisterPlayer,
  reply: RegistrationReceipt,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'service',
  errors: ['under_age', 'weak_password', 'exclusion_scheme_unavailable'],
});

/** Proves that the e-mail address is the player's. */
export class ConfirmRegistration {
  @IdField({ description: 'The registration.' })
  registrationId: string;

  @TextField({
    description: 'The code from the e-mail.',
    min: 6,
    max: 6,
    pattern: /^\d{6}$/,
    example: '428571',
  })
  code: string;
}

export class ConfirmedRegistration {
  @IdField({ description: 'The new player.' })
  playerId: string;
}

export const confirmRegistration = declareAsk({
  subject: 'rpc.identity.confirm-registration.v1',
  summary: 'Confirm the e-mail address of a registration; the account can sign in from then on.',
  request: ConfirmRegistration,
  reply: ConfirmedRegistration,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'service',
  errors: ['confirmation_refused'],
});
