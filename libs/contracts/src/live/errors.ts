import { errorFactory, type ErrorTable } from '../errors.js';

export const liveErrors = {
  unknown_table: {
    kind: 'not_found',
    message: 'There is no such table.',
    remedy: 'See GET /v1/tables.',
  },
  not_seated: {
    kind: 'conflict',
    message: 'The player has no session at this table.',
    remedy: 'Join the table first: POST /v1/tables/{id}/sessions.',
  },
  bets_closed: {
    kind: 'conflict',
    message: 'The table takes no bets in this round now. No stake was taken.',
    remedy: 'Bet in the next round, with a new idempotency key: the stream says when it opens.',
  },
} as const satisfies ErrorTable;

export const liveError = errorFactory(liveErrors);
