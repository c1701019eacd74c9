import { createHmac } from 'node:crypto';

/** The server's seed: 32 bytes that nobody can tell who has not both the key of the processes and the salt. */
export function seedOfSalt(key: string, salt: Uint8Array): Buffer {
  return createHmac('sha256', key).update(salt).digest();
}
