import { hmac } from '@noble/hashes/hmac';
import { sha256 } from '@noble/hashes/sha2';

/**
 * What the verifier's code asks of `node:crypto`, in a browser: SHA-256 and its HMAC by a library, which answer at once, as the
 * browser's own do not. Whatever draws at random is missing: here nothing is drawn, only derived.
 */
class Sha256 {
  private readonly hash = sha256.create();

  update(data: string | Uint8Array, _encoding?: string): this {
    this.hash.update(bytesOf(data));
    return this;
  }

  digest(): Digest;
  digest(encoding: 'hex'): string;
  digest(encoding?: 'hex'): Digest | string {
    const bytes = Digest.from(this.hash.digest()) as Digest;
    return encoding === undefined ? bytes : bytes.toString();
  }
}

/** A hash, with what our code asks of Node's bytes. */
class Digest extends Uint8Array {
  readUInt8(at: number): number {
    return this[at] ?? 0;
  }

  /** In hex, whatever is asked for. */
  override toString(_encoding?: 'hex', from = 0, to = this.length): string {
    return Array.from(this.slice(from, to), (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
}

/** @throws RangeError for another hash than SHA-256 */
export function createHash(name: string): Sha256 {
  if (name !== 'sha256') throw new RangeError(`there is no ${name} here`);
  return new Sha256();
}

export function hmacSha256(key: Uint8Array, text: string): Uint8Array {
  return hmac(sha256, key, bytesOf(text));
}

/** @throws Error: nothing is drawn here */
export function randomBytes(_size: number): Uint8Array {
  throw new Error('nothing is drawn here');
}

export interface Cipheriv {
  update(bytes: Uint8Array): Uint8Array<ArrayBuffer>;
}

/** @throws Error: nothing is simulated here */
export function createCipheriv(_name: string, _key: Uint8Array, _iv: Uint8Array): Cipheriv {
  throw new Error('nothing is simulated here');
}

export const randomUUIDv7 = randomBytes;

function bytesOf(data: string | Uint8Array): Uint8Array {
  return typeof data === 'string' ? new TextEncoder().encode(data) : data;
}
