import { cardName } from '../cards/cards.js';
import { cardAt, dealCard, type Place } from '../cards/shoe.js';
import { type Draw, type RandomSource, ReplayError, ReplayRandom } from '../random.js';
import { cardsOf, type VideoPokerDefinition } from './definition.js';
import { handTableOf } from './hands.js';
import { bestHold } from './hold-values.js';
import { type PayTable, payTableOf } from './pay-tables.js';

/** A round at any moment: plain JSON, all that is needed to go on. Amounts are in minor units. */
export interface VideoPokerState {
  readonly stake: number;
  /** How many coins the stake is; missing where pays do not depend on it. */
  readonly coins?: number;
  /** All cards dealt so far by their place in the deck: the first five, then those drawn. */
  readonly dealt: readonly Place[];
  /** The cards as they lie; before the draw those of the deal. */
  readonly hand: readonly Place[];
  /** Positions that were held, ascending; missing before the draw. */
  readonly held?: readonly number[];
  /** The row that was paid, missing if none. */
  readonly row?: string;
  /** Stake included; missing until the round has ended. */
  readonly payout?: number;
}

/** Keeps the cards at these positions, 0 to 4, and draws the others. */
export interface HoldAction {
  readonly kind: 'hold';
  readonly positions: readonly number[];
}

/** Why an action is not taken. */
export interface VideoPokerFault {
  readonly reason: 'round_ended' | 'no_such_position';
  readonly detail: string;
}

export type VideoPokerStep =
  { readonly state: VideoPokerState; readonly fault?: undefined } | { readonly fault: VideoPokerFault };

/** Deals five cards, one draw each below the cards left. `coins` is how many the stake is, where pays depend on it. */
export function beginVideoPoker(
  definition: VideoPokerDefinition,
  stake: number,
  random: RandomSource,
  coins?: number,
): VideoPokerState {
  const dealt: Place[] = [];
  while (dealt.length < 5) dealt.push(dealCard(dealt, cardsOf(definition), random));
  return { stake, ...(coins === undefined ? {} : { coins }), dealt, hand: dealt };
}

/** Every hold there is; none once the round has ended. */
export function videoPokerActions(state: VideoPokerState): HoldAction[] {
  return state.payout === undefined ? Array.from({ length: 32 }, (_, hold) => actionOf(hold)) : [];
}

/** Draws for every position that is not held, from the first to the last, and pays. */
export function actVideoPoker(
  definition: VideoPokerDefinition,
  state: VideoPokerState,
  { positions }: HoldAction,
  random: RandomSource,
): VideoPokerStep {
  if (state.payout !== undefined)
    return { fault: { reason: 'round_ended', detail: 'The cards are drawn already.' } };
  const held = [...positions].sort((left, right) => left - right);
  if (held.some((position, index) => ![0, 1, 2, 3, 4].includes(position) || position === held[index - 1])) {
    const detail = 'A hold names positions from 0 to 4, each at most once.';
    return { fault: { reason: 'no_such_position', detail } };
  }
  const dealt = [...state.dealt];
  const hand = state.hand.map((place, position) => {
    if (held.includes(position)) return place;
    const drawn = dealCard(dealt, cardsOf(definition), random);
    dealt.push(drawn);
    return drawn;
  });
  const row = rowOf(payTableOf(definition, state.coins), hand);
  const payout = (state.stake / (state.coins ?? 1)) * (row?.pays ?? 0);
  return { state: { ...state, dealt, hand, held, ...(row ? { row: row.id } : {}), payout } };
}

/** The hold that returns most on average: what a time-out does. */
export function videoPokerDefault(definition: VideoPokerDefinition, state: VideoPokerState): HoldAction {
  return actionOf(bestHold(payTableOf(definition, state.coins), state.hand.map(faceOf)));
}

/** What players see: no place of the deck, only faces. */
export function viewVideoPoker({ stake, coins, hand, held, row, payout }: VideoPokerState) {
  const shown = {
    stake,
    ...(coins === undefined ? {} : { coins }),
    hand: hand.map((place) => cardName(faceOf(place))),
  };
  return payout === undefined ? shown : { ...shown, held, row, payout };
}

/** Derives a round again from its draws and the hold. @throws ReplayError unless they fit */
export function replayVideoPoker(
  definition: VideoPokerDefinition,
  {
    stake,
    coins,
    actions,
    draws,
  }: { stake: number; coins?: number; actions: readonly HoldAction[]; draws: readonly Draw[] },
): VideoPokerState {
  const replay = new ReplayRandom(draws);
  let state = beginVideoPoker(definition, stake, replay, coins);
  for (const action of actions) {
    const step = actVideoPoker(definition, state, action, replay);
    if (step.fault) throw new ReplayError(step.fault.detail);
    state = step.state;
  }
  if (replay.remaining > 0) throw new ReplayError(`the record holds ${replay.remaining} draws too many`);
  return state;
}

function actionOf(hold: number): HoldAction {
  return { kind: 'hold', positions: [0, 1, 2, 3, 4].filter((position) => (hold >> position) & 1) };
}

/** The one deck with its joker is no shoe of whole decks. */
function faceOf(place: Place): number {
  return place < 52 ? cardAt(place) : place;
}

function rowOf(table: PayTable, hand: readonly Place[]) {
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = hand.map(faceOf).sort((left, right) => left - right);
  return table.pays[handTableOf(table).rowOf(a, b, c, d, e)];
}
