import { cardsOf, type VideoPokerDefinition } from './definition.js';
import { forEachHand } from './hold-values.js';
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
 * (134,459 of 52 cards), played once.
 */
export function countOutcomes(definition: VideoPokerDefinition, strategy = new OptimalStrategy(definition)) {
  // The total is below 2^53, so that doubles count exactly.
  const rows = new Float64Array(strategy.rows);
  let deals = 0;
  forEachHand(cardsOf(definition), (a, b, c, d, e) => {
    const weight = classSize(a, b, c, d, e);
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

const suits = new Int32Array(4);

/** How many deals are this one but for the names of the suits; 0 for all of a class but one. */
function classSize(a: number, b: number, c: number, d: number, e: number): number {
  suits.fill(0);
  for (const card of [a, b, c, d, e])
    if (card < 52) suits[card & 3] = (suits[card & 3] ?? 0) | (1 << (card >> 2));
  let size = 24;
  let run = 1;
  for (let suit = 1; suit < 4; suit += 1) {
    const [before, ranks] = [suits[suit - 1] ?? 0, suits[suit] ?? 0];
    if (ranks > before) return 0;
    run = ranks === before ? run + 1 : 1;
    size /= run;
  }
  return size;
}
