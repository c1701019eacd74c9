import type { Currency } from '@croupier/kernel';
import { canonicalHash } from '../canonical-json.js';
import { deepFreeze } from '../deep-freeze.js';
import { type DefinitionFault, SlotDefinitionError } from '../definition-error.js';
import { Faults } from '../faults.js';
import { checkCapacity, checkRecord } from './capacity-checks.js';
import { checkDefinition } from './definition-checks.js';
import type { SlotDefinition } from './definition.js';

/** Checks everything. @throws SlotDefinitionError that lists every fault, each with its path and remedy. */
export function parseSlotDefinition(json: unknown): SlotDefinition {
  const definition = parsePlayedSlot(json);
  const faults = [...countingFaults(definition), ...recordFaults(definition)];
  if (faults.length > 0) throw new SlotDefinitionError(faults);
  return definition;
}

/**
 * Reads one that is played already: by its form alone. What is counted and recorded of one was bounded otherwise when it was taken
 * for live, and its rounds are to be played, read and proven whatever the bounds are today. @throws SlotDefinitionError
 */
export function parsePlayedSlot(json: unknown): SlotDefinition {
  const faults = checkDefinition(json);
  if (faults.length > 0) throw new SlotDefinitionError(faults);
  return deepFreeze(structuredClone(json)) as SlotDefinition;
}

/**
 * Bounds of today that the counting of a definition relies on, where it is beyond them.
 * @throws SlotCountingError where there is no room to find out
 */
export function countingFaults(definition: SlotDefinition): readonly DefinitionFault[] {
  const faults = new Faults();
  checkCapacity(faults, definition);
  return faults.found;
}

/** Of a definition whose longest round cannot be carried; it can be counted all the same. */
export function recordFaults(definition: SlotDefinition): readonly DefinitionFault[] {
  const faults = new Faults();
  checkRecord(faults, definition);
  return faults.found;
}

/** Names the exact content of a definition, whatever the order of its members: 64 hex digits of SHA-256. */
export function definitionHash(definition: SlotDefinition): string {
  return canonicalHash(definition);
}

/** True if a player may choose this total stake (minor units) in this currency. */
export function isStakeOffered(definition: SlotDefinition, currency: Currency, stakeMinor: number): boolean {
  return definition.stakes[currency]?.includes(stakeMinor) ?? false;
}
