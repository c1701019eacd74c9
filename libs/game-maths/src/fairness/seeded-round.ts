import { invariant } from '@croupier/kernel';
import { CryptoRandom, type RandomSource } from '../random.js';

/** HMAC with SHA-256 (RFC 2104): 32 bytes. */
export type Hmac = (key: Uint8Array, text: string) => Uint8Array;

/** What one round is drawn from. Nobody knows all of it in advance: the first is ours, the others the player's. */
export interface RoundSeeds {
  /** 32 bytes, committed to by their SHA-256 before the others are known. */
  readonly serverSeed: Uint8Array;
  /** Printable ASCII; empty if the player chose none. */
  readonly clientSeed: string;
  /** Made of the player and the key that the player gave the request: no two rounds have the same. */
  readonly roundId: string;
  /**
   * How many rounds of the session were refused after they were drawn. A refused round is never drawn the same again, so that
   * nobody learns from its refusal, such as by the time that it took, what its key would have brought.
   */
  readonly refusals: number;
}

/** Bytes of one HMAC. */
const blockBytes = 32;

/**
 * The numbers of one round. Block i, counted from 0, is HMAC-SHA256(serverSeed, `clientSeed:roundId:refusals:i`); the blocks are read
 * byte by byte, a number below a bound as `CryptoRandom` has it: of the fewest bytes that hold the bound, the first byte
 * the highest, and a value at or above the greatest multiple of the bound is passed over. The same request therefore draws
 * the same round, in whatever process, until it is refused.
 */
export function randomOfRound(seeds: RoundSeeds, hmac: Hmac): RandomSource {
  const { serverSeed, clientSeed, roundId, refusals } = seeds;
  return randomOfKey(serverSeed, `${clientSeed}:${roundId}:${refusals}`, hmac);
}

/** The same stream under any label: block i is HMAC-SHA256(key, `label:i`). The key has 32 bytes. */
export function randomOfKey(key: Uint8Array, label: string, hmac: Hmac): RandomSource {
  invariant(key.length === 32, `a server's seed has 32 bytes, not ${key.length}`);
  let block = 0;
  const next = (): Uint8Array => {
    // A copy: used bytes are wiped.
    const bytes = new Uint8Array(hmac(key, `${label}:${block}`));
    block += 1;
    return bytes;
  };
  return new CryptoRandom(next, blockBytes);
}
