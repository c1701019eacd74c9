import { errorFactory, type ErrorTable } from '../errors.js';

export const identityErrors = {
  under_age: {
    kind: 'forbidden',
    message: 'Only people of 18 and over may register.',
    remedy: 'There is no account for anyone younger.',
  },
  confirmation_refused: {
    kind: 'invalid',
    message: 'The confirmation code is wrong, spent or expired.',
    remedy: 'Use the newest code sent to the e-mail address, or register again for a new one.',
  },
  invalid_credentials: {
    kind: 'unauthenticated',
    message: 'E-mail and password do not match a confirmed account.',
    remedy: 'Check both; confirm the e-mail address first if the account is new.',
  },
  sign_in_locked: {
    kind: 'limit',
    status: 429,
    message: 'Too many failed sign-ins for this account.',
    remedy: 'Wait for the time in Retry-After.',
    retry: true,
  },
  refresh_refused: {
    kind: 'unauthenticated',
    message: 'The refresh token is unknown, spent, expired or revoked.',
    remedy:
      'Sign in again. A token used twice ends the whole session, because one of the two users was not you.',
  },
  weak_password: {
    kind: 'invalid',
    message: 'The password is too easy to guess.',
    remedy: 'Choose at least 10 characters that are not your e-mail address and not a common password.',
  },
  staff_sign_in_refused: {
    kind: 'unauthenticated',
    message: 'Name, password and code do not match an active staff account.',
    remedy: 'Check all three and wait for the next code: each is good once.',
  },
  enrolment_refused: {
    kind: 'invalid',
    message: 'The enrolment token is unknown, spent or expired, or the code does not fit it.',
    remedy: 'Begin again and use the newest code; ask an admin for a new token if that does not help.',
  },
  staff_name_taken: {
    kind: 'conflict',
    message: 'There is a staff account of this name; names are not used twice.',
    remedy: 'Choose another name.',
  },
  staff_without_role: {
    kind: 'invalid',
    message: 'A staff account needs a role, and each role once.',
    remedy: 'Name at least one of support, payments, risk, marketing, admin.',
  },
  staff_disabled: {
    kind: 'conflict',
    message: 'The staff account is disabled for good.',
    remedy: 'Make a new account.',
  },
  last_admin: {
    kind: 'conflict',
    message: 'Nobody else could administer the house.',
    remedy: 'Let another admin enrol first.',
  },
} as const satisfies ErrorTable;

export const identityError = errorFactory(identityErrors);
