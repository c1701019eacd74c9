import { cardOf, joker, rankOf, suitOf } from '../cards/cards.js';
import { cardsOf } from './definition.js';
import { forEachHand } from './hold-values.js';
import type { PayTable } from './pay-tables.js';
import { OptimalStrategy } from './strategy.js';

/** How optimal play ends, over every deal and every draw. */
export interface CountedOutcomes {
  /** By row of the pay table; the last is of hands that are not paid. */
  readonly rows: readonly bigint[];
  /** All ways: 19,933,230,517,200 for 52 cards. */
  readonly total: bigint;
}

/**
 * Plays every deal optimally and counts how all its draws end. Deals that differ in the names of suits alone are one class
 * (134,459 of 52 cards), played once; where single cards are wild, of suits with the same ones.
 */
export function countOutcomes(definition: PayTable, strategy = new OptimalStrategy(definition)) {
  // The total is below 2^53, so that doubles count exactly.
  const rows = new Float64Array(strategy.rows);
  const alike = alikeSuits(definition);
  let deals = 0;
  forEachHand(cardsOf(definition), (a, b, c, d, e) => {
    const weight = classSize(alike, [a, b, c, d, e]);
    if (weight === 0) return;
    deals += weight;
    strategy.addOutcomes(strategy.holdFor(a, b, c, d, e), weight, rows);
  });
  const counted: CountedOutcomes = {
    rows: [...rows].map(BigInt),
    total: BigInt(deals) * BigInt(strategy.scale.ways),
  };
  return counted;
}

/** Groups of suits whose names can be changed for each other: of each the same cards are wild. */
function alikeSuits({ wilds }: PayTable): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  for (const suit of [0, 1, 2, 3]) {
    const own = wilds.flatMap((name) => cardOf(name) ?? []).filter((card) => suitOf(card) === suit);
    const key = own.map(rankOf).sort().join();
    groups.set(key, [...(groups.get(key) ?? []), suit]);
  }
  return [...groups.values()];
}

const ranksBySuit = new Int32Array(4);

/** How many deals are this one but for the names of the suits; 0 for all of a class but one. */
function classSize(alike: readonly (readonly number[])[], hand: readonly number[]): number {
  ranksBySuit.fill(0);
  for (const card of hand) {
    if (card < joker) ranksBySuit[suitOf(card)] = (ranksBySuit[suitOf(card)] ?? 0) | (1 << rankOf(card));
  }
  let size = 1;
  for (const group of alike) {
    let run = 1;
    for (let place = 1; place < group.length; place += 1) {
      const [before, ranks] = [ranksBySuit[group[place - 1] ?? 0] ?? 0, ranksBySuit[group[place] ?? 0] ?? 0];
      if (ranks > before) return 0;
      run = ranks === before ? run + 1 : 1;
      size = (size * (place + 1)) / run;
    }
  }
  return size;
}
