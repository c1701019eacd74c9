import type { SlotDefinition } from './definition.js';
import { spinsOf } from './free-strips.js';
import { modelOf, reelWeights, sum } from './model.js';

/**
 * Bytes of a part as JSON, at most: its members with the longest numbers that they can have, and the comma after it. Payouts and
 * ways are safe integers; rows, reels and counts have three digits at most, and factors are told as safe integers, too.
 */
const bytesOf = {
  spin: lengthOf({
    ...{ kind: 'base', stops: [], multiplier: 1000, window: [], lineWins: [], wayWins: [], cascades: [] },
    ...{ scatterCount: 100, scatterPayout: longest(), freeSpinsAwarded: 500, payout: longest() },
    ...{ bonusWins: [], hold: { coins: [], respins: 1000, full: false, payout: longest() } },
  }),
  fall: lengthOf({ window: [], lineWins: [], clusterWins: [], multiplier: 100, payout: longest() }),
  lineWin: lengthOf({
    ...{ line: 100, symbol: '', count: 100, fromRight: true, payout: longest(), wildMultiplier: longest() },
  }),
  wayWin: lengthOf({ symbol: '', count: 100, ways: longest(), payout: longest() }),
  clusterWin: lengthOf({ symbol: '', count: 100, cells: [], payout: longest(), wildMultiplier: longest() }),
  cell: lengthOf([100, 100]),
  bonusWin: lengthOf({ line: 100, prizes: [], payout: longest() }),
  coin: lengthOf({ row: 100, reel: 100, value: 1_000_000, respin: 1000 }),
} as const;

/** Hashes, seeds, the jackpot and what else a round has once. */
const once = 8 * 1024;

/**
 * Bytes of the record of the longest round that the definition allows: of all its free spins, retriggers up to their bound among
 * them, each with every cascade and the most wins, with the respins of one coin after the other, and with every draw. None is
 * longer; how near one comes to it is not looked at.
 */
export function recordBytes(definition: SlotDefinition): number {
  const spins = 1 + (definition.freeSpins?.maximumTotal ?? 0);
  return once + spins * Math.max(...spinsOf(definition).map(spinBytes));
}

function spinBytes(definition: SlotDefinition): number {
  const { rows, reels, cascades } = definition;
  const stops = reels.map((_, reel) => drawBytes(sum(reelWeights(definition, reel))) + '999,'.length);
  const symbol = longestId(definition);
  const window = rows * ('[],'.length + reels.length * ('"",'.length + symbol));
  const fall = bytesOf.fall + window + winsBytes(definition, symbol);
  const features = bonusBytes(definition) + holdBytes(definition);
  return bytesOf.spin + sum(stops) + (cascades?.maximum ?? 1) * fall + features;
}

/** Of one window. */
function winsBytes(definition: SlotDefinition, symbol: number): number {
  const { lines, bothWays, ways, clusters, rows, reels } = definition;
  const { runs, masks } = modelOf(definition);
  if (ways !== undefined) return runs.length * (bytesOf.wayWin + symbol);
  if (clusters === undefined) return lines.length * (bothWays ? 2 : 1) * (bytesOf.lineWin + symbol);
  const cells = rows * reels.length;
  // A cell stands in one cluster of each run that its symbol counts as.
  const counted = cells * Math.max(...masks.map((mask) => runs.filter((_, bit) => mask & (1 << bit)).length));
  const least = Math.min(
    ...runs.map(({ pays }) => pays.findIndex((pay) => pay > 0)).filter((size) => size > 0),
    cells,
  );
  return (counted / least) * (bytesOf.clusterWin + symbol) + counted * bytesOf.cell;
}

function bonusBytes({ bonus, lines }: SlotDefinition): number {
  if (bonus === undefined) return 0;
  const { trigger, picks, prizes } = bonus;
  const draw = drawBytes(sum(prizes.map(({ weight }) => weight)));
  return (trigger === 'line' ? lines.length : 1) * (bytesOf.bonusWin + picks * (draw + '1000000,'.length));
}

/** With as few coins at first as begin it, and one more whenever the respins are nearly over. */
function holdBytes({ holdAndRespin, rows, reels }: SlotDefinition): number {
  if (holdAndRespin === undefined) return 0;
  const { count, respins, blankWeight, values } = holdAndRespin;
  const cells = rows * reels.length;
  const free = cells - count;
  const draws = cells + respins * ((free * (free + 1)) / 2);
  const weights = sum(values.map(({ weight }) => weight));
  return cells * bytesOf.coin + draws * drawBytes(weights + blankWeight);
}

const drawBytes = (bound: number): number => lengthOf({ bound, value: bound });

/** Of symbols and groups; they are kebab case, which is a byte a character. */
function longestId({ symbols, groups = [] }: SlotDefinition): number {
  return Math.max(...[...symbols, ...groups].map(({ id }) => id.length));
}

function lengthOf(part: object): number {
  return JSON.stringify(part).length + 1;
}

function longest(): number {
  return Number.MAX_SAFE_INTEGER;
}
