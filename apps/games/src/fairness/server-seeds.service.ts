import { createHash, createHmac } from 'node:crypto';
import { commonError } from '@croupier/contracts';
import {
  Entropy,
  type Hmac,
  randomOfRound,
  RandomSourceError,
  type RandomSource,
} from '@croupier/game-maths';
import { Lifecycle } from '@croupier/runtime';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { GamesConfig } from '../games.config.js';
import { readyHmac } from './ready-hmac.js';
import { seedOfSalt } from './seed-of-salt.js';

/** What a session's rounds are drawn from, as it is stored. */
export interface SessionSeeds {
  /** 32 bytes; with the key of the processes they make the server's seed. */
  readonly salt: Buffer;
  readonly clientSeed: string;
  readonly refusals: number;
}

interface MadeOfSalt {
  seed: Buffer;
  hash: Buffer;
  hmac: ReturnType<typeof readyHmac>;
}

export const hmac: Hmac = (key, text) => createHmac('sha256', key).update(text).digest();

/** The server's half of what rounds are drawn from. */
@Injectable()
export class ServerSeeds implements OnModuleInit {
  /** Of the salts of sessions that are in memory, and for as long as they are: each round needs both, and they never change. */
  private readonly made = new WeakMap<Buffer, MadeOfSalt>();

  constructor(
    private readonly config: GamesConfig,
    private readonly entropy: Entropy,
    private readonly lifecycle: Lifecycle,
  ) {}

  /** @throws RandomSourceError if the system's generator is not sound: then the app does not start */
  onModuleInit(): void {
    this.entropy.test();
  }

  /**
   * A salt that no seed was made of yet.
   * @throws DomainError `service_unavailable` if the system's generator fails: then there is no session, and this process
   *   takes no more work
   */
  newSalt(): Buffer {
    try {
      return Buffer.from(this.entropy.bytes(32));
    } catch (error) {
      if (!(error instanceof RandomSourceError)) throw error;
      this.lifecycle.unfit(error.message);
      throw commonError('service_unavailable', { detail: 'No game can be opened.' });
    }
  }

  /** 32 bytes that nobody can tell who has not both the salt and the key. */
  seedOf(salt: Buffer): Buffer {
    return this.madeOf(salt).seed;
  }

  /** What is shown of a seed before it is retired. */
  hashOf(salt: Buffer): Buffer {
    return this.madeOf(salt).hash;
  }

  /** The numbers of one round of a session. */
  randomFor({ salt, ...seeds }: SessionSeeds, roundId: string): RandomSource {
    const { seed, hmac } = this.madeOf(salt);
    return randomOfRound({ serverSeed: seed, ...seeds, roundId }, (_, text) => hmac(text));
  }

  private madeOf(salt: Buffer): MadeOfSalt {
    const known = this.made.get(salt);
    if (known) return known;
    const seed = seedOfSalt(this.config.SEED_KEY, salt);
    const hash = createHash('sha256').update(seed).digest();
    const made = { seed, hash, hmac: readyHmac(seed) };
    this.made.set(salt, made);
    return made;
  }
}
