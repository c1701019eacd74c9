/** How much is done of what finds more the longer it is done. */
export interface Size {
  /** W6: rollbacks that race their bet. */
  races: number;
  /** W15: bets of which a part of a minor unit goes to a jackpot. */
  contributions: number;
  /**
   * W16: moments of a call at which each part of the operator's ends, with each kind of call under way by itself; with
   * none each part ends once, with all kinds under way.
   */
  moments: number;
  /** R7: rounds whose ids are compared. */
  rounds: number;
}

/** What a run is of. `small` takes minutes; `full` is for a machine that is left alone with it. */
export const sizes = {
  small: (repeats: number): Size => ({ races: repeats, contributions: 20, moments: 0, rounds: repeats }),
  full: (repeats: number): Size => ({
    ...{ races: Math.max(repeats, 1000), contributions: 1000, moments: 5, rounds: 1_000_000 },
  }),
};
