export interface BlackjackHand {
  cards: string[];
  total: number;
  soft: boolean;
  stake: number;
  payout?: number;
}

export interface BlackjackOutcome {
  dealer: { cards: string[]; total: number; soft: boolean };
  hands: BlackjackHand[];
  /** The hand that is played. */
  active?: number;
}

/** The hands of a round of blackjack; undefined if it is one of another kind of game. */
export function blackjackOutcomeIn(outcome: Record<string, unknown>): BlackjackOutcome | undefined {
  const { dealer, hands } = outcome as Partial<BlackjackOutcome>;
  const isRound = Array.isArray(hands) && Array.isArray(dealer?.cards);
  return isRound ? (outcome as unknown as BlackjackOutcome) : undefined;
}
