import { cardName } from '../cards/cards.js';
import { cardAt, type Place } from '../cards/shoe.js';
import type { BlackjackDefinition } from './definition.js';
import { blackjackRank, type BlackjackRank, isBlackjack, totalOf } from './ranks.js';

/** A hand of the player. Amounts are in minor units. */
export interface PlayerHand {
  readonly cards: readonly Place[];
  readonly stake: number;
  /** True once nothing more can be done with it. */
  readonly done: boolean;
  readonly doubled?: true;
  readonly surrendered?: true;
  /** Stake included; missing until the round has ended. */
  readonly payout?: number;
}

/** A round at any moment: plain JSON, all that is needed to go on. */
export interface BlackjackState {
  /** With what the round began; doubles, splits and insurance come on top. */
  readonly stake: number;
  /**
   * `look`: the dealer has not looked for blackjack; insurance or an early surrender is open. `play`: the first hand that
   * is not done is played. `ended`: all is paid.
   */
  readonly phase: 'look' | 'play' | 'ended';
  /** Every card dealt, by its place in the shoe. */
  readonly dealt: readonly Place[];
  /** The dealer's cards; the first is shown. */
  readonly dealer: readonly Place[];
  readonly hands: readonly PlayerHand[];
  readonly insurance?: number;
  /** Of all hands and the insurance, stakes included; missing until the round has ended. */
  readonly payout?: number;
}

export type BlackjackAction =
  | 'insure'
  | 'surrender'
  /** Lets the dealer look for blackjack, without insurance unless it is taken already. */
  | 'go-on'
  | 'hit'
  | 'stand'
  | 'double'
  | 'split';

/** Why an action is not taken. */
export interface BlackjackFault {
  readonly reason: 'round_ended' | 'not_allowed';
  readonly detail: string;
}

export type BlackjackStep =
  { readonly state: BlackjackState; readonly fault?: undefined } | { readonly fault: BlackjackFault };

export function ranksOf(cards: readonly Place[]): BlackjackRank[] {
  return cards.map((place) => blackjackRank(cardAt(place)));
}

/** All that is staked in the round so far, in minor units. */
export function stakedIn({ hands, insurance = 0 }: BlackjackState): number {
  return hands.reduce((sum, { stake }) => sum + stake, insurance);
}

/** The hand that is played. */
export function activeHand({ phase, hands }: BlackjackState): number | undefined {
  const active = hands.findIndex(({ done }) => !done);
  return phase === 'play' && active >= 0 ? active : undefined;
}

/** Two cards as they were dealt, before any split. */
export function isNatural({ hands }: BlackjackState): boolean {
  const [hand] = hands;
  return hands.length === 1 && hand !== undefined && isBlackjack(ranksOf(hand.cards));
}

/** What players see: faces, and of the dealer the first card alone until all is played. */
export function viewBlackjack(definition: BlackjackDefinition, state: BlackjackState) {
  const shown = state.phase === 'ended' ? state.dealer : state.dealer.slice(0, 1);
  const faces = (cards: readonly Place[]): string[] => cards.map((place) => cardName(cardAt(place)));
  return {
    phase: state.phase,
    stake: state.stake,
    staked: stakedIn(state),
    dealer: { cards: faces(shown), ...totalOf(ranksOf(shown)) },
    hands: state.hands.map(({ cards, ...hand }) => ({
      ...hand,
      cards: faces(cards),
      ...totalOf(ranksOf(cards)),
    })),
    active: activeHand(state),
    insurance: state.insurance,
    payout: state.payout,
    decks: definition.decks,
  };
}
