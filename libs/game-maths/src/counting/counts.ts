import { certificationFaults } from '../certify.js';
import type { DefinitionFault } from '../definition-error.js';
import { engineOf, parsePlayed } from '../engines.js';
import type { Fraction } from '../fraction.js';
import { type KnownBounds, lawBounds } from '../monitor/bounds.js';
import { decidedBounds } from '../monitor/decided.js';
import { exactReturn } from '../slots/exact.js';
import { countingFaults, parsePlayedSlot } from '../slots/parse.js';

/** What a bet exactly returns, and how that was found. */
export interface Figure {
  readonly bet: string;
  readonly basis: string;
  readonly rtp: Fraction;
}

/** What a slot returns; nothing of one that is beyond what counting relies on, nor if it was not asked for. */
export interface SlotCount {
  readonly faults: readonly DefinitionFault[];
  readonly returns?: Fraction;
}

/** What each bet of a game returns. `faults`: what keeps it from being certified; none if that was not asked for. */
export interface FigureCount {
  readonly figures: readonly Figure[];
  readonly faults: readonly DefinitionFault[];
}

/**
 * @throws SlotDefinitionError, SlotCountingError where there is no room to count it, OnlySampledError of one with too many
 * combinations
 */
function slot(order: { readonly definition: unknown; readonly andReturn: boolean }): SlotCount {
  const definition = parsePlayedSlot(order.definition);
  const faults = countingFaults(definition);
  if (faults.length > 0 || !order.andReturn) return { faults };
  return { faults, returns: exactReturn(definition).fraction };
}

/** @throws DefinitionError also where there is no room */
function figures(order: { readonly definition: unknown; readonly certify: boolean }): FigureCount {
  const engine = engineOf(order.definition);
  const definition = parsePlayed(order.definition);
  const sheets = engine.sheets(definition);
  return {
    figures: sheets.map(({ bet, basis, rtp }) => ({ bet, basis, rtp })),
    faults: order.certify ? certificationFaults(engine, definition, sheets) : [],
  };
}

/** Undefined where nothing exact is known. @throws DefinitionError also where there is no room, RangeError of too many results */
function bounds(order: {
  readonly definition: unknown;
  readonly isDecided: boolean;
}): KnownBounds | undefined {
  return order.isDecided ? decidedBounds(order.definition) : lawBounds(order.definition);
}

/**
 * Every count of a definition that may take more than a moment, by name. Orders and answers are data alone, so that they can be
 * handed from one process to another.
 */
export const counts = { slot, figures, bounds };

export type Counts = typeof counts;
export type CountName = keyof Counts;
export type CountOrder<Name extends CountName> = Parameters<Counts[Name]>[0];
export type CountAnswer<Name extends CountName> = ReturnType<Counts[Name]>;
