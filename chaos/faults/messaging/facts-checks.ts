/** A fact as it was told, and what it left behind where it was heard. */
export interface Fact {
  eventId: string;
  playerId: string;
  /** The how-manieth of its player. */
  number: number;
}

/**
 * What is wrong with the effects of facts, in the order in which they were made: every fact has one, none has two, none
 * comes of what was never told, and those of a player are made in the order in which they happened.
 */
export function faultsOf(told: readonly Fact[], effects: readonly Fact[]): string[] {
  const known = new Set(told.map(({ eventId }) => eventId));
  const counts = new Map<string, number>();
  for (const { eventId } of effects) counts.set(eventId, (counts.get(eventId) ?? 0) + 1);
  const missing = told.filter(({ eventId }) => !counts.has(eventId));
  const twice = [...counts.values()].filter((count) => count > 1);
  const strange = [...counts.keys()].filter((eventId) => !known.has(eventId));
  return [
    ...some(missing.length, 'facts were told and have no effect'),
    ...some(twice.length, 'facts have more than one effect'),
    ...some(strange.length, 'effects are of facts that were never told'),
    ...some(inversions(effects), 'effects came before one of the same player that happened earlier'),
  ];
}

function inversions(effects: readonly Fact[]): number {
  const last = new Map<string, number>();
  const seen = new Set<string>();
  let count = 0;
  for (const { eventId, playerId, number } of effects) {
    // A second effect is a fault of its own, and no inversion.
    if (seen.has(eventId)) continue;
    seen.add(eventId);
    if (number < (last.get(playerId) ?? 0)) count += 1;
    last.set(playerId, Math.max(number, last.get(playerId) ?? 0));
  }
  return count;
}

const some = (count: number, what: string): string[] => (count === 0 ? [] : [`${count} ${what}`]);

export const factChecks =
  'each fact that was told has one effect, none has two, nothing that was rolled back has one, and those of a player are in order';
