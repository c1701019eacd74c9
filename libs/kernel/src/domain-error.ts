/** What sort of refusal an error is; the edge derives the HTTP status from it. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'limit'
  | 'unavailable'
  | 'internal';

/** One row of a domain's error table. */
export interface ErrorRow {
  kind: ErrorKind;
  /** What happened, in one sentence for a developer. */
  message: string;
  /** What the caller can do about it. */
  remedy: string;
  /** True if the same request may pass later without a change. */
  retry?: boolean;
  /** HTTP status, where the one that follows from the kind would mislead. */
  status?: number;
}

/** The facts of one occurrence: which input is at fault, when to try again. */
export interface ErrorFacts {
  /** Path of the offending member: `stake.amount`. */
  field?: string;
  /** This occurrence in words; never personal data. */
  detail?: string;
  retryAfterMs?: number;
  /** Every offending member, where there is more than one. */
  errors?: FieldError[];
  cause?: unknown;
}

export interface FieldError {
  field: string;
  /** Stable code of what is wrong with the field: `unknown_field`, `not_an_integer`. */
  code: string;
  message: string;
}

/** An expected refusal with a stable code from a contract's error table. Travels between services unchanged. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly kind: ErrorKind;
  readonly retry: boolean;
  readonly remedy: string;
  readonly field?: string;
  readonly detail?: string;
  readonly retryAfterMs?: number;
  readonly errors?: FieldError[];

  constructor(
    readonly code: string,
    row: ErrorRow,
    facts: ErrorFacts = {},
  ) {
    super(row.message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.kind = row.kind;
    this.retry = row.retry ?? false;
    this.remedy = row.remedy;
    this.field = facts.field;
    this.detail = facts.detail;
    this.retryAfterMs = facts.retryAfterMs;
    this.errors = facts.errors;
  }
}
