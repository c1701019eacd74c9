import { type RandomSource } from '@croupier/game-maths';
import { ofChiSquare, ofCounts } from './tails.js';

const cards = 52;

/** A deck in the order in which games deal it: a card is drawn below the number of those that are left, counted along them. */
export function dealtDeck(random: RandomSource): (size: number) => number[] {
  return (size) => {
    const left = Array.from({ length: size }, (_, card) => card);
    return Array.from({ length: size }, () => left.splice(random.below(left.length), 1)[0] ?? 0);
  };
}

/**
 * Which card lies in which place, and which card follows which of the first two. Each deck fills every row and every column of places
 * once, hence (n - 1)² degrees and not n² - 1; and no card follows itself.
 */
export function deckPass(shuffle: (size: number) => number[], draws: number) {
  const decks = Math.floor(draws / cards);
  const places = new Float64Array(cards ** 2);
  const firstTwo = new Float64Array(cards * (cards - 1));
  for (let deck = 0; deck < decks; deck += 1) {
    const dealt = shuffle(cards);
    for (let place = 0; place < cards; place += 1) {
      const cell = place * cards + (dealt[place] ?? 0);
      places[cell] = (places[cell] ?? 0) + 1;
    }
    const [first = 0, second = 0] = dealt;
    const cell = first * (cards - 1) + second - (second > first ? 1 : 0);
    firstTwo[cell] = (firstTwo[cell] ?? 0) + 1;
  }
  const expected = decks / cards;
  const statistic = places.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return {
    byPosition: ofChiSquare((statistic * (cards - 1)) / cards, (cards - 1) ** 2),
    firstTwo: ofCounts(firstTwo),
  };
}
