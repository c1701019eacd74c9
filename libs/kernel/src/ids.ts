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

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** True for the canonical lower-case text of a UUID. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && uuidPattern.test(value);
}
