import type { Faults } from '../faults.js';
import type { SlotDefinition } from './definition.js';
import { spinsOf } from './free-strips.js';
import { isHoldBeyondCounting } from './hold-capacity.js';
import { creditsOf, modelOf } from './model.js';
import { isPlayedOut } from './spin-windows.js';
import { highestTally, tally } from './tally.js';
import { spinningOf } from './tracks.js';

/** Half of what a message may have: a round is one, all the way to its history. */
const mostRecorded = 4 * 1024 * 1024;

/**
 * That no round of a definition without other faults can pay more than is counted and paid exactly. What falls or
 * touches has no bound that is near to anything it can pay: there the counting and the paying refuse it themselves.
 */
export function checkCapacity(faults: Faults, definition: SlotDefinition): void {
  const { scatterPays, bonus, holdAndRespin, freeSpins, stakes, rows, reels } = definition;
  const cells = rows * reels.length;
  if (holdAndRespin && isHoldBeyondCounting(holdAndRespin, cells)) {
    const beyond = `has more sums of coins in ${cells} symbols than are counted exactly`;
    faults.add('holdAndRespin', `${beyond}; give fewer or rounder values, or a smaller window`);
  }
  const bytes = bytesOfRound(definition);
  if (bytes > mostRecorded) {
    const many = `can have a round whose record is ${bytes} bytes, of at most ${mostRecorded}`;
    faults.add('$', `${many}; give fewer free spins, a smaller window or shorter ids`);
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

/** Windows and draws of all spins of the longest round, as JSON. Wins have the other half: 8 KiB a spin, where there are 500. */
function bytesOfRound({ symbols, rows, reels, freeSpins }: SlotDefinition): number {
  const symbol = highest(symbols.map(({ id }) => id.length)) + 3;
  const draw = '{"bound":9999,"value":9999},'.length;
  return (1 + (freeSpins?.maximumTotal ?? 0)) * reels.length * (rows * symbol + draw);
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
