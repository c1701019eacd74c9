import { cardName, deckSize, rankOf } from '../cards/cards.js';
import { cardAt, dealCard, type Place } from '../cards/shoe.js';
import { winOf } from '../odds.js';
import { type Draw, type RandomSource, ReplayError, ReplayRandom } from '../random.js';
import { bonusOf, type CasinoWarDefinition } from './definition.js';
import { isWarBetter } from './exact.js';

/** Stakes of a round in minor units; 0 for a bet that is not made. */
export interface WarStakes {
  readonly war: number;
  readonly tie: number;
}

/** A round at any moment: plain JSON, all that is needed to go on. Amounts are in minor units. */
export interface WarState extends WarStakes {
  /** Every card dealt, those laid aside too, by its place in the shoe. */
  readonly dealt: readonly Place[];
  /** The first card, and the card of the war if there is one. */
  readonly player: readonly Place[];
  readonly dealer: readonly Place[];
  /** What was staked in addition to go to war. */
  readonly raise: number;
  /** Stakes included; missing until the round has ended. */
  readonly payout?: number;
  /** The part of it that the tie bet brought. */
  readonly tiePayout?: number;
}

/** `war-without-raise` is for whoever does not stake more where nothing can be given up. */
export type WarAction = 'go-to-war' | 'surrender' | 'war-without-raise';

/** Why an action is not taken. */
export interface WarFault {
  readonly reason: 'round_ended' | 'not_allowed';
  readonly detail: string;
}

export type WarStep = { readonly state: WarState; readonly fault?: undefined } | { readonly fault: WarFault };

/** Deals the player's card, then the dealer's; unless they tie, the round ends. */
export function beginWar(definition: CasinoWarDefinition, stakes: WarStakes, random: RandomSource): WarState {
  const dealt: Place[] = [];
  const player = draw(definition, dealt, random);
  const dealer = draw(definition, dealt, random);
  const state = { ...stakes, dealt, player: [player], dealer: [dealer], raise: 0 };
  const difference = rank(player) - rank(dealer);
  if (difference !== 0) return { ...state, payout: difference > 0 ? 2 * stakes.war : 0, tiePayout: 0 };
  if (stakes.war > 0) return state;
  const tie = tieWon(definition, stakes);
  return { ...state, payout: tie, tiePayout: tie };
}

export function warActions({ surrender }: CasinoWarDefinition, { payout }: WarState): WarAction[] {
  if (payout !== undefined) return [];
  return ['go-to-war', surrender ? 'surrender' : 'war-without-raise'];
}

/** A war lays cards aside and deals one to the player, then the same for the dealer. */
export function actWar(
  definition: CasinoWarDefinition,
  state: WarState,
  action: WarAction,
  random: RandomSource,
): WarStep {
  if (state.payout !== undefined)
    return { fault: { reason: 'round_ended', detail: 'The round is settled.' } };
  const allowed = warActions(definition, state);
  if (!allowed.includes(action)) {
    return { fault: { reason: 'not_allowed', detail: `Now you can ${allowed.join(' or ')}.` } };
  }
  const tie = tieWon(definition, state);
  if (action === 'surrender') return { state: { ...state, payout: tie + state.war / 2, tiePayout: tie } };
  const dealt = [...state.dealt];
  const next = (): Place => {
    for (let burnt = 0; burnt < definition.burn; burnt += 1) draw(definition, dealt, random);
    return draw(definition, dealt, random);
  };
  const player = next();
  const dealer = next();
  const difference = rank(player) - rank(dealer);
  const bonus = difference === 0 ? bonusOf(definition, state.war) : 0;
  const raise = action === 'go-to-war' ? state.war : 0;
  const payout = tie + (difference < 0 ? 0 : state.war + 2 * raise + bonus);
  const cards = { player: [...state.player, player], dealer: [...state.dealer, dealer] };
  return { state: { ...state, ...cards, dealt, raise, payout, tiePayout: tie } };
}

/** What a time-out does: it may stake nothing. */
export function warDefault({ surrender }: CasinoWarDefinition): WarAction {
  return surrender ? 'surrender' : 'war-without-raise';
}

/** What returns more on average, which is how the sheet has a tie played. */
export function betterWarAction(definition: CasinoWarDefinition): WarAction {
  return isWarBetter(definition) ? 'go-to-war' : 'surrender';
}

/** What players see: faces, and nothing of the cards laid aside. */
export function viewWar({ player, dealer, war, tie, raise, payout, tiePayout }: WarState) {
  const faces = (cards: readonly Place[]): string[] => cards.map((place) => cardName(cardAt(place)));
  return { war, tie, raise, payout, tiePayout, player: faces(player), dealer: faces(dealer) };
}

/** Derives a round again from its draws and actions. @throws ReplayError unless they fit */
export function replayWar(
  definition: CasinoWarDefinition,
  { stakes, actions, draws }: { stakes: WarStakes; actions: readonly WarAction[]; draws: readonly Draw[] },
): WarState {
  const replay = new ReplayRandom(draws);
  let state = beginWar(definition, stakes, replay);
  for (const action of actions) {
    const step = actWar(definition, state, action, replay);
    if (step.fault) throw new ReplayError(step.fault.detail);
    state = step.state;
  }
  if (replay.remaining > 0) throw new ReplayError(`the record holds ${replay.remaining} draws too many`);
  return state;
}

function tieWon({ tiePays }: CasinoWarDefinition, { tie }: WarStakes): number {
  return tiePays === undefined ? 0 : tie + winOf(tie, tiePays);
}

function draw({ decks }: CasinoWarDefinition, dealt: Place[], random: RandomSource): Place {
  const place = dealCard(dealt, decks * deckSize, random);
  dealt.push(place);
  return place;
}

function rank(place: Place): number {
  return rankOf(cardAt(place));
}
