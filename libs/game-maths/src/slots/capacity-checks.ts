import type { Faults } from '../faults.js';
import type { SlotDefinition } from './definition.js';
import { spinsOf } from './free-strips.js';
import { areRespinsBeyondCounting } from './hold-capacity.js';
import { creditsOf, modelOf } from './model.js';
import { recordBytes } from './record-bytes.js';
import { isPlayedOut } from './spin-windows.js';
import { highestTally, tally } from './tally.js';
import { spinningOf } from './tracks.js';

/** Three quarters of what a message may have: a round is one, all the way to its history, and is proven beside its definition. */
const mostRecorded = 6 * 1024 * 1024;

/** That the longest round can be carried and kept. */
export function checkRecord(faults: Faults, definition: SlotDefinition): void {
  const bytes = Math.ceil(recordBytes(definition));
  if (bytes <= mostRecorded) return;
  const many = `can have a round whose record is ${bytes} bytes, of at most ${mostRecorded}`;
  faults.add('$', `${many}; give ${lessRecorded(definition)}`);
}

/**
 * That no round of a definition without other faults can pay more than is counted and paid exactly. What falls or
 * touches has no bound that is near to anything it can pay: there the counting and the paying refuse it themselves.
 * @throws SlotCountingError where there is no room to find out
 */
export function checkCapacity(faults: Faults, definition: SlotDefinition): void {
  const { scatterPays, bonus, holdAndRespin, freeSpins, stakes, rows, reels } = definition;
  const cells = rows * reels.length;
  if (holdAndRespin && areRespinsBeyondCounting(holdAndRespin, cells)) {
    const beyond = `has more courses of respins in ${cells} symbols than are counted exactly`;
    faults.add('holdAndRespin', `${beyond}; give fewer respins or a smaller window`);
  }
  if (isPlayedOut(definition)) return;
  const most = highest(spinsOf(definition).map(mostOfSpin));
  if (most > highestTally) {
    faults.add('$', `can pay more than ${highestTally} line bets in a spin; lower the pays or multipliers`);
  }
  const credits = creditsOf(definition);
  const coin = highest((holdAndRespin?.values ?? []).map(({ multiple }) => multiple));
  const prize = highest((bonus?.prizes ?? []).map(({ multiple }) => multiple));
  const inStakes =
    (most + coin * cells + (holdAndRespin?.full ?? 0)) / credits +
    (bonus?.picks ?? 0) * prize +
    highest(Object.values(scatterPays ?? {}));
  const spins = 1 + (freeSpins === undefined ? 0 : freeSpins.multiplier * freeSpins.maximumTotal);
  if (highest(Object.values(stakes).flat()) * inStakes * spins > Number.MAX_SAFE_INTEGER) {
    faults.add('$', 'can pay more than a safe integer of minor units; lower the pays, free spins or stakes');
  }
}

/** What makes the longest round of this very game shorter. */
function lessRecorded({ freeSpins, cascades, holdAndRespin, bonus, lines }: SlotDefinition): string {
  return [
    ...(freeSpins ? ['fewer free spins (freeSpins.maximumTotal)'] : []),
    ...(cascades ? ['fewer windows (cascades.maximum)'] : []),
    ...(holdAndRespin ? ['fewer respins (holdAndRespin.respins)'] : []),
    ...(bonus ? ['fewer picks (bonus.picks)'] : []),
    ...(lines ? ['fewer lines'] : []),
    'a smaller window or shorter ids',
  ].join(', ');
}

/** A bound of what the lines or ways of one spin pay, in line bets or credits. */
function mostOfSpin(definition: SlotDefinition): number {
  if (definition.ways !== undefined) {
    const { tracks } = spinningOf(definition);
    return tracks.reduce((sum, { machine }) => sum + highest(machine.settled.map(highest)) / tally.pay, 0);
  }
  const { runs, factors, codes } = modelOf(definition);
  const pay = highest(runs.flatMap(({ pays }) => pays));
  const byReel = definition.reels.map((strip) =>
    highest(strip.map((symbol) => factors[codes.get(symbol) ?? 0] ?? 1)),
  );
  const ends = definition.bothWays ? 2 : 1;
  return definition.lines.length * ends * byReel.reduce((product, factor) => product * factor, pay);
}

function highest(values: readonly number[] | Float64Array): number {
  let most = 0;
  for (const value of values) most = Math.max(most, value);
  return most;
}
