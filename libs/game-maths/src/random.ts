import { assertBound } from './bound.js';
import { RandomSourceError, systemEntropy } from './entropy.js';

const usualBlockBytes = 1024;

/** Fewer than half of all values are ever rejected, so a sound source gets here once in 2^128 draws. */
const rejectionLimit = 128;

/** Where every outcome of a game comes from. */
export abstract class RandomSource {
  /** A uniform integer in [0, bound); `bound` is an integer from 1 to 2^32. */
  abstract below(bound: number): number;
}

/** A record does not fit the round that it is said to have produced. */
export class ReplayError extends Error {
  override readonly name = 'ReplayError';
}

/** One question to the source and its answer, in the order of play. */
export interface Draw {
  readonly bound: number;
  readonly value: number;
}

/**
 * Integers from the operating system's generator, without modulo bias: a value of the fewest bytes that hold
 * the bound is kept only below the greatest multiple of the bound. An error of the source reaches the caller;
 * there is no second source to fall back to.
 */
export class CryptoRandom extends RandomSource {
  private block: Uint8Array = new Uint8Array(0);
  private used = 0;

  /** `source` returns exactly the number of unpredictable bytes it is asked for, or throws; it is asked for a block at a time. */
  constructor(
    private readonly source: (size: number) => Uint8Array = (size) => systemEntropy.bytes(size),
    private readonly blockBytes = usualBlockBytes,
  ) {
    super();
  }

  below(bound: number): number {
    assertBound(bound);
    const width = bound <= 2 ** 8 ? 1 : bound <= 2 ** 16 ? 2 : bound <= 2 ** 24 ? 3 : 4;
    const span = 2 ** (8 * width);
    const limit = span - (span % bound);
    for (let attempt = 0; attempt < rejectionLimit; attempt += 1) {
      const value = this.take(width);
      if (value < limit) return value % bound;
    }
    throw new RandomSourceError(`${rejectionLimit} values in a row were out of range: the source is stuck`);
  }

  /** A used byte is wiped, so that a later look at the memory does not tell past outcomes. */
  private take(width: number): number {
    let value = 0;
    for (let taken = 0; taken < width; taken += 1) {
      if (this.used === this.block.length) this.refill();
      value = value * 256 + (this.block[this.used] ?? 0);
      this.block[this.used] = 0;
      this.used += 1;
    }
    return value;
  }

  private refill(): void {
    const block = this.source(this.blockBytes);
    if (block.length !== this.blockBytes) {
      throw new RandomSourceError(`the source gave ${block.length} of ${this.blockBytes} bytes`);
    }
    this.block = block;
    this.used = 0;
  }
}

/** Passes draws on and keeps them, so that the round can be derived again. */
export class RecordingRandom extends RandomSource {
  private readonly log: Draw[] = [];

  constructor(private readonly source: RandomSource) {
    super();
  }

  below(bound: number): number {
    const value = this.source.below(bound);
    this.log.push({ bound, value });
    return value;
  }

  /** All draws so far, oldest first. */
  get draws(): readonly Draw[] {
    return [...this.log];
  }
}

/** Plays recorded draws back, oldest first, and refuses a question that differs from the recorded one. */
export class ReplayRandom extends RandomSource {
  private next = 0;

  constructor(private readonly draws: readonly Draw[]) {
    super();
  }

  /** @throws ReplayError if the record has ended, was made for another bound or holds an impossible value. */
  below(bound: number): number {
    assertBound(bound);
    const draw = this.draws[this.next];
    if (draw === undefined) throw new ReplayError(`the record ends after ${this.draws.length} draws`);
    if (draw.bound !== bound) {
      throw new ReplayError(`draw ${this.next} was recorded below ${draw.bound}, not below ${bound}`);
    }
    if (!Number.isInteger(draw.value) || draw.value < 0 || draw.value >= bound) {
      throw new ReplayError(`draw ${this.next} holds ${draw.value}, which is not in [0, ${bound})`);
    }
    this.next += 1;
    return draw.value;
  }

  /** Draws that were not asked for yet. */
  get remaining(): number {
    return this.draws.length - this.next;
  }
}
