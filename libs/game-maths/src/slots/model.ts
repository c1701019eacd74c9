import { invariant } from '@croupier/kernel';
import type { CountTable, SlotDefinition } from './definition.js';

/**
 * Something a line can pay for: a run from the leftmost reel of the symbols that count as it. A regular
 * counts itself and the wild, the wild itself alone, a group its members and the wild, a bonus itself alone.
 */
export interface Run {
  readonly id: string;
  readonly members: ReadonlySet<string>;
  /** Run length, 0 to the number of reels -> multiple of the line bet. */
  readonly pays: readonly number[];
}

/** A definition prepared for play and for the exact sums, so that both read the same tables. */
export interface SlotModel {
  readonly reels: number;
  /** What is paid for, in the order of `pays`; at most 31, with the bonus. */
  readonly runs: readonly Run[];
  /** Symbol -> its number from 0. */
  readonly codes: ReadonlyMap<string, number>;
  /** By code: bits of the runs that the symbol counts as; bit i stands for run i. */
  readonly masks: readonly number[];
  /** By code: the factor of a wild on the line's win, 1 for all others. */
  readonly factors: readonly number[];
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

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function buildModel(definition: SlotDefinition): SlotModel {
  const { reels, rows, symbols, pays, freeSpins, bonus } = definition;
  const runs = Object.entries(pays).map(([id, table]): Run => ({
    id,
    members: membersOf(definition, id),
    pays: spread(table, reels.length),
  }));
  const bonusSymbol = symbols.find(({ kind }) => kind === 'bonus')?.id;
  const onLine = bonus?.trigger === 'line' && bonusSymbol !== undefined;
  if (onLine) runs.push({ id: bonusSymbol, members: new Set([bonusSymbol]), pays: spread({}, reels.length) });
  const masks = symbols.map(({ id }) =>
    runs.reduce((mask, run, bit) => (run.members.has(id) ? mask | (1 << bit) : mask), 0),
  );
  const cells = rows * reels.length;
  return {
    reels: reels.length,
    runs,
    codes: new Map(symbols.map(({ id }, code) => [id, code])),
    masks,
    factors: symbols.map(({ multiplier }) => multiplier ?? 1),
    bonusRun: onLine ? runs.length - 1 : -1,
    bonusCount: bonus?.count ?? 0,
    scatter: symbols.find(({ kind }) => kind === 'scatter')?.id,
    scatterPays: spread(definition.scatterPays ?? {}, cells),
    awards: spread(freeSpins?.awards ?? {}, cells),
  };
}

function membersOf(definition: SlotDefinition, id: string): Set<string> {
  const group = definition.groups?.find((candidate) => candidate.id === id);
  const wilds = definition.symbols.filter(({ kind }) => kind === 'wild').map((symbol) => symbol.id);
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
