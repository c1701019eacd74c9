import { DomainError, type ErrorFacts, type ErrorRow } from '@croupier/kernel';

export type ErrorTable = Record<string, ErrorRow>;

/** A table's thrower: `walletError('insufficient_funds', { field: 'stake' })`. */
export type ErrorFactory<Code extends string> = (code: Code, facts?: ErrorFacts) => DomainError;

export function errorFactory<Table extends ErrorTable>(table: Table): ErrorFactory<keyof Table & string> {
  return (code, facts) => new DomainError(code, table[code] as ErrorRow, facts);
}

/** Refusals that any ask or any HTTP request may meet. */
export const commonErrors = {
  invalid_request: {
    kind: 'invalid',
    message: 'The request does not have the declared form.',
    remedy: 'Correct the members listed in `errors` and send the request again.',
  },
  malformed_json: {
    kind: 'invalid',
    message: 'The body is not valid JSON.',
    remedy: 'Send a JSON object with Content-Type: application/json.',
  },
  unsupported_media_type: {
    kind: 'invalid',
    status: 415,
    message: 'The body is of a type this API does not read.',
    remedy: 'Send Content-Type: application/json.',
  },
  payload_too_large: {
    kind: 'invalid',
    status: 413,
    message: 'The body is over 64 KiB.',
    remedy: 'Send a smaller body.',
  },
  idempotency_key_required: {
    kind: 'invalid',
    message: 'A request that moves money needs an Idempotency-Key header.',
    remedy:
      'Send a key of 8 to 64 characters from A-Z a-z 0-9 _ -, new for each new intent, the same for a retry.',
  },
  idempotency_key_reused: {
    kind: 'conflict',
    status: 422,
    message: 'This idempotency key was used before with another request.',
    remedy: 'Use a new key for a new intent; repeat a request unchanged to learn its result.',
  },
  not_found: {
    kind: 'not_found',
    message: 'There is no such thing, or it is not yours.',
    remedy: 'Check the path and the id.',
  },
  method_not_allowed: {
    kind: 'not_found',
    status: 405,
    message: 'The path exists but not with this method.',
    remedy: 'See the API documentation at /docs.',
  },
  unauthenticated: {
    kind: 'unauthenticated',
    message: 'The request carries no valid access token.',
    remedy: 'Sign in, or refresh the session, and send Authorization: Bearer <access token>.',
  },
  forbidden: {
    kind: 'forbidden',
    message: 'The token does not allow this.',
    remedy: 'Use an account that may do this.',
  },
  actor_not_proven: {
    kind: 'forbidden',
    message: 'The service that was asked has no proof of who acts, or of somebody else. Nothing was done.',
    remedy: 'Act through the API; a service hands on the proof that it was asked with, while that is valid.',
  },
  rate_limited: {
    kind: 'limit',
    status: 429,
    message: 'Too many requests.',
    remedy: 'Wait for the seconds given in Retry-After.',
    retry: true,
  },
  service_unavailable: {
    kind: 'unavailable',
    message: 'A service this request needs does not answer. Nothing was done.',
    remedy: 'Send the same request again, with the same idempotency key, after Retry-After.',
    retry: true,
  },
  outcome_unknown: {
    kind: 'unavailable',
    message: 'No answer came in time; the request may or may not have been carried out.',
    remedy: 'Send the same request again with the same idempotency key to learn its result.',
    retry: true,
  },
  overloaded: {
    kind: 'unavailable',
    message: 'The service has more work than it accepts. Nothing was done.',
    remedy: 'Send the same request again after Retry-After.',
    retry: true,
  },
  deadline_spent: {
    kind: 'unavailable',
    message: 'The time for this request was spent before it was carried out. Nothing was done.',
    remedy: 'Send the same request again with the same idempotency key.',
    retry: true,
  },
  internal: {
    kind: 'internal',
    message: 'Something went wrong on our side.',
    remedy: 'Send the same request again with the same idempotency key; report the trace id if it stays.',
    retry: true,
  },
} as const satisfies ErrorTable;

export const commonError = errorFactory(commonErrors);
