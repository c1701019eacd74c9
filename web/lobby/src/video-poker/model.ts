/** What the page uses of a video poker's definition. */
export interface VideoPokerDefinition {
  /** A list says how many coins come back for one, two and more. */
  pays: { id: string; pays: number | number[] }[];
}

export interface VideoPokerOutcome {
  hand: string[];
  held?: number[];
  row?: string;
}

/** The cards of a round of video poker; undefined if it is one of another kind of game. */
export function videoPokerOutcomeIn(outcome: Record<string, unknown>): VideoPokerOutcome | undefined {
  const { hand } = outcome as Partial<VideoPokerOutcome>;
  const isHand = Array.isArray(hand) && hand.length === 5;
  return isHand ? (outcome as unknown as VideoPokerOutcome) : undefined;
}

/** The name of a row of the pay table: `Full house`. */
export function rowName(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
