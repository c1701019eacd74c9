import type { Faults } from '../faults.js';
import type { SlotDefinition } from './definition.js';
import { spinsOf } from './free-strips.js';
import { creditsOf, modelOf } from './model.js';
import { isPlayedOut } from './spin-windows.js';
import { highestTally, tally } from './tally.js';
import { spinningOf } from './tracks.js';

/**
 * That no round of a definition without other faults can pay more than is counted and paid exactly. What falls or
 * touches has no bound that is near to anything it can pay: there the counting and the paying refuse it themselves.
 */
export function checkCapacity(faults: Faults, definition: SlotDefinition): void {
  if (isPlayedOut(definition)) return;
  const { scatterPays, bonus, holdAndRespin, freeSpins, stakes, rows, reels } = definition;
  const most = highest(spinsOf(definition).map(mostOfSpin));
  if (most > highestTally) {
    faults.add('$', `can pay more than ${highestTally} line bets in a spin; lower the pays or multipliers`);
  }
  const credits = creditsOf(definition);
  const cells = rows * reels.length;
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

/** A bound of what the lines or ways of one spin pay, in line bets or credits. */
function mostOfSpin(definition: SlotDefinition): number {
  if (definition.ways !== undefined) {
    const { tracks } = spinningOf(definition);
    return tracks.reduce(
      (sum, { machine }) => sum + highest(machine.settled.map((list) => highest([...list]))) / tally.pay,
      0,
    );
  }
  const { runs, factors, codes } = modelOf(definition);
  const pay = highest(runs.flatMap(({ pays }) => pays));
  const byReel = definition.reels.map((strip) =>
    highest(strip.map((symbol) => factors[codes.get(symbol) ?? 0] ?? 1)),
  );
  const ends = definition.bothWays ? 2 : 1;
  return definition.lines.length * ends * byReel.reduce((product, factor) => product * factor, pay);
}

const highest = (values: readonly number[]): number =>
  values.reduce((most, value) => Math.max(most, value), 0);
