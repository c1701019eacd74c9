import { createHash } from 'node:crypto';

/** SHA-256 over what the caller decided: a repeat of an idempotency key must bring the same. */
export function fingerprintOf(...intent: (string | number | undefined)[]): string {
  return createHash('sha256')
    .update(JSON.stringify(intent.map((part) => part ?? null)))
    .digest('hex');
}
