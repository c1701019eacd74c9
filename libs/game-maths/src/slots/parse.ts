import type { Currency } from '@croupier/kernel';
import { canonicalHash } from '../canonical-json.js';
import { deepFreeze } from '../deep-freeze.js';
import { SlotDefinitionError } from '../definition-error.js';
import { checkDefinition } from './definition-checks.js';
import type { SlotDefinition } from './definition.js';

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
