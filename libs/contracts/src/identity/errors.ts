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
} as const satisfies ErrorTable;

export const identityError = errorFactory(identityErrors);
