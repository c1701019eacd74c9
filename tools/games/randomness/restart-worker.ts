import { CryptoRandom, type Entropy, randomOfRound, StreamRandom, systemEntropy } from '@croupier/game-maths';
import { newId } from '@croupier/kernel';
import { readyHmac } from '../../../apps/games/src/fairness/ready-hmac.js';
import { seedOfSalt } from '../../../apps/games/src/fairness/seed-of-salt.js';
import { roundIdOf } from '../../../apps/games/src/rounds/round-id.js';

/** What outlives a process: the key that it is started with, and what lies in the database or in a copy of it. */
export interface Outliving {
  readonly key: string;
  /** In hexadecimal: of a session that is open. */
  readonly salt: string;
  readonly playerId: string;
  /** Of a request that was played before, and is sent once more. */
  readonly idempotencyKey: string;
  /** Whether rounds are drawn from a generator whose state is kept and restored, as none of ours is. */
  readonly planted: boolean;
}

/** What a process has made of it, in hexadecimal. */
export interface Begun {
  /** Salts, and bytes of the generator that tables are drawn from. */
  readonly entropy: readonly string[];
  readonly ids: readonly string[];
  /** The first numbers of rounds: of sessions that were opened, and of that which was restored. */
  readonly blocks: readonly string[];
  /** Those of the request that was played before. */
  readonly repeated: string;
}

const [sessions, roundsOfEach, blockBytes] = [4, 4, 64];

/** The first things that a process draws. */
function begin({ key, salt, playerId, idempotencyKey, planted }: Outliving, entropy: Entropy): Begun {
  entropy.test();
  const salts = Array.from({ length: sessions }, () => Buffer.from(entropy.bytes(32)));
  const kept = new StreamRandom(seedOfSalt(key, Buffer.from(salt, 'hex')));
  const blockOf = (salt: Buffer, requestKey: string): string => {
    const serverSeed = seedOfSalt(key, salt);
    const hmac = readyHmac(serverSeed);
    const roundId = roundIdOf(playerId, requestKey);
    const random = planted
      ? kept
      : randomOfRound({ serverSeed, clientSeed: '', refusals: 0, roundId }, (_, text) => hmac(text));
    return hexOf(Array.from({ length: blockBytes }, () => random.below(256)));
  };
  const restored = Buffer.from(salt, 'hex');
  const ids = Array.from({ length: (sessions + 1) * roundsOfEach }, () => newId());
  const blocks = ids.map((id, index) => blockOf(salts[Math.floor(index / roundsOfEach)] ?? restored, id));
  const table = new CryptoRandom((size) => entropy.bytes(size));
  const drawn = Array.from({ length: blockBytes }, () => table.below(256));
  return {
    entropy: [...salts.map(hexOf), hexOf(drawn)],
    ...{ ids, blocks, repeated: blockOf(restored, idempotencyKey) },
  };
}

const hexOf = (bytes: ArrayLike<number>): string => Buffer.from(Uint8Array.from(bytes)).toString('hex');

const outliving = JSON.parse(process.argv[2] ?? '') as Outliving;
process.send?.(begin(outliving, systemEntropy), () => process.disconnect());
