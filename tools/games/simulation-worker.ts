import { parentPort, workerData } from 'node:worker_threads';
import { engineOf, StreamRandom } from '@croupier/game-maths';
import type { SimulationOrder, Tally } from './simulation.js';

const roundsAtOnce = 200_000;

const { definition, bet, rounds, seed } = workerData as Omit<SimulationOrder, 'seed'> & { seed: Uint8Array };
const engine = engineOf(definition);
const sampler = engine.sampler(engine.parse(definition), bet);
const random = new StreamRandom(seed);

let [sum, squares, hits, most] = [0, 0, 0, 0];
for (let played = 0; played < rounds;) {
  const until = Math.min(rounds, played + roundsAtOnce);
  // Sums of whole units are exact below 2^53, and a part is far below.
  let [part, partSquares] = [0, 0];
  for (; played < until; played += 1) {
    const payout = sampler.next(random);
    part += payout;
    partSquares += payout * payout;
    if (payout > 0) hits += 1;
    if (payout > most) most = payout;
  }
  sum += part / sampler.unit;
  squares += partSquares / sampler.unit ** 2;
  parentPort?.postMessage({ done: played });
}
const tally: Tally = { rounds, sum, squares, hits, most: most / sampler.unit };
parentPort?.postMessage(tally);
