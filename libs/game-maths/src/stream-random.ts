import { createCipheriv, type Cipheriv } from 'node:crypto';
import { invariant } from '@croupier/kernel';
import { assertBound } from './bound.js';
import { RandomSource } from './random.js';

const blockBytes = 64 * 1024;
const zeros = new Uint8Array(blockBytes);
const twoTo32 = 2 ** 32;
// A module's own name is found faster than a global where tests run modules in a context of their own.
const { floor } = Math;
/** Up to here the product of a bound and 32 bits is exact in a double. */
const highestFastBound = 2 ** 21;

/**
 * A repeatable stream of numbers for simulations: AES-128 in counter mode, keyed by a seed. As even as the source of
 * real rounds (the same seed gives the same numbers, so no real round may be made of it), and many times as fast.
 */
export class StreamRandom extends RandomSource {
  private readonly cipher: Cipheriv;
  private words = new Uint32Array(0);
  private used = 0;

  /** `seed` is 32 bytes: the key, and where the counter begins. */
  constructor(seed: Uint8Array) {
    super();
    invariant(seed.length === 32, `a seed has 32 bytes, not ${seed.length}`);
    this.cipher = createCipheriv('aes-128-ctr', seed.subarray(0, 16), seed.subarray(16));
  }

  /** Multiplies and rejects, which takes no division (D. Lemire, "Fast random integer generation in an interval", 2019). */
  below(bound: number): number {
    if (!(bound >= 1 && bound <= highestFastBound && floor(bound) === bound)) return this.belowAny(bound);
    for (;;) {
      const product = this.word() * bound;
      const high = floor(product / twoTo32);
      const low = product - high * twoTo32;
      if (low >= bound || low >= twoTo32 % bound) return high;
    }
  }

  private belowAny(bound: number): number {
    assertBound(bound);
    const limit = twoTo32 - (twoTo32 % bound);
    for (;;) {
      const word = this.word();
      if (word < limit) return word % bound;
    }
  }

  /** The next 32 bits. */
  protected word(): number {
    if (this.used === this.words.length) {
      const block = this.cipher.update(zeros);
      this.words = new Uint32Array(block.buffer, block.byteOffset, blockBytes / 4);
      this.used = 0;
    }
    const word = this.words[this.used] ?? 0;
    this.used += 1;
    return word;
  }
}
