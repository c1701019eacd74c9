import { CryptoRandom, Entropy, RandomSource, RandomSourceError } from '@croupier/game-maths';
import { Lifecycle } from '@croupier/runtime';
import { Injectable, type OnModuleInit } from '@nestjs/common';

/** As many bytes as a pocket hardly ever needs more of. */
const roundBytes = 32;

/** What the rounds of tables are drawn from: the watched generator of the system, anew for each. */
@Injectable()
export class TableRandom implements OnModuleInit {
  constructor(
    private readonly entropy: Entropy,
    private readonly lifecycle: Lifecycle,
  ) {}

  /** @throws RandomSourceError if the system's generator is not sound: then the app does not start */
  onModuleInit(): void {
    this.entropy.test();
  }

  /**
   * The numbers of one round. No byte was read before it and none is kept for the next, so that no copy of this process's
   * memory tells a round to come. A draw throws RandomSourceError if the generator fails: then this process takes no more work.
   */
  ofRound(): RandomSource {
    return new CryptoRandom((size) => this.bytes(size), roundBytes);
  }

  private bytes(size: number): Uint8Array {
    try {
      return this.entropy.bytes(size);
    } catch (error) {
      if (error instanceof RandomSourceError) this.lifecycle.unfit(error.message);
      throw error;
    }
  }
}
