import type { Bounds } from '../roulette/bets.js';
import type { Spot } from '../roulette/layout.js';

/** What the page uses of a baccarat's definition. */
export interface BaccaratDefinition {
  pays: Record<string, string>;
  limits: Record<string, { roundMaximum: number; bets: Record<string, { maximum: number }> }>;
}

export interface BaccaratOutcome {
  player: string[];
  banker: string[];
  playerTotal: number;
  bankerTotal: number;
  winner: 'player' | 'banker' | 'tie';
}

/** The cards of a round of baccarat; undefined if it is one of another kind of game. */
export function baccaratOutcomeIn(outcome: Record<string, unknown>): BaccaratOutcome | undefined {
  const { player, banker, winner } = outcome as Partial<BaccaratOutcome>;
  const isCoup = Array.isArray(player) && Array.isArray(banker) && winner !== undefined;
  return isCoup ? (outcome as unknown as BaccaratOutcome) : undefined;
}

/** The places of the table, in the order of its pay table: the three hands, then the pairs. */
export function baccaratSpots({ pays }: BaccaratDefinition): Spot[] {
  return Object.keys(pays).map((kind, index) => ({ kind, numbers: [], x: index, y: 0, w: 1, h: 1 }));
}

export function baccaratBounds({ limits }: BaccaratDefinition, currency: string): Bounds {
  const { bets = {}, roundMaximum = Infinity } = limits[currency] ?? {};
  return {
    maximum: new Map(Object.entries(bets).map(([kind, { maximum }]) => [kind, maximum])),
    roundMaximum,
  };
}
