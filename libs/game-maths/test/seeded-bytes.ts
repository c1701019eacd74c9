import { createCipheriv } from 'node:crypto';

/** A repeatable source of bytes for tests: the key stream of AES in counter mode, keyed by a 32-bit seed. */
export function seededBytes(seed: number): (size: number) => Uint8Array {
  const key = Buffer.alloc(16);
  key.writeInt32BE(seed | 0);
  const cipher = createCipheriv('aes-128-ctr', key, Buffer.alloc(16));
  return (size) => cipher.update(new Uint8Array(size));
}
