import { DomainError, type ErrorKind } from '@croupier/kernel';
import { type ErrorBody } from './headers.js';

/** How a refusal travels. Its cause stays behind: it may hold what the caller must not see. */
export function toErrorBody(error: DomainError): ErrorBody {
  const { code, kind, message, remedy, retry, field, detail, retryAfterMs, errors } = error;
  return { code, kind, message, remedy, retry, field, detail, retryAfterMs, errors };
}

/** The refusal as its service threw it. */
export function fromErrorBody(body: ErrorBody): DomainError {
  const { code, kind, message, remedy, retry, ...facts } = body;
  return new DomainError(code, { kind: kind as ErrorKind, message, remedy, retry }, facts);
}
