import { commonError, type commonErrors, errorCatalogue } from '@croupier/contracts';
import { DomainError, type ErrorKind } from '@croupier/kernel';
import { HttpException } from '@nestjs/common';

/** RFC 9457 problem details, with our extension members. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: string;
  remedy: string;
  traceId: string;
  retryAfterMs?: number;
  errors?: { pointer: string; code: string; message: string }[];
}

const statusByKind: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  limit: 403,
  unavailable: 503,
  internal: 500,
};

/** HTTP status of an error code: from its row in the catalogue, else from its kind. */
export function statusOf(code: string, kind: ErrorKind): number {
  return errorCatalogue[code]?.status ?? statusByKind[kind];
}

/** Whatever was thrown, as the refusal a caller may see. What is not a refusal is `internal`, without detail. */
export function refusalOf(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  const status = error instanceof HttpException ? error.getStatus() : statusMember(error);
  const byStatus: Record<number, keyof typeof commonErrors> = {
    400: 'malformed_json',
    401: 'unauthenticated',
    403: 'forbidden',
    404: 'not_found',
    405: 'method_not_allowed',
    413: 'payload_too_large',
    415: 'unsupported_media_type',
    429: 'rate_limited',
  };
  return commonError(byStatus[status] ?? 'internal', { cause: error });
}

export function problemOf(refusal: DomainError, instance: string, traceId: string): Problem {
  return {
    type: `/docs/errors#${refusal.code}`,
    title: refusal.message,
    status: statusOf(refusal.code, refusal.kind),
    detail: refusal.kind === 'internal' ? refusal.message : (refusal.detail ?? refusal.message),
    instance,
    code: refusal.code,
    remedy: refusal.remedy,
    traceId,
    ...(refusal.retryAfterMs === undefined ? {} : { retryAfterMs: refusal.retryAfterMs }),
    ...(refusal.errors === undefined ? {} : { errors: refusal.errors.map(pointed) }),
  };
}

/** Whole seconds for Retry-After; undefined where trying again unchanged makes no sense. */
export function retryAfterSeconds(refusal: DomainError): number | undefined {
  if (!refusal.retry) return undefined;
  return Math.max(1, Math.ceil((refusal.retryAfterMs ?? 1000) / 1000));
}

function pointed(error: { field: string; code: string; message: string }): {
  pointer: string;
  code: string;
  message: string;
} {
  return { pointer: `/${error.field.replaceAll('.', '/')}`, code: error.code, message: error.message };
}

function statusMember(error: unknown): number {
  if (typeof error !== 'object' || error === null) return 500;
  const status = 'statusCode' in error ? error.statusCode : 500;
  return typeof status === 'number' ? status : 500;
}
