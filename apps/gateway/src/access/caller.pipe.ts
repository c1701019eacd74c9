import { commonError } from '@croupier/contracts';
import { invariant } from '@croupier/kernel';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { type Caller, type StaffCaller } from './token-cache.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in; undefined on a public route. */
    caller?: Caller;
    /** Who is signed in at the back office; undefined everywhere else. */
    staff?: StaffCaller;
  }
}

function requestIn(context: ExecutionContext): FastifyRequest {
  return context.switchToHttp().getRequest<FastifyRequest>();
}

/** The signed-in player and the login session. */
export const SignedIn = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = requestIn(context);
  invariant(caller, 'a public route has no caller');
  return caller;
});

/** The signed-in member of staff. */
export const SignedInStaff = createParamDecorator((_: unknown, context: ExecutionContext): StaffCaller => {
  const { staff } = requestIn(context);
  invariant(staff, 'only a guarded route of the back office has a member of staff');
  return staff;
});

/** The Idempotency-Key header, which the edge has checked for the operations that declare it. */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const key = requestIn(context).call.idempotencyKey;
  invariant(key, 'the operation does not declare an idempotency key');
  return key;
});

/** The version in the If-Match header. */
export const ExpectedVersion = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const header = requestIn(context).headers['if-match'];
  const [, version] = /^"([1-9]\d{0,14})"$/.exec(header ?? '') ?? [];
  if (version !== undefined) return Number(version);
  const [code, message] =
    header === undefined
      ? ['missing', 'The If-Match header is missing: send the ETag the change is based on']
      : ['malformed', 'The If-Match header must hold the ETag as it was read: "3"'];
  throw commonError('invalid_request', {
    field: 'If-Match',
    detail: message,
    errors: [{ field: 'If-Match', code, message }],
  });
});
