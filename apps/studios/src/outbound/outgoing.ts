import type { Told, Verb } from '../dialects/calls.js';

/** A call of ours to a studio, as it is written down. */
export interface Outgoing {
  studioId: string;
  verb: Verb;
  /** What it is about; the same verb about the same is one call. */
  subjectId: string;
  told: Told;
  /** It is sent until then at the longest. */
  validUntil: Date;
  /** It is not sent before; at once if it is absent. */
  dueAt?: Date | undefined;
}

/** Longer than an attempt may take, in seconds: whoever takes over, or sends what comes after it, finds it over. */
export const leaseSeconds = 10;

/** A row of `studio_outbound_calls`. */
export interface OutboundRow {
  call_id: string;
  studio_id: string;
  verb: Verb;
  subject_id: string;
  told: Told;
  state: 'waiting' | 'done' | 'refused' | 'withdrawn' | 'given_up';
  refusal: string | null;
  attempts: number;
  trouble: string | null;
  tried_at: Date | null;
  ended_at: Date | null;
  /** By the database's clock. */
  lapsed: boolean;
  /** Since it was written, in seconds. */
  age: number;
}

export const outboundColumns = `call_id, studio_id, verb, subject_id, told, state, refusal, attempts, trouble, tried_at,
  ended_at, valid_until <= clock_timestamp() AS lapsed,
  extract(epoch FROM clock_timestamp() - written_at)::float8 AS age`;

const longestWaitSeconds = 300;

/** Until the next attempt after so many, in seconds: doubling, up to five minutes. */
export function waitAfter(attempts: number): number {
  return Math.min(longestWaitSeconds, 2 ** Math.min(attempts - 1, 20));
}
