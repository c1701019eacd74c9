import type { Currency } from '@croupier/kernel';
import { canonicalHash } from '../canonical-json.js';
import { deepFreeze } from '../deep-freeze.js';
import type { PublishedDefinition } from '../engine.js';
import { checkDefinition } from './definition-checks.js';
import { SlotDefinitionError } from '../definition-error.js';

/** A regular pays on lines, a wild stands for every regular, a scatter counts anywhere in the window. */
export type SymbolKind = 'regular' | 'wild' | 'scatter';

export interface SlotSymbol {
  readonly id: string;
  /** As shown to players. */
  readonly name: string;
  readonly kind: SymbolKind;
}

/** Regulars that also pay together, mixed in any order: any three bars. Named in `pays` like a symbol. */
export interface SymbolGroup {
  readonly id: string;
  readonly name: string;
  readonly symbols: readonly string[];
}

/** Count -> value. A count that is not listed takes the value of the next lower one, or none. */
export type CountTable = Readonly<Record<string, number>>;

export interface FreeSpinsFeature {
  /** Scatters in the window -> free spins, 1 or more each. */
  readonly awards: CountTable;
  /** Factor on everything a free spin pays, 1 or more. */
  readonly multiplier: number;
  /** True if scatters in a free spin award more free spins. */
  readonly retrigger: boolean;
  /** Free spins in one round at most; what an award would add beyond it is not given. 1 to 500. */
  readonly maximumTotal: number;
}

/** A slot game as data: everything that decides an outcome, what it pays and what players are told. */
export interface SlotDefinition extends PublishedDefinition {
  /** Rows of the window, top to bottom. */
  readonly rows: number;
  /** One strip of symbol ids per reel, left to right. A strip is a ring; each stop is equally likely. */
  readonly reels: readonly (readonly string[])[];
  /** Per line, the row (0 is the top) of each reel. All lines are played in every round. */
  readonly lines: readonly (readonly number[])[];
  readonly symbols: readonly SlotSymbol[];
  readonly groups?: readonly SymbolGroup[];
  /** Symbol or group -> run length from the leftmost reel -> multiple of the line bet. */
  readonly pays: Readonly<Record<string, CountTable>>;
  /** Scatters anywhere in the window -> multiple of the total stake. */
  readonly scatterPays?: CountTable;
  readonly freeSpins?: FreeSpinsFeature;
  /** Total stakes on offer in minor units, ascending, each a multiple of the number of lines. */
  readonly stakes: Readonly<Partial<Record<Currency, readonly number[]>>>;
}

/** Checks everything. @throws SlotDefinitionError that lists every fault, each with its path and remedy. */
export function parseSlotDefinition(json: unknown): SlotDefinition {
  const faults = checkDefinition(json);
  if (faults.length > 0) throw new SlotDefinitionError(faults);
  return deepFreeze(structuredClone(json)) as SlotDefinition;
}

/** Names the exact content of a definition, whatever the order of its members: 64 hex digits of SHA-256. */
export function definitionHash(definition: SlotDefinition): string {
  return canonicalHash(definition);
}

/** True if a player may choose this total stake (minor units) in this currency. */
export function isStakeOffered(definition: SlotDefinition, currency: Currency, stakeMinor: number): boolean {
  return definition.stakes[currency]?.includes(stakeMinor) ?? false;
}
