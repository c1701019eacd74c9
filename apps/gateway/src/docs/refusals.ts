import { type MessageClass } from '@croupier/kernel';
import { type OperationOptions } from '../edge/operation.js';

/** What of a route decides how it can be refused. */
export interface OperationShape {
  open: boolean;
  operation?: OperationOptions;
  body?: MessageClass;
  query?: MessageClass;
  path?: MessageClass;
}

const everywhere = [
  'rate_limited',
  'service_unavailable',
  'outcome_unknown',
  'overloaded',
  'deadline_spent',
  'internal',
];

/** Every code an operation may be refused with: its ask's own, and those that follow from its form. */
export function codesOf({ open, operation, body, query, path }: OperationShape): string[] {
  const reads = body !== undefined || operation?.rawBody === true;
  const checked = body ?? query ?? path ?? operation?.idempotencyKey ?? operation?.etag === 'required';
  const codes = [
    ...(checked ? ['invalid_request'] : []),
    ...(body ? ['malformed_json', 'unsupported_media_type'] : []),
    ...(reads ? ['payload_too_large'] : []),
    ...(operation?.idempotencyKey ? ['idempotency_key_required'] : []),
    ...(open ? [] : ['unauthenticated']),
    ...(operation?.roles ? ['forbidden'] : []),
    ...(operation?.ask.errors ?? []),
    ...(operation?.errors ?? []),
    ...everywhere,
  ];
  return [...new Set(codes)];
}
