import { canonicalHash } from '../canonical-json.js';
import { deepFreeze } from '../deep-freeze.js';
import { RouletteDefinitionError } from '../definition-error.js';
import type { PublishedDefinition } from '../engine.js';
import { checkRoulette } from './definition-checks.js';
import type { Chips, LimitsByCurrency } from '../table-limits.js';
import { type RouletteBetKind, type Zeros, zerosAmong } from './layout.js';

/** A roulette game or table as data: everything that decides an outcome, what it pays and what players are told. */
export interface RouletteDefinition extends PublishedDefinition {
  readonly kind: 'roulette';
  /** Pockets clockwise; 37 is the double zero, 38 the triple one. Each is equally likely. */
  readonly wheel: readonly number[];
  /** What a bet of each kind of the layout wins, to one: 35 for a straight. */
  readonly pays: Readonly<Partial<Record<RouletteBetKind, number>>>;
  /** What an even-money bet does on a zero: lose whole, or half of it comes back. */
  readonly zero: 'lose' | 'la-partage';
  readonly chips: Chips;
  readonly limits: LimitsByCurrency<RouletteBetKind>;
}

/** Checks everything. @throws RouletteDefinitionError that lists every fault, each with its path and remedy. */
export function parseRouletteDefinition(json: unknown): RouletteDefinition {
  const faults = checkRoulette(json);
  if (faults.length > 0) throw new RouletteDefinitionError(faults);
  return deepFreeze(structuredClone(json)) as RouletteDefinition;
}

/** Names the exact content of a definition, whatever the order of its members: 64 hex digits of SHA-256. */
export function rouletteHash(definition: RouletteDefinition): string {
  return canonicalHash(definition);
}

/** How many zeros the wheel has, which decides the layout. */
export function zerosOf({ wheel }: Pick<RouletteDefinition, 'wheel'>): Zeros {
  return zerosAmong(wheel);
}
