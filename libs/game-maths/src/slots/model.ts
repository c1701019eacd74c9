import { invariant } from '@croupier/kernel';
import type { CountTable, SlotDefinition } from './definition.js';

/**
 * Something a line can pay for: a run from the leftmost reel of the symbols that count as it. A regular
 * counts itself and the wild, the wild itself alone, a group its members and the wild, a bonus itself alone.
 */
export interface Run {
  readonly id: string;
  readonly members: ReadonlySet<string>;
  /** Run length from 0 to the number of reels, or size of a cluster -> multiple of the line bet or credit. */
  readonly pays: readonly number[];
  /** True for the run of a wild itself. */
  readonly ofWilds: boolean;
}

/** A definition prepared for play and for the exact sums, so that both read the same tables. */
export interface SlotModel {
  readonly reels: number;
  /** What is paid for, in the order of `symbols`, then of `groups`; at most 31, with the bonus. */
  readonly runs: readonly Run[];
  /** Symbol -> its number from 0. */
  readonly codes: ReadonlyMap<string, number>;
  /** By code: bits of the runs that the symbol counts as; bit i stands for run i. */
  readonly masks: readonly number[];
  /** By code: the factor of a wild on a win, 1 for all others. */
  readonly factors: readonly number[];
  readonly wilds: ReadonlySet<string>;
  /** Index of the run that wins the bonus, -1 without one, and its length. */
  readonly bonusRun: number;
  readonly bonusCount: number;
  readonly scatter: string | undefined;
  /** Scatters in the window -> multiple of the total stake. */
  readonly scatterPays: readonly number[];
  /** Scatters in the window -> free spins, before the bound of a round. */
  readonly awards: readonly number[];
}

const models = new WeakMap<SlotDefinition, SlotModel>();

/** Made once per definition, which must therefore not change; parsed ones are frozen. */
export function modelOf(definition: SlotDefinition): SlotModel {
  const known = models.get(definition);
  if (known !== undefined) return known;
  const model = buildModel(definition);
  models.set(definition, model);
  return model;
}

/** The symbol of one cell; `row` counts down from the stop and wraps round the strip. */
export function symbolAt(strip: readonly string[], stop: number, row: number): string {
  const symbol = strip[(stop + row) % strip.length];
  invariant(symbol !== undefined, `stop ${stop} is not on a strip of ${strip.length}`);
  return symbol;
}

/** Weights of the stops of each reel, and their sum: how a reel is drawn. */
export function reelWeights(definition: SlotDefinition, reel: number): readonly number[] {
  return definition.stopWeights?.[reel] ?? (definition.reels[reel] ?? []).map(() => 1);
}

/** Equally likely draws of the stops of one spin. */
export function combinations(definition: SlotDefinition): bigint {
  return definition.reels.reduce(
    (product, _, reel) => product * BigInt(sum(reelWeights(definition, reel))),
    1n,
  );
}

/** Into how many equal parts a stake is shared: lines, or the credits of a game without lines. */
export function creditsOf({
  lines,
  ways,
  clusters,
}: Pick<SlotDefinition, 'lines' | 'ways' | 'clusters'>): number {
  return ways?.credits ?? clusters?.credits ?? lines.length;
}

/** What a table gives for a count: that of the next lower count listed, 0 below them all. */
export function valueAt(table: CountTable, count: number): number {
  const listed = Object.keys(table)
    .map(Number)
    .filter((each) => each <= count);
  return table[String(Math.max(0, ...listed))] ?? 0;
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function buildModel(definition: SlotDefinition): SlotModel {
  const { reels, rows, symbols, pays, freeSpins, bonus } = definition;
  const cells = rows * reels.length;
  const longest = definition.clusters === undefined ? reels.length : cells;
  const wilds = new Set(symbols.filter(({ kind }) => kind === 'wild').map(({ id }) => id));
  const runs = paidIn(definition).map((id): Run => ({
    id,
    members: membersOf(definition, id, wilds),
    pays: spread(pays[id] ?? {}, longest),
    ofWilds: wilds.has(id),
  }));
  const bonusSymbol = symbols.find(({ kind }) => kind === 'bonus')?.id;
  const onLine = bonus?.trigger === 'line' && bonusSymbol !== undefined;
  if (onLine) {
    const members = new Set([bonusSymbol]);
    runs.push({ id: bonusSymbol, members, pays: spread({}, reels.length), ofWilds: false });
  }
  const masks = symbols.map(({ id }) =>
    runs.reduce((mask, run, bit) => (run.members.has(id) ? mask | (1 << bit) : mask), 0),
  );
  return {
    reels: reels.length,
    runs,
    codes: new Map(symbols.map(({ id }, code) => [id, code])),
    masks,
    factors: symbols.map(({ multiplier }) => multiplier ?? 1),
    wilds,
    bonusRun: onLine ? runs.length - 1 : -1,
    bonusCount: bonus?.count ?? 0,
    scatter: symbols.find(({ kind }) => kind === 'scatter')?.id,
    scatterPays: spread(definition.scatterPays ?? {}, cells),
    awards: spread(freeSpins?.awards ?? {}, cells),
  };
}

/** Not in the order of `pays`: members of an object have none, and a database gives them back in another. */
function paidIn({ symbols, groups = [], pays }: SlotDefinition): string[] {
  return [...symbols, ...groups].map(({ id }) => id).filter((id) => Object.hasOwn(pays, id));
}

function membersOf(definition: SlotDefinition, id: string, wilds: ReadonlySet<string>): Set<string> {
  const group = definition.groups?.find((candidate) => candidate.id === id);
  return new Set([...(group?.symbols ?? [id]), ...wilds]);
}

/** A table for each count from 0 to `highest`: a count that is not listed has the value of the next lower. */
function spread(table: CountTable, highest: number): number[] {
  const values = [0];
  for (let count = 1; count <= highest; count += 1) {
    values.push(table[String(count)] ?? values[count - 1] ?? 0);
  }
  return values;
}
