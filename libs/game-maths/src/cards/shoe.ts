import { invariant } from '@croupier/kernel';
import type { RandomSource } from '../random.js';
import { type Card, deckSize } from './cards.js';

/** A place of a card in the full shoe; the decks lie one after the other. */
export type Place = number;

/** The card at a place of a shoe of whole decks. */
export function cardAt(place: Place): Card {
  return place % deckSize;
}

/**
 * Deals one card: a number below the count of cards left, counted over the places that are not dealt yet. The same as a
 * shuffle, of which each card is drawn when it is needed.
 */
export function dealCard(dealt: readonly Place[], size: number, random: RandomSource): Place {
  let place = random.below(size - dealt.length);
  for (const gone of [...dealt].sort((left, right) => left - right)) if (gone <= place) place += 1;
  return place;
}

/** Deals again and again from a full shoe without making garbage: for samplers. */
export class FastShoe {
  private readonly cards: Uint8Array;
  private dealt = 0;
  private random: RandomSource | undefined;

  /** `cards` is what is dealt, one entry a card. */
  constructor(cards: ArrayLike<number>) {
    this.cards = Uint8Array.from(cards);
  }

  /** Takes all cards back. Their order does not matter: every deal is uniform over the cards left. */
  restart(random: RandomSource): void {
    this.random = random;
    this.dealt = 0;
  }

  /** @throws InvariantError before the first restart */
  deal(): number {
    invariant(this.random !== undefined, 'a shoe is started before it deals');
    const at = this.dealt + this.random.below(this.cards.length - this.dealt);
    const card = this.cards[at] ?? 0;
    this.cards[at] = this.cards[this.dealt] ?? 0;
    this.cards[this.dealt] = card;
    this.dealt += 1;
    return card;
  }
}
