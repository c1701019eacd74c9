import { errorFactory, type ErrorTable } from '../errors.js';

export const bonusErrors = {
  unknown_programme: {
    kind: 'not_found',
    message: 'There is no such bonus programme, or not in this version.',
    remedy: 'See GET /v1/bonuses for the programmes on offer.',
  },
  programme_not_open: {
    kind: 'conflict',
    message: 'The bonus programme is not open: it has not started, has ended, or its budget is given out.',
    remedy: 'See GET /v1/bonuses for the programmes on offer.',
  },
  programme_not_publishable: {
    kind: 'invalid',
    status: 422,
    message: 'The bonus programme breaks a rule of publication.',
    remedy: 'Correct the members listed in `errors` in a new draft and publish that.',
  },
  programme_published: {
    kind: 'conflict',
    message: 'This version of the bonus programme was published: it cannot be changed any more.',
    remedy: 'Draft the change as a new version.',
  },
  already_claimed: {
    kind: 'conflict',
    message: 'The player has had this bonus; it is given once.',
    remedy: 'See GET /v1/bonuses for what it became and for other programmes.',
  },
  not_eligible: {
    kind: 'forbidden',
    message: 'The player is not offered bonuses now.',
    remedy: 'See GET /v1/limits for the time-out or exclusion in force and when it ends.',
  },
} as const satisfies ErrorTable;

export const bonusError = errorFactory(bonusErrors);
