import { type BlackjackRank, dealerHits, isBlackjack, rankCount, totalOf } from './ranks.js';

/** Results of the dealer: 0 to 4 are totals 17 to 21, then a bust, then a blackjack. */
export const dealerResults = 7;
export const dealerBust = 5;
export const dealerHasBlackjack = 6;

interface Ending {
  /** Ranks drawn, ascending. */
  readonly cards: readonly BlackjackRank[];
  /** In how many orders they are drawn. */
  readonly orders: number;
  readonly result: number;
}

/**
 * All that can become of one card of the dealer: sets of further cards with the number of orders in which they are drawn.
 * The sets are a tree by their ascending cards, so that from any shoe the chance of each is one step from that of another.
 */
export class DealerEndings {
  private readonly parents: Int32Array;
  private readonly ranks: Uint8Array;
  /** Cards of the same rank, and cards at all, drawn before. */
  private readonly alike: Uint8Array;
  private readonly depths: Uint8Array;
  private readonly orders: Float64Array;
  private readonly results: Uint8Array;
  private readonly ways: Float64Array;

  constructor(up: BlackjackRank, soft17: 'stands' | 'hits') {
    const nodes = treeOf(endingsOf(up, soft17));
    this.parents = Int32Array.from(nodes, ({ parent }) => parent);
    this.ranks = Uint8Array.from(nodes, ({ cards }) => cards.at(-1) ?? 0);
    this.alike = Uint8Array.from(
      nodes,
      ({ cards }) => cards.filter((rank) => rank === cards.at(-1)).length - 1,
    );
    this.depths = Uint8Array.from(nodes, ({ cards }) => cards.length - 1);
    this.orders = Float64Array.from(nodes, ({ orders }) => orders);
    this.results = Uint8Array.from(nodes, ({ result }) => result);
    // The last entry is of no card drawn, the parent of the first ones.
    this.ways = new Float64Array(nodes.length + 1).fill(1);
  }

  /** Fills `chances` with the chance of each result, from a shoe of `left` cards by rank. */
  fill(left: Float64Array, chances: Float64Array): void {
    const { parents, ranks, alike, depths, orders, results, ways } = this;
    let cards = 0;
    for (let rank = 0; rank < rankCount; rank += 1) cards += left[rank] ?? 0;
    chances.fill(0);
    for (let node = 0; node < parents.length; node += 1) {
      const drawn = (left[ranks[node] ?? 0] ?? 0) - (alike[node] ?? 0);
      const chance = ((ways[parents[node] ?? 0] ?? 0) * drawn) / (cards - (depths[node] ?? 0));
      ways[node] = chance;
      const result = results[node] ?? 0;
      chances[result] = (chances[result] ?? 0) + chance * (orders[node] ?? 0);
    }
  }
}

interface Node extends Ending {
  readonly parent: number;
}

/** Adds what is missing between the sets; those that are no ending come about in no order. */
function treeOf(endings: readonly Ending[]): Node[] {
  const byCards = new Map(endings.map((ending) => [ending.cards.join(), ending]));
  for (const { cards } of endings) {
    for (let length = 1; length < cards.length; length += 1) {
      const shorter = cards.slice(0, length);
      if (!byCards.has(shorter.join())) byCards.set(shorter.join(), { cards: shorter, orders: 0, result: 0 });
    }
  }
  const sets = [...byCards.values()].sort((left, right) => left.cards.length - right.cards.length);
  const places = new Map(sets.map(({ cards }, place) => [cards.join(), place]));
  return sets.map((set) => ({ ...set, parent: places.get(set.cards.slice(0, -1).join()) ?? sets.length }));
}

function endingsOf(up: BlackjackRank, soft17: 'stands' | 'hits'): Ending[] {
  const endings: Ending[] = [];
  let open = new Map([['', { cards: [] as readonly number[], orders: 1 }]]);
  while (open.size > 0) {
    const longer: typeof open = new Map();
    for (const { cards, orders } of open.values()) {
      for (let rank = 0; rank < rankCount; rank += 1) {
        const more = [...cards, rank].sort((left, right) => left - right);
        const key = more.join();
        longer.set(key, { cards: more, orders: orders + (longer.get(key)?.orders ?? 0) });
      }
    }
    open = new Map();
    for (const [key, set] of longer) {
      const hand = [up, ...set.cards];
      const { total } = totalOf(hand);
      if (dealerHits(totalOf(hand), soft17)) open.set(key, set);
      else if (isBlackjack(hand)) endings.push({ ...set, result: dealerHasBlackjack });
      else endings.push({ ...set, result: total > 21 ? dealerBust : total - 17 });
    }
  }
  return endings;
}
