import { dealCard, type RandomSource } from '@croupier/game-maths';
import { ofChiSquare, ofCounts } from './tails.js';

const cards = 52;

/** A deck in the order in which games deal it. */
export function dealtDeck(random: RandomSource): (size: number) => number[] {
  return (size) => {
    const dealt: number[] = [];
    while (dealt.length < size) dealt.push(dealCard(dealt, size, random));
    return dealt;
  };
}

/** Which card lies in which place: each deck fills every row and every column once, hence (n - 1)² degrees and not n² - 1. */
export function cardByPosition(shuffle: (size: number) => number[], draws: number): number {
  const decks = Math.floor(draws / cards);
  const counts = new Float64Array(cards ** 2);
  for (let deck = 0; deck < decks; deck += 1)
    for (const [place, card] of shuffle(cards).entries()) {
      const cell = place * cards + card;
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  const expected = decks / cards;
  const statistic = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return ofChiSquare((statistic * (cards - 1)) / cards, (cards - 1) ** 2);
}

/** Which card follows which, of the first two: no card follows itself. */
export function firstPair(shuffle: (size: number) => number[], draws: number): number {
  const counts = new Float64Array(cards * (cards - 1));
  for (let deck = 0; deck < Math.floor(draws / cards); deck += 1) {
    const [first = 0, second = 0] = shuffle(cards);
    const cell = first * (cards - 1) + second - (second > first ? 1 : 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return ofCounts(counts);
}
