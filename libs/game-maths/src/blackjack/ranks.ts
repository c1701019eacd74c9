import { type Card, rankOf } from '../cards/cards.js';

/** What counts of a card: 0 is the ace, 1 to 8 are two to nine, 9 is every card that counts ten. */
export type BlackjackRank = number;

export const rankCount = 10;
export const aceRank = 0;
export const tenRank = 9;

export function blackjackRank(card: Card): BlackjackRank {
  const rank = rankOf(card);
  return rank === 12 ? aceRank : Math.min(rank + 1, tenRank);
}

/** How many cards of each rank so many decks hold. */
export function fullShoe(decks: number): number[] {
  return Array.from({ length: rankCount }, (_, rank) => (rank === tenRank ? 16 : 4) * decks);
}

/** Total of a hand; soft while an ace counts eleven. */
export interface Total {
  readonly total: number;
  readonly soft: boolean;
}

/** Counts an ace as eleven where that does not bust. */
export function totalOf(ranks: readonly BlackjackRank[]): Total {
  const hard = ranks.reduce((sum, rank) => sum + rank + 1, 0);
  const soft = ranks.includes(aceRank) && hard <= 11;
  return { total: soft ? hard + 10 : hard, soft };
}

export function isBlackjack(ranks: readonly BlackjackRank[]): boolean {
  return ranks.length === 2 && ranks.includes(aceRank) && ranks.includes(tenRank);
}

/** True if the dealer takes another card. */
export function dealerHits({ total, soft }: Total, soft17: 'stands' | 'hits'): boolean {
  return total < 17 || (total === 17 && soft && soft17 === 'hits');
}
