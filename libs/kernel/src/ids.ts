import { createHash } from 'node:crypto';
import { randomUUIDv7 } from './uuid.js';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type RoundId = Branded<'RoundId'>;
export type GameSessionId = Branded<'GameSessionId'>;
export type TransactionId = Branded<'TransactionId'>;

/** A new time-ordered id (UUID version 7, RFC 9562), so that an index on it grows at one end. */
export function newId<Id extends string = string>(): Id {
  return randomUUIDv7() as Id;
}

/**
 * The id a text stands for: a UUID of version 8 (RFC 9562, free form) made of the first bits of SHA-256. The same text
 * names the same thing without anything being stored.
 */
export function idFrom<Id extends string = string>(text: string): Id {
  const bytes = createHash('sha256').update(text, 'utf8').digest();
  bytes[6] = (bytes.readUInt8(6) & 0x0f) | 0x80;
  bytes[8] = (bytes.readUInt8(8) & 0x3f) | 0x80;
  const hex = bytes.toString('hex', 0, 16);
  const groups = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return groups.join('-') as Id;
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** True for the canonical lower-case text of a UUID. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && uuidPattern.test(value);
}
