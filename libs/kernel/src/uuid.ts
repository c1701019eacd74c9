import * as crypto from 'node:crypto';

type UuidV7 = () => string;

/** Built into Node 24.21; @types/node does not declare it yet. */
export const randomUUIDv7 = (crypto as unknown as { randomUUIDv7: UuidV7 }).randomUUIDv7;
