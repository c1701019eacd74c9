import { canonicalHash } from '../canonical-json.js';
import { deepFreeze } from '../deep-freeze.js';
import { parsePlayed } from '../engines.js';

interface Known {
  readonly hash: string;
  readonly parsed: unknown;
}

const known = new WeakMap<object, Known>();

/**
 * Freezes a definition, so that its hash and its form need to be made only once for all rounds that are verified with it.
 * @throws DefinitionError
 */
export function knownDefinition<Definition extends object>(definition: Definition): Definition {
  deepFreeze(definition);
  known.set(definition, { hash: canonicalHash(definition), parsed: parsePlayed(definition) });
  return definition;
}

export function hashOfDefinition(definition: unknown): string {
  return known.get(definition as object)?.hash ?? canonicalHash(definition);
}

/** @throws DefinitionError */
export function parsedDefinition(definition: unknown): unknown {
  return known.get(definition as object)?.parsed ?? parsePlayed(definition);
}
