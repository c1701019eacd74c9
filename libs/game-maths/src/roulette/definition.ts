import type { Currency } from '@croupier/kernel';
import { canonicalHash } from '../canonical-json.js';
import { deepFreeze } from '../deep-freeze.js';
import { RouletteDefinitionError } from '../definition-error.js';
import type { PublishedDefinition } from '../engine.js';
import { checkRoulette } from './definition-checks.js';
import { doubleZero, type RouletteBetKind } from './layout.js';

/** What one bet may be, in minor units. */
export interface BetLimits {
  readonly minimum: number;
  readonly maximum: number;
}

export interface RouletteLimits {
  /** Every bet is a multiple of it. */
  readonly step: number;
  /** Most that one player may stake in a round, over all bets. */
  readonly roundMaximum: number;
  readonly bets: Readonly<Partial<Record<RouletteBetKind, BetLimits>>>;
}

/** A roulette game or table as data: everything that decides an outcome, what it pays and what players are told. */
export interface RouletteDefinition extends PublishedDefinition {
  readonly kind: 'roulette';
  /** Pockets clockwise; 37 is the double zero. Each is equally likely. */
  readonly wheel: readonly number[];
  /** What a bet of each kind of the layout wins, to one: 35 for a straight. */
  readonly pays: Readonly<Partial<Record<RouletteBetKind, number>>>;
  /** What an even-money bet does on a zero: lose whole, or half of it comes back. */
  readonly zero: 'lose' | 'la-partage';
  /** Chips a client may offer, in minor units, ascending. */
  readonly chips: Readonly<Partial<Record<Currency, readonly number[]>>>;
  readonly limits: Readonly<Partial<Record<Currency, RouletteLimits>>>;
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
export function zerosOf({ wheel }: Pick<RouletteDefinition, 'wheel'>): 1 | 2 {
  return wheel.includes(doubleZero) ? 2 : 1;
}
