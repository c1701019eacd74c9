/**
 * A card of a 52-card deck as an integer: four times its rank plus its suit. Ranks run from 0, the two, to 12, the ace.
 */
export type Card = number;

export const deckSize = 52;
export const rankNames = ['2', '3', '4', '5', '6', '7', '8', '9', 'T', 'J', 'Q', 'K', 'A'] as const;
export type RankName = (typeof rankNames)[number];

/** The first card after those of the suits; a second joker is the card after it. */
export const joker: Card = 52;

const suitNames = 'cdhs';

export function rankOf(card: Card): number {
  return card >> 2;
}

export function suitOf(card: Card): number {
  return card & 3;
}

/** Rank and suit as clients show them: `Th` is the ten of hearts, `joker` the joker. */
export function cardName(card: Card): string {
  return card >= joker ? 'joker' : (rankNames[rankOf(card)] ?? '') + (suitNames[suitOf(card)] ?? '');
}

/** The card of a name. @returns undefined if there is none */
export function cardOf(name: string): Card | undefined {
  if (name === 'joker') return joker;
  const rank = rankNames.findIndex((each) => each === name.slice(0, -1));
  const suit = suitNames.indexOf(name.slice(-1));
  return rank < 0 || suit < 0 || name.length !== 2 ? undefined : 4 * rank + suit;
}
