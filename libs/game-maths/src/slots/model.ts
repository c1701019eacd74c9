import { invariant } from '@croupier/kernel';
import type { CountTable, SlotDefinition } from './definition.js';

/**
 * Something a line can pay for: a run from the leftmost reel of the symbols that count as it. A regular
 * counts itself and the wild, the wild itself alone, a group its members and the wild.
 */
export interface Target {
  readonly id: string;
  readonly members: ReadonlySet<string>;
  /** Run length, 0 to the number of reels -> multiple of the line bet. */
  readonly pays: readonly number[];
}

/** A definition prepared for play and for the exact sums, so that both read the same tables. */
export interface SlotModel {
  readonly targets: readonly Target[];
  /** Symbol -> bits of the targets that it counts as; bit i stands for target i. */
  readonly masks: ReadonlyMap<string, number>;
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

function buildModel(definition: SlotDefinition): SlotModel {
  const { reels, rows, symbols, pays, freeSpins } = definition;
  const targets = Object.entries(pays).map(([id, table]): Target => ({
    id,
    members: membersOf(definition, id),
    pays: spread(table, reels.length),
  }));
  const masks = symbols.map(({ id }): [string, number] => [
    id,
    targets.reduce((mask, target, bit) => (target.members.has(id) ? mask | (1 << bit) : mask), 0),
  ]);
  const cells = rows * reels.length;
  return {
    targets,
    masks: new Map(masks),
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
