import type { Card } from '../cards/cards.js';
import { cardsOf } from './definition.js';
import { type HandTable, handTableOf } from './hands.js';
import { bestOf, type DrawScale, drawScaleOf, forEachHand, keptBy } from './hold-values.js';
import type { PayTable } from './pay-tables.js';

/** How many sets of `taken` cards lie below a card, in the order of their highest cards. */
const below: readonly Float64Array[] = Array.from({ length: 6 }, (_, taken) =>
  Float64Array.from({ length: 55 }, (_, card) => {
    let ways = 1;
    for (let index = 0; index < taken; index += 1) ways = (ways * (card - index)) / (index + 1);
    return ways;
  }),
);

/**
 * For every set of up to five cards, how many hands of five that contain it are paid by each row. What a hold may end in
 * follows by inclusion and exclusion of the cards thrown away, without a look at any draw.
 */
export class OptimalStrategy {
  readonly scale: DrawScale;
  readonly rows: number;
  /** By how many cards a set has, its place, and the row. */
  private readonly counts: readonly Uint32Array[];
  private readonly pays: readonly Float64Array[];
  /** The row of each hand of five cards. */
  private readonly hands: Uint8Array;
  private readonly values = new Float64Array(32);
  private readonly places = new Int32Array(32);

  constructor(definition: PayTable) {
    const cards = cardsOf(definition);
    this.scale = drawScaleOf(definition);
    this.rows = definition.pays.length + 1;
    this.hands = rowsOfHands(handTableOf(definition), cards);
    this.counts = countSupersets(this.hands, cards, this.rows);
    const pays = [...definition.pays.map((row) => row.pays), 0];
    const paysOf = (counts: Uint32Array): Float64Array =>
      Float64Array.from({ length: counts.length / this.rows }, (_, place) =>
        pays.reduce((sum, pay, row) => sum + pay * (counts[place * this.rows + row] ?? 0), 0),
      );
    this.pays = [...this.counts.map(paysOf), Float64Array.from(this.hands, (row) => pays[row] ?? 0)];
  }

  /** The hold that returns most on average, of five cards in ascending order. */
  holdFor(a: Card, b: Card, c: Card, d: Card, e: Card): number {
    const { values } = this;
    this.locate(a, b, c, d, e);
    for (let hold = 0; hold < 32; hold += 1) {
      values[hold] = this.pays[kept[hold] ?? 0]?.[this.places[hold] ?? 0] ?? 0;
    }
    // Takes out the hands that hold a card which was thrown away.
    for (let bit = 1; bit < 32; bit *= 2) {
      for (let hold = 0; hold < 32; hold += 1) {
        if ((hold & bit) === 0) values[hold] = (values[hold] ?? 0) - (values[hold | bit] ?? 0);
      }
    }
    return bestOf(values, this.scale);
  }

  /** Adds to `into`, by row, `weight` times the draws of a hold of the cards last asked about; scaled as `scale` says. */
  addOutcomes(hold: number, weight: number, into: Float64Array): void {
    const factor = weight * (this.scale.factors[hold] ?? 0);
    for (let more = hold; more < 32; more = (more + 1) | hold) {
      const size = kept[more] ?? 0;
      const sign = (size - (kept[hold] ?? 0)) % 2 === 0 ? factor : -factor;
      if (size === 5) {
        const row = this.hands[this.places[more] ?? 0] ?? 0;
        into[row] = (into[row] ?? 0) + sign;
        continue;
      }
      const counts = this.counts[size];
      const from = (this.places[more] ?? 0) * this.rows;
      for (let row = 0; row < this.rows; row += 1)
        into[row] = (into[row] ?? 0) + sign * (counts?.[from + row] ?? 0);
    }
  }

  /** Finds the place of each of the 32 subsets. */
  private locate(a: Card, b: Card, c: Card, d: Card, e: Card): void {
    const hand = [a, b, c, d, e];
    for (let hold = 0; hold < 32; hold += 1) {
      let place = 0;
      let taken = 0;
      for (let position = 0; position < 5; position += 1) {
        if ((hold >> position) & 1) place += below[(taken += 1)]?.[hand[position] ?? 0] ?? 0;
      }
      this.places[hold] = place;
    }
  }
}

const kept = Uint8Array.from({ length: 32 }, (_, hold) => keptBy(hold));

function rowsOfHands(table: HandTable, cards: number): Uint8Array {
  const hands = new Uint8Array(below[5]?.[cards] ?? 0);
  let hand = 0;
  forEachHand(cards, (a, b, c, d, e) => (hands[hand++] = table.rowOf(a, b, c, d, e)));
  return hands;
}

/** Counts of sets of 0 to 4 cards; those of fewer cards are sums over those of one more. */
function countSupersets(hands: Uint8Array, cards: number, rows: number): Uint32Array[] {
  const counts = [0, 1, 2, 3, 4].map((size) => new Uint32Array((below[size]?.[cards] ?? 0) * rows));
  const [, , , , four = new Uint32Array(0)] = counts;
  forEachSet(cards, 5, (set, place) => {
    const row = hands[place] ?? 0;
    for (let dropped = 0; dropped < 5; dropped += 1) {
      const at = placeWithout(set, dropped) * rows + row;
      four[at] = (four[at] ?? 0) + 1;
    }
  });
  for (let size = 3; size >= 0; size -= 1) {
    const [to, from] = [counts[size], counts[size + 1]];
    if (!to || !from) continue;
    forEachSet(cards, size + 1, (set, place) => {
      for (let dropped = 0; dropped <= size; dropped += 1) {
        const at = placeWithout(set, dropped) * rows;
        for (let row = 0; row < rows; row += 1)
          to[at + row] = (to[at + row] ?? 0) + (from[place * rows + row] ?? 0);
      }
    });
    // A hand was counted once for each of its cards that might be the one more.
    for (let at = 0; at < to.length; at += 1) to[at] = (to[at] ?? 0) / (5 - size);
  }
  return counts;
}

/** Every set of `size` cards, ascending, with its place in the order of the highest cards. */
function forEachSet(cards: number, size: number, visit: (set: Int32Array, place: number) => void): void {
  const set = Int32Array.from({ length: size }, (_, position) => position);
  for (let place = 0; (set[size - 1] ?? 0) < cards; place += 1) {
    visit(set, place);
    let position = 0;
    while (position < size - 1 && (set[position] ?? 0) + 1 === set[position + 1]) {
      set[position] = position;
      position += 1;
    }
    set[position] = (set[position] ?? 0) + 1;
  }
}

function placeWithout(set: Int32Array, dropped: number): number {
  let place = 0;
  let taken = 0;
  for (let position = 0; position < set.length; position += 1) {
    if (position !== dropped) place += below[(taken += 1)]?.[set[position] ?? 0] ?? 0;
  }
  return place;
}
