import { SlotDefinitionError } from '../src/definition-error.js';
import { parseSlotDefinition } from '../src/slots/parse.js';
import { smallGameJson } from './small-game.js';

/** A member of the JSON under test, whatever the types say. */
export type Loose = Record<string, unknown>;

/** The faults of the small game after a change. */
export function faultsAfter(change: (json: Loose) => void): string[] {
  const json = smallGameJson() as unknown as Loose;
  change(json);
  try {
    parseSlotDefinition(json);
  } catch (error) {
    if (error instanceof SlotDefinitionError)
      return error.faults.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
  return [];
}

/** Sets the member at a path such as `freeSpins.awards.3` or `reels.0.2`. */
export function set(path: string, value: unknown): (json: Loose) => void {
  return (json) => {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    const holder = keys.reduce<Loose>((object, key) => object[key] as Loose, json);
    holder[last] = value;
  };
}
