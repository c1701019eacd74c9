import type { Schemas } from '../api/client.js';
import type { Bounds } from './bets.js';

/** What the page uses of a wheel's definition. */
export interface RouletteDefinition {
  wheel: number[];
  limits: Record<string, { roundMaximum: number }>;
}

export interface RouletteOutcome {
  pocket: number;
  bets: { kind: string; numbers: number[]; amount: number; payout: number; edge?: string }[];
}

/** The outcome of a round of roulette; undefined if it is one of another kind of game. */
export function rouletteOutcomeIn(outcome: Record<string, unknown>): RouletteOutcome | undefined {
  const { pocket, bets } = outcome as Partial<RouletteOutcome>;
  return typeof pocket === 'number' ? { pocket, bets: bets ?? [] } : undefined;
}

/** What the table takes, in the currency of its chips. */
export function boundsOf(
  offers: readonly Schemas['RouletteOffer'][],
  roundMaximum: number | undefined,
): Bounds {
  return {
    maximum: new Map(offers.map(({ kind, maximum }) => [kind, maximum.amount])),
    roundMaximum: roundMaximum ?? Infinity,
  };
}
