import { deckSize } from '../cards/cards.js';
import { dealCard, type Place } from '../cards/shoe.js';
import type { RandomSource } from '../random.js';
import type { BlackjackDefinition } from './definition.js';
import { aceRank, dealerHits, totalOf } from './ranks.js';
import { settle } from './settle.js';
import { mostHands } from './split-value.js';
import { activeHand, type BlackjackState, isNatural, type PlayerHand, ranksOf } from './state.js';

/** A state on which cards are dealt. */
export class Table {
  private readonly dealt: Place[];
  private readonly dealer: Place[];
  private hands: PlayerHand[];

  constructor(
    private readonly definition: BlackjackDefinition,
    private readonly before: BlackjackState,
    private readonly random: RandomSource,
  ) {
    this.dealt = [...before.dealt];
    this.dealer = [...before.dealer];
    this.hands = [...before.hands];
  }

  play(action: 'hit' | 'stand' | 'double' | 'split' | 'surrender'): BlackjackState {
    const active = activeHand({ ...this.before, phase: 'play' }) ?? 0;
    const hand = this.hands[active];
    if (hand === undefined) return this.finish();
    switch (action) {
      case 'stand':
        return this.replace(active, { ...hand, done: true });
      case 'surrender':
        return this.replace(active, { ...hand, done: true, surrendered: true });
      case 'hit':
        return this.replace(active, this.withCard(hand));
      case 'double':
        return this.replace(active, {
          ...this.withCard({ ...hand, stake: 2 * hand.stake }),
          doubled: true,
          done: true,
        });
      case 'split': {
        const halves = hand.cards.map((card) => ({ cards: [card], stake: hand.stake, done: false }));
        this.hands.splice(active, 1, ...halves);
        return this.goOn();
      }
    }
  }

  /** Gives the hand to be played its second card, and ends the round once there is none. */
  goOn(): BlackjackState {
    for (;;) {
      const active = this.hands.findIndex(({ done }) => !done);
      const hand = this.hands[active];
      if (hand === undefined) return this.finish();
      if (hand.cards.length > 1) return this.state();
      this.hands[active] = this.afterSplit(this.withCard(hand));
    }
  }

  /** The dealer's cards, as far as a hand depends on them; then all is paid. */
  finish(): BlackjackState {
    const { dealer, definition } = this;
    const over = (hand: PlayerHand): boolean =>
      hand.surrendered === true || totalOf(ranksOf(hand.cards)).total > 21;
    if (dealer.length === 1) dealer.push(this.next());
    const played = !isNatural(this.state()) && !this.hands.every(over);
    while (played && dealerHits(totalOf(ranksOf(dealer)), definition.dealerSoft17)) dealer.push(this.next());
    return settle(definition, this.state());
  }

  private replace(active: number, hand: PlayerHand): BlackjackState {
    this.hands[active] = hand;
    return this.goOn();
  }

  /** A hand of 21 or more is done. */
  private withCard(hand: PlayerHand): PlayerHand {
    const cards = [...hand.cards, this.next()];
    return { ...hand, cards, done: totalOf(ranksOf(cards)).total >= 21 };
  }

  /** A split ace gets one card, unless it may be split again. */
  private afterSplit(hand: PlayerHand): PlayerHand {
    const [first = 0, second] = ranksOf(hand.cards);
    if (first !== aceRank || this.definition.split.hitAces) return hand;
    const again = second === aceRank && this.hands.length < mostHands(this.definition, first);
    return { ...hand, done: !again };
  }

  private next(): Place {
    const place = dealCard(this.dealt, this.definition.decks * deckSize, this.random);
    this.dealt.push(place);
    return place;
  }

  private state(): BlackjackState {
    return { ...this.before, phase: 'play', dealt: this.dealt, dealer: this.dealer, hands: this.hands };
  }
}
