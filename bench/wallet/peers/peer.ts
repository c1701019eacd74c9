/** One bet: stake and payout in minor units. */
export interface BetInput {
  playerId: string;
  roundId: string;
  stake: number;
  payout: number;
}

/** A way to keep bets durable, measured beside ours. */
export interface Peer {
  /** Makes players with this much cash. */
  enrol(players: readonly string[], cash: number): Promise<void>;
  /** Durable before it answers. @returns the cash after it, in minor units */
  settle(bet: BetInput): Promise<number>;
  close(): Promise<void>;
}
