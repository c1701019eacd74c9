import type { SlotDefinition } from './definition.js';

const known = new WeakMap<SlotDefinition, SlotDefinition>();

/** What a free spin is played by: the definition itself, or with the strips of its free spins in place of the base ones. */
export function freeSpinOf(definition: SlotDefinition): SlotDefinition {
  const { freeSpins, ...rest } = definition;
  if (freeSpins?.reels === undefined) return definition;
  const before = known.get(definition);
  if (before !== undefined) return before;
  const { reels, stopWeights, ...feature } = freeSpins;
  const free: SlotDefinition = { ...withoutWeights(rest), reels, freeSpins: feature };
  const weighted = stopWeights === undefined ? free : { ...free, stopWeights };
  known.set(definition, weighted);
  return weighted;
}

/** Every spin that a definition plays, by what it is played: one, or a second one with other strips. */
export function spinsOf(definition: SlotDefinition): readonly SlotDefinition[] {
  const free = freeSpinOf(definition);
  return free === definition ? [definition] : [definition, free];
}

function withoutWeights({ stopWeights: _, ...definition }: SlotDefinition): SlotDefinition {
  return definition;
}
