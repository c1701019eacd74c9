import { CryptoRandom, Entropy, RandomSource } from '@croupier/game-maths';
import { Lifecycle } from '@croupier/runtime';
import { ServerSeeds, type SessionSeeds } from '../../../apps/games/src/fairness/server-seeds.service.js';
import { GamesConfig } from '../../../apps/games/src/games.config.js';
import { roundIdOf } from '../../../apps/games/src/rounds/round-id.js';

/** As much as a long round asks for, before the next is begun. */
const drawsOfRound = 64;
const roundsOfSession = 256;
const playerId = '01a20a46-f71b-7904-908a-daa2e0b5fc68';

/** Numbers as games draw them. */
export interface Stream {
  readonly name: string;
  readonly random: RandomSource;
}

/**
 * What instant rounds and rounds with decisions are drawn from, by the service's own way there: a salt of the watched generator makes
 * the server's seed of a session, and that with the player's part and the round's id its numbers. Round after round follows
 * another, each from its first number on, so that what is looked at is what players get.
 * @throws RandomSourceError if the generator is not sound
 */
export class RoundsRandom extends RandomSource {
  private readonly server: ServerSeeds;
  private session: SessionSeeds | undefined;
  private rounds = 0;
  private round: RandomSource | undefined;
  private drawn = 0;

  constructor(entropy: Entropy, key: string) {
    super();
    this.server = new ServerSeeds(
      Object.assign(new GamesConfig(), { SEED_KEY: key }),
      entropy,
      new Lifecycle(),
    );
    this.server.onModuleInit();
  }

  below(bound: number): number {
    if (this.round === undefined || this.drawn === drawsOfRound) this.round = this.next();
    this.drawn += 1;
    return this.round.below(bound);
  }

  private next(): RandomSource {
    if (this.session === undefined || this.rounds % roundsOfSession === 0)
      this.session = { salt: this.server.newSalt(), clientSeed: `player's own ${this.rounds}`, refusals: 0 };
    this.rounds += 1;
    this.drawn = 0;
    return this.server.randomFor(this.session, roundIdOf(playerId, `round-${this.rounds}`));
  }
}

/** What tables are drawn from, and salts. @throws RandomSourceError if the generator is not sound */
export function systemRandom(entropy: Entropy): RandomSource {
  entropy.test();
  return new CryptoRandom((size) => entropy.bytes(size));
}

/** Bytes of a source as they are, watched once more on their way out. */
export function watchedBytes(random: RandomSource): (size: number) => Uint8Array {
  const watch = new Entropy((size) => {
    const block = new Uint8Array(size);
    for (let index = 0; index < size; index += 1) block[index] = random.below(256);
    return block;
  });
  return (size) => watch.bytes(size);
}
