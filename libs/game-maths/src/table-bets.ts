import type { Currency } from '@croupier/kernel';
import type { LimitsByCurrency } from './table-limits.js';

/** A bet as a player sends it: numbers in any order, left out where the kind has one spot. */
export interface BetRequest<Kind extends string> {
  readonly kind: Kind;
  readonly numbers?: readonly number[];
  /** Minor units. */
  readonly amount: number;
}

/** One place of a layout where a chip can lie. */
export interface TableSpot<Kind extends string> {
  readonly kind: Kind;
  readonly numbers: readonly number[];
}

/** A bet on a spot of the layout, in minor units. */
export interface TableBet<Kind extends string> extends TableSpot<Kind> {
  readonly amount: number;
}

/** Why bets are not taken; `index` is the bet at fault, missing where it is their sum. */
export interface BetFault {
  readonly reason:
    | 'no_bets'
    | 'currency_not_offered'
    | 'no_such_spot'
    | 'not_now'
    | 'not_a_multiple'
    | 'below_minimum'
    | 'above_maximum'
    | 'above_round_maximum';
  readonly index?: number;
  /** In words for the player's client, with the limit that was missed. */
  readonly detail: string;
}

/** What a table knows of its bets. */
export interface BetLayout<Kind extends string> {
  readonly limits: LimitsByCurrency<Kind>;
  /** The spot of these numbers, whatever their order; undefined if the layout has none such. */
  find(kind: Kind, numbers?: readonly number[]): TableSpot<Kind> | undefined;
  /** What a bet of the kind covers, in a sentence for whoever missed it. */
  hint(kind: Kind): string;
  /** The smallest amount whose payout on this spot is whole; 1 if left out. Bets are multiples of it and of the step. */
  whole?(spot: TableSpot<Kind>): number;
}

export type PlacedBets<Kind extends string> =
  | { readonly bets: readonly TableBet<Kind>[]; readonly total: number; readonly fault?: undefined }
  | { readonly fault: BetFault };

/**
 * Puts bets on the spots of a layout: chips on the same spot become one bet, and limits hold for it. `before` is what
 * the player has on the layout already, for a table that takes bets in several requests.
 */
export function placeBets<Kind extends string>(
  layout: BetLayout<Kind>,
  currency: Currency,
  requests: readonly BetRequest<Kind>[],
  before: readonly TableBet<Kind>[] = [],
): PlacedBets<Kind> {
  const limits = layout.limits[currency];
  if (!limits) return refused('currency_not_offered', `There are no limits for ${currency}.`);
  if (requests.length === 0) return refused('no_bets', 'There is no bet.');
  const lying = new Map(before.map((bet) => [spotKey(bet), bet.amount]));
  const added = new Map<string, { bet: TableBet<Kind>; index: number; least: number }>();
  for (const [index, { kind, numbers, amount }] of requests.entries()) {
    const spot = layout.find(kind, numbers);
    // A kind comes from outside: one such as `constructor` is none of the table's.
    const range = Object.hasOwn(limits.bets, kind) ? limits.bets[kind] : undefined;
    if (!spot || !range) return refused('no_such_spot', layout.hint(kind), index);
    const fault = multipleFault(amount, limits.step, layout.whole?.(spot) ?? 1);
    if (fault !== undefined) return refused('not_a_multiple', fault, index);
    const key = spotKey(spot);
    const before = added.get(key);
    const bet = { kind, numbers: spot.numbers, amount: (before?.bet.amount ?? 0) + amount };
    if (bet.amount + (lying.get(key) ?? 0) > range.maximum) {
      return refused('above_maximum', `A bet of this kind is at most ${range.maximum}.`, index);
    }
    added.set(key, { bet, index: before?.index ?? index, least: range.minimum });
  }
  for (const [key, { bet, index, least }] of added) {
    if (bet.amount + (lying.get(key) ?? 0) < least) {
      return refused('below_minimum', `A bet of this kind is at least ${least}.`, index);
    }
  }
  const bets = [...added.values()].map(({ bet }) => bet);
  const total = sumOf(bets);
  if (total + sumOf(before) > limits.roundMaximum) {
    return refused('above_round_maximum', `All bets of a round are at most ${limits.roundMaximum}.`);
  }
  return { bets, total };
}

/** Bets beside which a raise as high as one of them can still be staked: the most of a round holds for it, too. */
export function withRoomToRaise<Kind extends string>(
  placed: PlacedBets<Kind>,
  { kind, roundMaximum = 0 }: { kind: Kind; roundMaximum: number | undefined },
): PlacedBets<Kind> {
  if (placed.fault) return placed;
  const raise = sumOf(placed.bets.filter((bet) => bet.kind === kind));
  if (placed.total + raise <= roundMaximum) return placed;
  const detail = `All bets of a round, with the raise that may follow, are at most ${roundMaximum}.`;
  return refused('above_round_maximum', detail);
}

/** All chips of several requests, by spot. */
export function mergeBets<Kind extends string>(bets: readonly TableBet<Kind>[]): TableBet<Kind>[] {
  const merged = new Map<string, TableBet<Kind>>();
  for (const bet of bets) {
    const amount = (merged.get(spotKey(bet))?.amount ?? 0) + bet.amount;
    merged.set(spotKey(bet), { ...bet, amount });
  }
  return [...merged.values()];
}

export function sumOf(bets: readonly { readonly amount: number }[]): number {
  return bets.reduce((sum, { amount }) => sum + amount, 0);
}

function multipleFault(amount: number, step: number, whole: number): string | undefined {
  const sound = Number.isSafeInteger(amount) && amount > 0;
  if (!sound || amount % step !== 0) return `Every bet is a multiple of ${step}.`;
  return amount % whole === 0
    ? undefined
    : `This bet is a multiple of ${whole}, so that its payout is whole.`;
}

function spotKey({ kind, numbers }: TableSpot<string>): string {
  return `${kind}:${numbers.join()}`;
}

function refused(reason: BetFault['reason'], detail: string, index?: number): { readonly fault: BetFault } {
  return { fault: { reason, detail, ...(index === undefined ? {} : { index }) } };
}
