import { errorFactory, type ErrorTable } from '../errors.js';

export const paymentsErrors = {
  provider_unavailable: {
    kind: 'unavailable',
    message: 'The payment provider does not answer. No money was moved.',
    remedy: 'Send the same request again, with the same idempotency key, after Retry-After.',
    retry: true,
  },
  amount_out_of_range: {
    kind: 'invalid',
    message: 'The payment method does not take this amount.',
    remedy: 'See minimum and maximum of the method in GET /v1/payment-methods.',
  },
  unknown_method: {
    kind: 'invalid',
    message: 'There is no such payment method for this player.',
    remedy: 'See GET /v1/payment-methods.',
  },
  webhook_refused: {
    kind: 'unauthenticated',
    message: 'The webhook is not signed by the provider, or too old.',
    remedy: 'Sign the raw body with the shared secret and send it within five minutes.',
  },
  not_in_review: {
    kind: 'conflict',
    message: 'The withdrawal does not wait for a decision, or another one was made.',
    remedy: 'Read it again to see where it stands.',
  },
} as const satisfies ErrorTable;

export const paymentsError = errorFactory(paymentsErrors);
