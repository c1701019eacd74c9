import { errorFactory, type ErrorTable } from '../errors.js';

export const profileErrors = {
  profile_changed: {
    kind: 'conflict',
    message: 'The profile was changed since it was read.',
    remedy: 'Read it again and repeat the change with the new ETag in If-Match.',
  },
  not_verified: {
    kind: 'forbidden',
    message: 'The player is not verified yet.',
    remedy: 'Verify the player first: POST /v1/me/verification.',
  },
} as const satisfies ErrorTable;

export const profileError = errorFactory(profileErrors);
