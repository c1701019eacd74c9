import { StreamRandom } from '../stream-random.js';
import { countWindows } from './count-windows.js';
import { type CountingRoom, Tallies } from './counting-room.js';
import type { SlotDefinition } from './definition.js';
import { Grid } from './grid.js';
import { combinations, reelWeights } from './model.js';
import { drawStop } from './stops.js';
import { spinningOf } from './tracks.js';

/** Most combinations of stops that are played one by one: about a minute. */
const mostCombinations = 200_000_000;
const samples = 1_000_000;

const sums = { what: 'sums of wins', remedy: 'give fewer stops, pays or steps of the ladder' };

/** Tally of a spin -> equally likely draws that come to it; of so many samples, where there are too many to count. */
export interface SpinWindows {
  readonly tallies: ReadonlyMap<number, bigint>;
  readonly sampled?: number;
}

/** True if what falls or touches has to be played, because no state of a left part tells what will come of it. */
export function isPlayedOut({ cascades, clusters }: SlotDefinition): boolean {
  return cascades !== undefined || clusters !== undefined;
}

/** True if a spin has to be played and has more combinations of stops than can be: nothing about it is known exactly. */
export function isOnlySampled(definition: SlotDefinition): boolean {
  const combined = definition.reels.reduce((product, strip) => product * strip.length, 1);
  return isPlayedOut(definition) && combined > mostCombinations;
}

/** @throws SlotCountingError if there are more than there is room for */
export function spinWindows(definition: SlotDefinition, room: CountingRoom): SpinWindows {
  if (!isPlayedOut(definition)) return { tallies: countWindows(spinningOf(definition, room), room) };
  if (!isOnlySampled(definition)) return { tallies: playAll(definition, room) };
  return { tallies: playSome(definition), sampled: samples };
}

/** Plays every combination of stops, each as often as its weights say. */
function playAll(definition: SlotDefinition, room: CountingRoom): ReadonlyMap<number, bigint> {
  const grid = new Grid(definition);
  const weights = definition.reels.map((_, reel) => reelWeights(definition, reel));
  // Doubles count exactly as far as the safe integers.
  const all = combinations(definition);
  const isSafe = all <= BigInt(Number.MAX_SAFE_INTEGER);
  const numbers = new Map<number, number>();
  const tallies = new Tallies(room, all, sums);
  const stops = new Int32Array(weights.length);
  const visit = (reel: number, weight: number, exact: bigint): void => {
    const list = weights[reel];
    if (list !== undefined) {
      for (let stop = 0; stop < list.length; stop += 1) {
        const factor = list[stop] ?? 1;
        stops[reel] = stop;
        visit(reel + 1, weight * factor, isSafe ? exact : exact * BigInt(factor));
      }
      return;
    }
    const tally = grid.tallyAt(stops);
    if (!isSafe) {
      tallies.increase(tally, exact);
      return;
    }
    const known = numbers.get(tally);
    // One that is new is a tally, too, and takes its place in the room.
    if (known === undefined) tallies.increase(tally, 0n);
    numbers.set(tally, (known ?? 0) + weight);
  };
  visit(0, 1, 1n);
  for (const [tally, ways] of numbers) tallies.increase(tally, BigInt(ways));
  return tallies.ways;
}

/** Plays a sample, the same one every time: figures that were told do not change with the next start. */
function playSome(definition: SlotDefinition): Map<number, bigint> {
  const grid = new Grid(definition);
  const random = new StreamRandom(new Uint8Array(32).fill(1));
  const draws = definition.reels.map((_, reel) => drawStop(reelWeights(definition, reel)));
  const stops = new Int32Array(draws.length);
  const numbers = new Map<number, number>();
  for (let spin = 0; spin < samples; spin += 1) {
    for (let reel = 0; reel < draws.length; reel += 1) stops[reel] = draws[reel]?.(random) ?? 0;
    const tally = grid.tallyAt(stops);
    numbers.set(tally, (numbers.get(tally) ?? 0) + 1);
  }
  return new Map([...numbers].map(([tally, count]) => [tally, BigInt(count)]));
}
