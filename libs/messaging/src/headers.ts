/** Time the caller still waits, in ms. A duration, never a wall time: clocks of two machines differ. */
export const timeLeftHeader = 'Croupier-Time-Left-Ms';
/**
 * When the ask was sent, in ms of the asker's own clock that is never set (from any start). Compared with its other
 * asks only, the ones with the same reply subject up to the last dot: so it is seen how long one lay on its way.
 */
export const sentHeader = 'Croupier-Sent-Ms';
/** The caller's idempotency key, for logs; a money command also carries its own external id in the body. */
export const idempotencyHeader = 'Croupier-Idempotency-Key';
/** On whose behalf: `player:<id>`, `staff:<id>`, `provider:<name>`, `system:<service>`. A claim; see the next. */
export const actorHeader = 'Croupier-Actor';
/** The gateway's signed word for the actor; see `actor-proof.ts`. */
export const actorProofHeader = 'Croupier-Actor-Proof';
/** W3C trace context. */
export const traceHeader = 'traceparent';
/** On a fact: the stream had all facts of its service's outbox up to this id before this one. */
export const throughHeader = 'Croupier-Outbox-Through';
/** On a fact: none above this id of the outbox was told before it, by whoever told it. */
export const toldHeader = 'Croupier-Outbox-Told';
/** On a fact that is read again: its id in the outbox. */
export const idHeader = 'Croupier-Outbox-Id';
/** Present on a reply that refuses; its body is then an `ErrorBody`. */
export const errorHeader = 'Croupier-Error';

/** Present on a message that is several: asks on one subject, or answers to such. See `pack.ts`. */
export const packHeader = 'Croupier-Pack';

/** The body of a refusing reply. */
export interface ErrorBody {
  code: string;
  kind: string;
  message: string;
  remedy: string;
  retry: boolean;
  field?: string;
  detail?: string;
  retryAfterMs?: number;
  errors?: { field: string; code: string; message: string }[];
}
