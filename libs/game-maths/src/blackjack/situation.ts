import { compositions, totalKey } from './compositions.js';
import { dealerHasBlackjack, dealerBust, type DealerEndings, dealerResults } from './dealer.js';
import type { BlackjackDefinition } from './definition.js';
import { type BlackjackRank, fullShoe, rankCount } from './ranks.js';

/** What a player does with each total against one card of the dealer; keys as `totalKey` gives them. */
export interface Policy {
  readonly hit: Uint8Array;
  /** Of two cards, where it is allowed. */
  readonly double: Uint8Array;
  readonly surrender: Uint8Array;
  /** By rank of a pair. */
  readonly split: Uint8Array;
}

const hands = compositions();

/** True if two cards of this total may be doubled. */
export function mayDouble({ double: { on } }: BlackjackDefinition, total: number): boolean {
  if (on === 'any-two') return true;
  // Soft totals of two cards are above eleven.
  return total <= 11 && total >= Number.parseInt(on, 10);
}

/**
 * One card of the dealer, and a shoe from which it and perhaps others are gone. Values are per stake, and leave out what a
 * blackjack of the dealer takes: unless it takes all stakes, that is the original one whatever is played.
 */
export class Situation {
  readonly takesAll: boolean;
  private readonly shoe: number[];
  private readonly cards: number;
  private readonly left = new Float64Array(rankCount);
  private readonly chances: Float64Array;
  private readonly known: Uint8Array;
  private readonly stands: Float64Array;

  constructor(
    readonly definition: BlackjackDefinition,
    readonly up: BlackjackRank,
    private readonly endings: DealerEndings,
    gone: readonly BlackjackRank[] = [],
  ) {
    this.takesAll = definition.dealerBlackjack === 'takes-all';
    this.shoe = fullShoe(definition.decks);
    for (const rank of [up, ...gone]) this.shoe[rank] = (this.shoe[rank] ?? 0) - 1;
    this.cards = this.shoe.reduce((sum, count) => sum + count, 0);
    this.chances = new Float64Array(hands.size * dealerResults);
    this.known = new Uint8Array(hands.size);
    this.stands = new Float64Array(hands.size);
  }

  /** Chance that the next card has a rank; of a hand of -1, before any card. */
  next(hand: number, rank: BlackjackRank): number {
    const held = hand < 0 ? 0 : (hands.counts[hand * rankCount + rank] ?? 0);
    const cards = hand < 0 ? 0 : (hands.cards[hand] ?? 0);
    const left = (this.shoe[rank] ?? 0) - held;
    return left > 0 ? left / (this.cards - cards) : 0;
  }

  /** Chance of a result of the dealer, as `dealer.ts` numbers them, while the player holds a hand. */
  chance(hand: number, result: number): number {
    this.solve(hand);
    return this.chances[hand * dealerResults + result] ?? 0;
  }

  stand(hand: number): number {
    this.solve(hand);
    return this.stands[hand] ?? 0;
  }

  /** What a bust of a hand costs; the cards that made it bust are `hand` and `rank`. */
  bust(hand: number, rank: BlackjackRank): number {
    return this.takesAll ? -1 : this.blackjackAfter(hand, rank) - 1;
  }

  /** Chance of a blackjack of the dealer when one more card has been seen. */
  blackjackAfter(hand: number, rank: BlackjackRank): number {
    if (this.up !== 0 && this.up !== 9) return 0;
    const needed = this.up === 0 ? 9 : 0;
    const held = (hands.counts[hand * rankCount + needed] ?? 0) + (rank === needed ? 1 : 0);
    return Math.max(0, (this.shoe[needed] ?? 0) - held) / (this.cards - (hands.cards[hand] ?? 0) - 1);
  }

  /** One card for a second stake. */
  double(hand: number): number {
    let value = 0;
    for (let rank = 0; rank < rankCount; rank += 1) {
      const chance = this.next(hand, rank);
      if (chance === 0) continue;
      const more = hands.next[hand * rankCount + rank] ?? -1;
      value += 2 * chance * (more < 0 ? this.bust(hand, rank) : this.stand(more));
    }
    return value;
  }

  private solve(hand: number): void {
    if (this.known[hand]) return;
    this.known[hand] = 1;
    for (let rank = 0; rank < rankCount; rank += 1) {
      this.left[rank] = (this.shoe[rank] ?? 0) - (hands.counts[hand * rankCount + rank] ?? 0);
    }
    const chances = this.chances.subarray(hand * dealerResults, (hand + 1) * dealerResults);
    this.endings.fill(this.left, chances);
    const total = hands.totals[hand] ?? 0;
    let value = chances[dealerBust] ?? 0;
    for (let result = 0; result < dealerBust; result += 1)
      value += Math.sign(total - 17 - result) * (chances[result] ?? 0);
    this.stands[hand] = value - (this.takesAll ? (chances[dealerHasBlackjack] ?? 0) : 0);
  }
}

/** What hands are worth when played by a policy; keeps what it has found. */
export class Played {
  private readonly known = new Uint8Array(hands.size);
  private readonly values = new Float64Array(hands.size);

  constructor(
    readonly situation: Situation,
    private readonly policy: Policy,
  ) {}

  /** Of a hand that is neither doubled nor split nor given up. */
  value(hand: number): number {
    if (this.known[hand]) return this.values[hand] ?? 0;
    const hits = this.policy.hit[keyOf(hand)];
    const value = hits ? this.hit(hand) : this.situation.stand(hand);
    this.values[hand] = value;
    this.known[hand] = 1;
    return value;
  }

  hit(hand: number): number {
    let value = 0;
    for (let rank = 0; rank < rankCount; rank += 1) {
      const chance = this.situation.next(hand, rank);
      if (chance === 0) continue;
      const more = hands.next[hand * rankCount + rank] ?? -1;
      value += chance * (more < 0 ? this.situation.bust(hand, rank) : this.value(more));
    }
    return value;
  }

  /** Of two cards that may be doubled where the rules say so. */
  valueOfTwo(hand: number): number {
    const doubles = this.policy.double[keyOf(hand)];
    return doubles ? this.situation.double(hand) : this.value(hand);
  }
}

export function keyOf(hand: number): number {
  return totalKey(hands.totals[hand] ?? 0, hands.soft[hand] ?? 0);
}
