import { errorFactory, type ErrorTable } from '../errors.js';

export const saferGamblingErrors = {
  exclusion_scheme_unavailable: {
    kind: 'unavailable',
    message:
      'The national exclusion scheme does not answer, and nobody is let in unchecked. Nothing was done.',
    remedy: 'Send the same request again after Retry-After. Sessions that are open go on.',
    retry: true,
  },
  protection_pending: {
    kind: 'unavailable',
    message: 'The decision is stored, but the wallet has not confirmed it yet.',
    remedy: 'It is put in force without a second request; GET /v1/protection tells when it is.',
    retry: true,
  },
  limits_changed: {
    kind: 'conflict',
    message: 'The limits were changed since they were read.',
    remedy: 'Read them again and repeat the change with the new ETag in If-Match.',
  },
  limit_change_too_early: {
    kind: 'conflict',
    message: 'A higher limit can be confirmed 24 hours after it was asked for, not before (RTS 12D).',
    remedy: 'Confirm it after retryAfterMs; see confirmableFrom of the pending change in GET /v1/limits.',
    retry: true,
  },
  deposit_limit_unanswered: {
    kind: 'conflict',
    message:
      'Before the first deposit the player either sets a deposit limit or decides to have none (RTS 12A).',
    remedy:
      'Set a deposit limit with PUT /v1/limits, or decline one with POST /v1/limits/review; then deposit.',
  },
  exclusion_not_over: {
    kind: 'conflict',
    message: 'A self-exclusion is never ended early, and there is none whose time is over.',
    remedy: 'See until in GET /v1/protection; ask to return after that.',
  },
} as const satisfies ErrorTable;

export const saferGamblingError = errorFactory(saferGamblingErrors);
