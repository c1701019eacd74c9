import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { type RegistrationEntity } from './registration.entity.js';

const validMs = 24 * 60 * 60 * 1000;
const maximumAttempts = 5;
/** How long the same code is answered again, for a client that lost the first answer. */
const repeatMs = 10 * 60 * 1000;

/** What a code does: `confirm`, `repeat` an earlier confirmation, `miss` (count it), or nothing at all. */
export type Verdict = 'confirm' | 'repeat' | 'miss' | 'refuse';

/** Six digits, each value equally likely. */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/** A million codes are tried in no time, so the stored hash has a key and belongs to one registration. */
export function codeHash(key: Buffer, registrationId: string, code: string): string {
  return createHmac('sha256', key).update(`code:${registrationId}:${code}`).digest('base64url');
}

export interface Confirmation {
  /** As stored, locked; undefined if there is no such registration. */
  registration: RegistrationEntity | undefined;
  /** Hash of the code that was given. */
  given: string;
  /** True if a later registration of the same address has its code: only the newest code counts. */
  superseded: boolean;
  now: Date;
}

export function judge({ registration, given, superseded, now }: Confirmation): Verdict {
  if (!registration || registration.sentAt === null) return 'refuse';
  if (registration.attempts >= maximumAttempts) return 'refuse';
  const right = timingSafeEqual(Buffer.from(registration.codeHash), Buffer.from(given));
  if (registration.confirmedAt !== null) {
    if (now.getTime() >= registration.confirmedAt.getTime() + repeatMs) return 'refuse';
    return right ? 'repeat' : 'miss';
  }
  if (superseded || now.getTime() >= registration.createdAt.getTime() + validMs) return 'refuse';
  return right && !registration.decoy ? 'confirm' : 'miss';
}
