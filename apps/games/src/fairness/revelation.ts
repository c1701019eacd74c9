/**
 * How long after its retirement a seed is shown, in ms. A process may draw from what it read of a session for half a minute
 * more, and a round may be on its way for two: whoever knew the seed earlier could choose the key of a round that wins.
 */
export const revealedAfterMs = 60_000;

export function revealedFrom(retiredAt: Date): Date {
  return new Date(retiredAt.getTime() + revealedAfterMs);
}
