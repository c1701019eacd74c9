import type { Currency } from '@croupier/kernel';
import { type RouletteDefinition, zerosOf } from './definition.js';
import { findSpot, type RouletteBetKind, spotsOf } from './layout.js';

/** A bet as a player sends it: numbers in any order, left out where the kind has one spot. */
export interface RouletteBetRequest {
  readonly kind: RouletteBetKind;
  readonly numbers?: readonly number[];
  /** Minor units. */
  readonly amount: number;
}

/** A bet on a spot of the layout. */
export interface RouletteBet {
  readonly kind: RouletteBetKind;
  readonly numbers: readonly number[];
  readonly amount: number;
}

/** Why bets are not taken; `index` is the bet at fault, missing where it is their sum. */
export interface BetFault {
  readonly reason:
    | 'no_bets'
    | 'currency_not_offered'
    | 'no_such_spot'
    | 'not_a_multiple'
    | 'below_minimum'
    | 'above_maximum'
    | 'above_round_maximum';
  readonly index?: number;
  /** In words for the player's client, with the limit that was missed. */
  readonly detail: string;
}

export type CheckedBets =
  | { readonly bets: readonly RouletteBet[]; readonly total: number; readonly fault?: undefined }
  | { readonly fault: BetFault };

/**
 * Puts bets on the spots of the layout: chips on the same spot become one bet, and limits hold for it. `before` is
 * what the player has on the layout already, for a table that takes bets in several requests.
 */
export function checkBets(
  definition: RouletteDefinition,
  currency: Currency,
  requests: readonly RouletteBetRequest[],
  before: readonly RouletteBet[] = [],
): CheckedBets {
  const limits = definition.limits[currency];
  if (!limits) return refused('currency_not_offered', `There are no limits for ${currency}.`);
  if (requests.length === 0) return refused('no_bets', 'There is no bet.');
  const lying = new Map(before.map((bet) => [spotKey(bet), bet.amount]));
  const added = new Map<string, RouletteBet>();
  for (const [index, { kind, numbers, amount }] of requests.entries()) {
    const spot = findSpot(zerosOf(definition), kind, numbers);
    const range = limits.bets[kind];
    if (!spot || !range) return refused('no_such_spot', whereOf(definition, kind), index);
    if (amount % limits.step !== 0) {
      return refused('not_a_multiple', `Every bet is a multiple of ${limits.step}.`, index);
    }
    const key = spotKey(spot);
    const bet = { kind, numbers: spot.numbers, amount: (added.get(key)?.amount ?? 0) + amount };
    const onSpot = bet.amount + (lying.get(key) ?? 0);
    if (onSpot > range.maximum) {
      return refused('above_maximum', `A bet of this kind is at most ${range.maximum}.`, index);
    }
    added.set(key, bet);
  }
  for (const [index, { kind, numbers }] of requests.entries()) {
    const key = spotKey({ kind, numbers: findSpot(zerosOf(definition), kind, numbers)?.numbers ?? [] });
    const least = limits.bets[kind]?.minimum ?? 0;
    if ((added.get(key)?.amount ?? 0) + (lying.get(key) ?? 0) < least) {
      return refused('below_minimum', `A bet of this kind is at least ${least}.`, index);
    }
  }
  const bets = [...added.values()];
  const total = sumOf(bets);
  if (total + sumOf(before) > limits.roundMaximum) {
    return refused('above_round_maximum', `All bets of a round are at most ${limits.roundMaximum}.`);
  }
  return { bets, total };
}

/** All chips of several requests, by spot. */
export function mergeBets(bets: readonly RouletteBet[]): RouletteBet[] {
  const merged = new Map<string, RouletteBet>();
  for (const bet of bets) {
    const amount = (merged.get(spotKey(bet))?.amount ?? 0) + bet.amount;
    merged.set(spotKey(bet), { ...bet, amount });
  }
  return [...merged.values()];
}

export function sumOf(bets: readonly { readonly amount: number }[]): number {
  return bets.reduce((sum, { amount }) => sum + amount, 0);
}

function spotKey({ kind, numbers }: Omit<RouletteBet, 'amount'>): string {
  return `${kind}:${numbers.join()}`;
}

function whereOf(definition: RouletteDefinition, kind: RouletteBetKind): string {
  const spots = spotsOf(zerosOf(definition)).filter((spot) => spot.kind === kind);
  const [example] = spots;
  if (!example) return `This layout has no ${kind}.`;
  return `A ${kind} covers certain numbers, such as ${example.numbers.join(', ')}; these are none of them.`;
}

function refused(reason: BetFault['reason'], detail: string, index?: number): CheckedBets {
  return { fault: { reason, detail, ...(index === undefined ? {} : { index }) } };
}
