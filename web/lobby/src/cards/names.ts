import { texts } from '../texts/en-gb.js';

const t = texts.cards;

export interface CardFace {
  rank: string;
  suit: string;
  red: boolean;
  /** As it is read out: `ten of hearts`. */
  name: string;
}

const signs: Readonly<Record<string, string>> = { c: '♣', d: '♦', h: '♥', s: '♠' };

/** What is on a card of the platform's name: `Th` is the ten of hearts. */
export function faceOf(card: string): CardFace {
  const [rank = '', suit = ''] = card;
  if (signs[suit] === undefined) return { rank: '★', suit: '', red: false, name: t.joker };
  return {
    rank: rank === 'T' ? '10' : rank,
    suit: signs[suit] ?? '',
    red: suit === 'd' || suit === 'h',
    name: t.of(t.ranks[rank] ?? rank, t.suits[suit] ?? suit),
  };
}

/** Cards in words: `ten of hearts, ace of spades`. */
export function cardNames(cards: readonly string[]): string {
  return cards.map((card) => faceOf(card).name).join(', ');
}
