import { errorFactory, type ErrorTable } from '../errors.js';

export const complianceErrors = {
  own_request: {
    kind: 'forbidden',
    message: 'Whoever asked for it cannot decide on it.',
    remedy: 'Let another person decide.',
  },
  approval_closed: {
    kind: 'conflict',
    message: 'The request was decided already, or its time is over.',
    remedy: 'Read it again; ask for it anew if it is still wanted.',
  },
  payload_differs: {
    kind: 'conflict',
    message: 'The decision is about another payload than the one that is kept.',
    remedy: 'Read the request again and decide on what it says.',
  },
} as const satisfies ErrorTable;

export const complianceError = errorFactory(complianceErrors);
