import type { Currency } from '@croupier/kernel';
import { type BetRequest, placeBets, type PlacedBets, type TableBet } from '../table-bets.js';
import { type RouletteDefinition, zerosOf } from './definition.js';
import { findSpot, type RouletteBetKind, spotsOf } from './layout.js';

export type RouletteBetRequest = BetRequest<RouletteBetKind>;
export type RouletteBet = TableBet<RouletteBetKind>;
export type CheckedBets = PlacedBets<RouletteBetKind>;

/** Puts bets on the spots of the wheel's layout, within the limits of the definition; `before` as in `placeBets`. */
export function checkBets(
  definition: RouletteDefinition,
  currency: Currency,
  requests: readonly RouletteBetRequest[],
  before: readonly RouletteBet[] = [],
): CheckedBets {
  const layout = {
    limits: definition.limits,
    find: (kind: RouletteBetKind, numbers?: readonly number[]) =>
      findSpot(zerosOf(definition), kind, numbers),
    hint: (kind: RouletteBetKind) => whereOf(definition, kind),
  };
  return placeBets(layout, currency, requests, before);
}

function whereOf(definition: RouletteDefinition, kind: RouletteBetKind): string {
  const [example] = spotsOf(zerosOf(definition)).filter((spot) => spot.kind === kind);
  if (!example) return `This layout has no ${kind}.`;
  return `A ${kind} covers certain numbers, such as ${example.numbers.join(', ')}; these are none of them.`;
}
