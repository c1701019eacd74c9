import { createHash, createHmac } from 'node:crypto';
import { canonicalHash } from '../src/canonical-json.js';
import type { ProvenRound } from '../src/fairness/proven-round.js';
import { randomOfRound } from '../src/fairness/seeded-round.js';
import { RecordingRandom } from '../src/random.js';
import { parseSlotDefinition } from '../src/slots/parse.js';
import { playSlot } from '../src/slots/play.js';
import { definitionJson } from './definitions.js';

/** The proof of a spin of Russet Orchard, as `GET /v1/rounds/{id}/proof` shows one whose seed is known. */
export function provenSpin(): ProvenRound {
  const definition = parseSlotDefinition(definitionJson('russet-orchard'));
  const serverSeed = Buffer.alloc(32, 9);
  const roundId = '01a20a46-f71b-7904-908a-daa2e0b5fc68';
  const seeds = { serverSeed, clientSeed: 'seven owls', roundId, refusals: 1 };
  const hmac = (key: Uint8Array, text: string) => createHmac('sha256', key).update(text).digest();
  const random = new RecordingRandom(randomOfRound(seeds, hmac));
  const { payout, ...outcome } = playSlot(definition, 100, random);
  return {
    ...{ ...seeds, serverSeed: serverSeed.toString('hex') },
    ...{ definition, definitionHash: canonicalHash(definition) },
    serverSeedHash: createHash('sha256').update(serverSeed).digest('hex'),
    ...{ stake: { amount: 100 }, payout: { amount: payout } },
    outcome: { ...outcome, draws: random.draws },
  };
}
