import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';

/** Cost of a hash; the least that OWASP recommends for argon2id is 19 MiB, two passes, one lane. */
export interface Argon2Cost {
  memoryKib: number;
  passes: number;
  lanes: number;
}

export const presentCost: Argon2Cost = { memoryKib: 19_456, passes: 2, lanes: 1 };

const saltBytes = 16;
const hashBytes = 32;
const phc =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{22,86})\$([A-Za-z0-9+/]{43})$/;

/** Hashes a new password off the main thread. @returns a PHC string; the pepper is not in it. */
export async function hashPassword(
  password: string,
  pepper: Buffer,
  cost: Argon2Cost = presentCost,
): Promise<string> {
  const salt = randomBytes(saltBytes);
  const hash = await derive(password, salt, pepper, cost);
  const parameters = `m=${cost.memoryKib},t=${cost.passes},p=${cost.lanes}`;
  return `$argon2id$v=19$${parameters}$${unpadded(salt)}$${unpadded(hash)}`;
}

/** True if the PHC string was made from this password and pepper. @throws Error if it is not a PHC string. */
export async function verifyPassword(password: string, pepper: Buffer, encoded: string): Promise<boolean> {
  const { cost, salt, hash } = parse(encoded);
  return timingSafeEqual(await derive(password, salt, pepper, cost), hash);
}

/** True if a password that has just been verified should be hashed again at the present cost. */
export function isOutdated(encoded: string): boolean {
  const { cost } = parse(encoded);
  return Object.entries(presentCost).some(([name, value]) => cost[name as keyof Argon2Cost] !== value);
}

function parse(encoded: string): { cost: Argon2Cost; salt: Buffer; hash: Buffer } {
  const match = phc.exec(encoded);
  if (!match) throw new Error('a stored password hash is not a PHC string of argon2id');
  const [, memory, passes, lanes, salt = '', hash = ''] = match;
  return {
    cost: { memoryKib: Number(memory), passes: Number(passes), lanes: Number(lanes) },
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
}

function derive(password: string, nonce: Buffer, secret: Buffer, cost: Argon2Cost): Promise<Buffer> {
  // One text for each password, however the keyboard composes its accents.
  const message = Buffer.from(password.normalize('NFKC'));
  const { memoryKib: memory, passes, lanes: parallelism } = cost;
  const parameters = { message, nonce, secret, memory, passes, parallelism, tagLength: hashBytes };
  return new Promise((resolve, reject) => {
    argon2('argon2id', parameters, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
