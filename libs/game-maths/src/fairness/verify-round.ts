import { canonicalJson } from '../canonical-json.js';
import { type Draw, RecordingRandom } from '../random.js';
import { jackpotChecks } from '../jackpots/verify.js';
import { comparisons, definitionCheck, derive } from './derive-round.js';
import type { Hashes, ProvenRound, RoundCheck } from './proven-round.js';
import { randomOfRound } from './seeded-round.js';

/**
 * Derives a round again from seeds and definition alone and compares it with what was played. Every check is there, those
 * that cannot be made as ones that do not hold.
 */
export function verifyRound(round: ProvenRound, { hmac, sha256 }: Hashes): RoundCheck[] {
  const seed = seedOf(round, sha256);
  const definition = definitionCheck(round);
  if (seed.serverSeed === undefined || !definition.holds) return [seed.check, definition];
  const { serverSeed } = seed;
  const { clientSeed, roundId, refusals } = round;
  const random = new RecordingRandom(randomOfRound({ serverSeed, clientSeed, roundId, refusals }, hmac));
  try {
    const derived = derive(round, random);
    const jackpot = jackpotChecks(round, { hmac, sha256 });
    return [
      seed.check,
      definition,
      drawsCheck(round, random.draws),
      ...comparisons(round, derived),
      ...jackpot,
    ];
  } catch (error) {
    // Whatever a forged or damaged record leads to, the record is at fault.
    const detail = `cannot be derived: ${error instanceof Error ? error.message : String(error)}`;
    return [seed.check, definition, { what: 'draws', holds: false, detail }];
  }
}

function seedOf(
  { serverSeed, serverSeedHash }: ProvenRound,
  sha256: Hashes['sha256'],
): { check: RoundCheck; serverSeed?: Uint8Array } {
  const what = 'seed';
  if (serverSeed === undefined)
    return { check: { what, holds: false, detail: 'the server has not shown its seed yet' } };
  if (!/^[0-9a-f]{64}$/.test(serverSeed))
    return { check: { what, holds: false, detail: 'the seed is not 32 bytes in hex' } };
  const bytes = Uint8Array.from({ length: 32 }, (_, index) =>
    Number.parseInt(serverSeed.slice(2 * index, 2 * index + 2), 16),
  );
  const hash = hexOf(sha256(bytes));
  const holds = hash === serverSeedHash;
  const detail = holds
    ? `is the one that was committed to, ${hash}`
    : `has the hash ${hash}, not ${serverSeedHash}`;
  return { check: { what, holds, detail }, ...(holds ? { serverSeed: bytes } : {}) };
}

function drawsCheck({ outcome }: ProvenRound, draws: readonly Draw[]): RoundCheck {
  const holds = canonicalJson(draws) === canonicalJson(outcome['draws']);
  const detail = holds
    ? `are the ${draws.length} that the seeds give`
    : `are not those of the seeds: ${draws.map(({ value }) => value).join(' ')}`;
  return { what: 'draws', holds, detail };
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
