import { randomBytes } from 'node:crypto';

/** The source of entropy returned something that cannot be random; no outcome may be made of it. */
export class RandomSourceError extends Error {
  override readonly name = 'RandomSourceError';
}

/** Chance of a false alarm at one byte, in powers of two: never in the life of a platform. */
const alarmBits = 60;
/** Every byte is taken to be whole entropy. */
const entropyBits = 8;
/** Bytes of a window of the proportion test. */
const windowBytes = 512;
const startBytes = 1024 * 1024;

/** Equal bytes in a row that are an alarm: 1 + ⌈60 / 8⌉ (NIST SP 800-90B §4.4.1). */
export const repetitionCutoff = 1 + Math.ceil(alarmBits / entropyBits);

/** Times that the first byte of a window may come again in it before it is an alarm (NIST SP 800-90B §4.4.2). */
export const proportionCutoff = ((): number => {
  const share = 2 ** -entropyBits;
  // Of a binomial law, from its end, where all is small.
  let [tail, count, chance] = [0, windowBytes, windowBytes * Math.log2(share)];
  while (count > 0) {
    tail += 2 ** chance;
    if (tail > 2 ** -alarmBits) return count + 1;
    chance += Math.log2(count / (windowBytes - count + 1)) + Math.log2((1 - share) / share);
    count -= 1;
  }
  return windowBytes;
})();

/**
 * The operating system's generator, with every byte of it watched. Once it has failed it stays failed: whoever needs an outcome
 * then gets an error and no other source.
 */
export class Entropy {
  private failure: RandomSourceError | undefined;
  private last = -1;
  private repeated = 0;
  private watched = -1;
  private seen = 0;
  private position = 0;

  /** `source` returns exactly as many unpredictable bytes as it is asked for, or throws. */
  constructor(private readonly source: (size: number) => Uint8Array = randomBytes) {}

  /** @throws RandomSourceError if the source fails, or failed before */
  bytes(size: number): Uint8Array {
    this.refuseIfFailed();
    const block = this.read(size);
    for (const byte of block) this.watch(byte);
    this.refuseIfFailed();
    return block;
  }

  /** Reads a mebibyte and throws it away, before anybody is served. @throws RandomSourceError */
  test(): void {
    this.bytes(startBytes);
  }

  private refuseIfFailed(): void {
    if (this.failure) throw this.failure;
  }

  private read(size: number): Uint8Array {
    try {
      const block = this.source(size);
      if (block.length === size) return block;
      throw new Error(`it gave ${block.length} of ${size} bytes`);
    } catch (error) {
      throw this.fail(error instanceof Error ? error.message : String(error));
    }
  }

  private watch(byte: number): void {
    this.repeated = byte === this.last ? this.repeated + 1 : 1;
    this.last = byte;
    if (this.repeated >= repetitionCutoff) this.fail(`it gave one byte ${this.repeated} times in a row`);
    if (this.position === 0) [this.watched, this.seen] = [byte, 0];
    if (byte === this.watched) this.seen += 1;
    if (this.seen >= proportionCutoff) this.fail(`it gave one byte ${this.seen} times in ${windowBytes}`);
    this.position = (this.position + 1) % windowBytes;
  }

  private fail(reason: string): RandomSourceError {
    this.failure ??= new RandomSourceError(`the source of entropy failed: ${reason}`);
    return this.failure;
  }
}

/** What every outcome of this process comes from. */
export const systemEntropy = new Entropy();
