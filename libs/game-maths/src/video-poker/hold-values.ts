import { type Card } from '../cards/cards.js';
import { greatestCommonDivisor } from '../fraction.js';
import { cardsOf, type VideoPokerDefinition } from './definition.js';
import { handTableOf } from './hands.js';
import type { PayTable } from './pay-tables.js';

/** A hold is a mask of five bits: bit 0 keeps the first card. */
export const holds: readonly number[] = Array.from({ length: 32 }, (_, hold) => hold);

/** How many cards a hold keeps. */
export function keptBy(hold: number): number {
  let kept = 0;
  for (let bits = hold; bits > 0; bits &= bits - 1) kept += 1;
  return kept;
}

/** How draws of different size weigh alike. */
export interface DrawScale {
  /** The ways of each hold, once scaled: the smallest number that all counts of draws divide. */
  readonly ways: number;
  /** By hold: how often each of its draws is counted among those ways. */
  readonly factors: readonly number[];
}

export function drawScaleOf(definition: Pick<VideoPokerDefinition, 'jokers'>): DrawScale {
  const left = cardsOf(definition) - 5;
  const draws = holds.map((hold) => {
    let ways = 1;
    for (let drawn = 0; drawn < 5 - keptBy(hold); drawn += 1) ways = (ways * (left - drawn)) / (drawn + 1);
    return ways;
  });
  const ways = draws.reduce(
    (all, each) => (all * each) / Number(greatestCommonDivisor(BigInt(all), BigInt(each))),
    1,
  );
  return { ways, factors: draws.map((each) => ways / each) };
}

/** The hold that is worth most; of equals the one that comes first, which keeps the earlier cards or fewer. */
export function bestOf(values: ArrayLike<number>, { factors }: DrawScale): number {
  let best = 0;
  let most = -1;
  for (let hold = 0; hold < 32; hold += 1) {
    const value = (values[hold] ?? 0) * (factors[hold] ?? 0);
    if (value > most) [best, most] = [hold, value];
  }
  return best;
}

/**
 * The optimal hold of one deal, counted over every draw: each hand of five cards of the deck is what one hold, and only
 * one, may end in. Takes some ten milliseconds.
 */
export function bestHold(definition: PayTable, deal: readonly Card[]): number {
  const table = handTableOf(definition);
  const pays = [...definition.pays.map((row) => row.pays), 0];
  const cards = cardsOf(definition);
  const bit = new Uint8Array(cards);
  deal.forEach((card, position) => (bit[card] = 1 << position));
  const values = new Float64Array(32);
  forEachHand(cards, (a, b, c, d, e) => {
    const hold = (bit[a] ?? 0) | (bit[b] ?? 0) | (bit[c] ?? 0) | (bit[d] ?? 0) | (bit[e] ?? 0);
    values[hold] = (values[hold] ?? 0) + (pays[table.rowOf(a, b, c, d, e)] ?? 0);
  });
  return bestOf(values, drawScaleOf(definition));
}

/** Every five cards once, each ascending; the hands themselves in the order of their highest cards. */
export function forEachHand(
  cards: number,
  visit: (a: Card, b: Card, c: Card, d: Card, e: Card) => void,
): void {
  for (let e = 4; e < cards; e += 1)
    for (let d = 3; d < e; d += 1)
      for (let c = 2; c < d; c += 1)
        for (let b = 1; b < c; b += 1) for (let a = 0; a < b; a += 1) visit(a, b, c, d, e);
}
