/** One sentence for every answer that has it. */
export const netPositionText =
  "What the player has more or less by all rounds of the game session until then: payouts and jackpots won, less stakes (RTS 2E). A stake in play counts as spent; the stake of a free round is not the player's.";
