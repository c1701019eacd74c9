import { createHash, randomBytes } from 'node:crypto';
import { isUuid } from '@croupier/kernel';

/** An enrolment token is good for so long. */
export const enrolmentMs = 24 * 60 * 60 * 1000;

const form = /^e1\.([0-9a-f-]{36})\.[A-Za-z0-9_-]{43}$/;

/** An enrolment token: `e1.<staff id>.<32 random bytes>`. Only its hash is stored. */
export function newEnrolmentToken(staffId: string): string {
  return `e1.${staffId}.${randomBytes(32).toString('base64url')}`;
}

/** The account a token names; undefined for anything that is not of its form. */
export function staffIdOf(token: string): string | undefined {
  const id = form.exec(token)?.[1];
  return isUuid(id) ? id : undefined;
}

/** The token has 256 random bits: a plain hash cannot be guessed back. */
export function enrolmentHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
