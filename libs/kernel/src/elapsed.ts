/**
 * How long a game session had lasted at a moment, in ms (RTS 13C). Made of instants that are recorded, never of the clock: an
 * answer that is repeated says the same. The clocks of two databases may differ by a little; no session lasts less than nothing.
 */
export function elapsedMs(openedAt: Date, at: string | Date): number {
  return Math.max(0, new Date(at).getTime() - openedAt.getTime());
}
