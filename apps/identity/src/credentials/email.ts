import { createHmac } from 'node:crypto';

/** One spelling of an e-mail address for each mailbox: `Ada@Example.org ` and `ada@example.org` are the same. */
export function normaliseEmail(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase();
}

/** What is stored in place of an address: HMAC-SHA-256 under a key the database does not have, in base64url. */
export function emailIndex(key: Buffer, email: string): string {
  return createHmac('sha256', key).update(normaliseEmail(email)).digest('base64url');
}
