import { bankerDraws, isNatural, playerDraws } from './table.js';

/** One result of the hands with the number of orders of six cards that lead to it. */
export interface CountedResult {
  readonly player: number;
  readonly banker: number;
  readonly bankerCards: 2 | 3;
  readonly ways: bigint;
}

/** All orders of six cards of a shoe: 4,998,398,275,503,360 for eight decks. */
export function ordersOfSix(decks: number): bigint {
  let orders = 1n;
  for (let taken = 0; taken < 6; taken += 1) orders *= BigInt(52 * decks - taken);
  return orders;
}

/**
 * Counts the results of the standard table over every composition of the hands by value. Each course counts for all orders
 * of the six cards that might be dealt, so that courses of four, five and six cards weigh alike.
 */
export function countResults(decks: number): CountedResult[] {
  const count = new ResultCount(decks);
  count.hands((player) => count.hands((banker) => count.thirdCards(player, banker)));
  return [...count.ways].flatMap((ways, index) => {
    if (ways === 0) return [];
    const [player, banker] = [Math.floor(index / 20), Math.floor(index / 2) % 10];
    return [{ player, banker, bankerCards: index % 2 === 0 ? 2 : 3, ways: BigInt(ways) }];
  });
}

/** Walks over the compositions; what is taken at a moment, and in how many orders, is its state. */
class ResultCount {
  /** By totals and the banker's cards. Eight decks have fewer than 2^53 orders, so that doubles count exactly. */
  readonly ways = new Float64Array(10 * 10 * 2);
  private readonly left: number[];
  private cards: number;
  private orders = 1;

  constructor(private readonly decks: number) {
    this.left = [16, 4, 4, 4, 4, 4, 4, 4, 4, 4].map((cards) => cards * decks);
    this.cards = 52 * decks;
  }

  /** Every hand of two cards, by its total. */
  hands(then: (total: number) => void): void {
    for (let first = 0; first < 10; first += 1) {
      this.take(first, 1, () => {
        for (let second = first; second < 10; second += 1) {
          this.take(second, first === second ? 1 : 2, () => then((first + second) % 10));
        }
      });
    }
  }

  thirdCards(player: number, banker: number): void {
    if (isNatural(player, banker)) return this.end(player, banker, 2);
    if (!playerDraws(player)) return this.bankerThird(player, banker);
    this.each((card) => this.bankerThird((player + card) % 10, banker, card));
  }

  private bankerThird(player: number, banker: number, playerThird?: number): void {
    if (!bankerDraws(banker, playerThird)) return this.end(player, banker, 2);
    this.each((card) => this.end(player, (banker + card) % 10, 3));
  }

  private each(then: (card: number) => void): void {
    for (let card = 0; card < 10; card += 1) this.take(card, 1, () => then(card));
  }

  private take(card: number, sequences: number, then: () => void): void {
    const [before, left] = [this.orders, this.left[card] ?? 0];
    if (left === 0) return;
    this.orders = before * sequences * left;
    this.left[card] = left - 1;
    this.cards -= 1;
    then();
    this.cards += 1;
    this.left[card] = left;
    this.orders = before;
  }

  private end(player: number, banker: number, bankerCards: 2 | 3): void {
    let orders = this.orders;
    // Cards that are not dealt may be any of those left.
    for (let left = this.cards; left > 52 * this.decks - 6; left -= 1) orders *= left;
    const index = 20 * player + 2 * banker + bankerCards - 2;
    this.ways[index] = (this.ways[index] ?? 0) + orders;
  }
}
