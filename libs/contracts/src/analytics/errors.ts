import { errorFactory, type ErrorTable } from '../errors.js';

export const analyticsErrors = {
  period_too_long: {
    kind: 'invalid',
    message: 'The period has more rows than one answer holds.',
    remedy: 'Ask for at most 31 days by hour, 366 days by day or cohort, and put longer periods together.',
  },
  unknown_segment: {
    kind: 'not_found',
    message: 'There is no such segment.',
    remedy: 'Use the id of a segment that list-segments shows.',
  },
  unknown_player: {
    kind: 'not_found',
    message: 'Nothing is known of this player yet.',
    remedy: 'Check the id; what happened a moment ago is counted moments later.',
  },
} as const satisfies ErrorTable;

export const analyticsError = errorFactory(analyticsErrors);
