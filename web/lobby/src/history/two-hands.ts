export interface TwoHands {
  player: string[];
  /** Empty if the round ended before the dealer got cards. */
  dealer: string[];
}

/** The cards of a round of three card poker or casino war; undefined if it is one of another kind of game. */
export function twoHandsIn(outcome: Record<string, unknown>): TwoHands | undefined {
  const { player, dealer } = outcome as Partial<TwoHands>;
  return Array.isArray(player) && Array.isArray(dealer) ? { player, dealer } : undefined;
}
