import { cardName, deckSize } from '../cards/cards.js';
import { cardAt, dealCard, type Place } from '../cards/shoe.js';
import { type Draw, type RandomSource, ReplayError, ReplayRandom } from '../random.js';
import type { ThreeCardDefinition } from './definition.js';
import { raises } from './exact.js';
import { bonusOf, handOf, qualifyingStrength, resultOf, strengthOf } from './hands.js';

/** Stakes of a round in minor units. */
export interface ThreeCardStakes {
  /** 0 for none, where only the other bet is made. */
  readonly ante: number;
  readonly pairPlus: number;
}

/** A round at any moment: plain JSON, all that is needed to go on. Amounts are in minor units. */
export interface ThreeCardState extends ThreeCardStakes {
  /** The raise; missing before the decision, 0 if the player folded. */
  readonly raise?: number;
  readonly player: readonly Place[];
  /** Dealt when the player has decided. */
  readonly dealer: readonly Place[];
  /** Stakes included; missing until the round has ended. */
  readonly payout?: number;
  /** The part of it that pair plus brought. */
  readonly pairPlusPayout?: number;
}

export type ThreeCardAction = 'raise' | 'fold';

/** Why an action is not taken. */
export interface ThreeCardFault {
  readonly reason: 'round_ended' | 'not_allowed';
  readonly detail: string;
}

export type ThreeCardStep =
  { readonly state: ThreeCardState; readonly fault?: undefined } | { readonly fault: ThreeCardFault };

/** Deals three cards; a round without an ante has nothing to decide and ends at once. */
export function beginThreeCard(
  definition: ThreeCardDefinition,
  { ante, pairPlus }: ThreeCardStakes,
  random: RandomSource,
): ThreeCardState {
  const state = { ante, pairPlus, player: deal([], random), dealer: [] };
  if (ante > 0) return state;
  const own = ownPayout(definition, state);
  return { ...state, raise: 0, payout: own, pairPlusPayout: own };
}

export function threeCardActions({ payout }: ThreeCardState): ThreeCardAction[] {
  return payout === undefined ? ['raise', 'fold'] : [];
}

/** The dealer gets three cards after a raise, and everything is paid. */
export function actThreeCard(
  definition: ThreeCardDefinition,
  state: ThreeCardState,
  action: ThreeCardAction,
  random: RandomSource,
): ThreeCardStep {
  if (state.payout !== undefined)
    return { fault: { reason: 'round_ended', detail: 'The round is settled.' } };
  if (!threeCardActions(state).includes(action)) {
    return { fault: { reason: 'not_allowed', detail: 'Now you can raise or fold.' } };
  }
  const own = ownPayout(definition, state);
  if (action === 'fold') return { state: { ...state, raise: 0, payout: own, pairPlusPayout: own } };
  const dealer = deal(state.player, random);
  const wins = resultOf(strength(state.player), strength(dealer), qualifyingStrength(definition));
  const bonus = bonusOf(definition.anteBonus, strength(state.player));
  const payout = own + state.ante * (2 + wins + bonus);
  return { state: { ...state, raise: state.ante, dealer, payout, pairPlusPayout: own } };
}

/** What a time-out does: it may stake nothing. */
export function threeCardDefault(): ThreeCardAction {
  return 'fold';
}

/** The better of raise and fold, which is how the sheet of the ante has it played. */
export function betterThreeCardAction(
  definition: ThreeCardDefinition,
  { player }: ThreeCardState,
): ThreeCardAction {
  const [a = 0, b = 0, c = 0] = player.map(cardAt);
  return raises(definition, [a, b, c]) ? 'raise' : 'fold';
}

/** What players see: the dealer's cards are dealt only when they are shown. */
export function viewThreeCard({ player, dealer, ...state }: ThreeCardState) {
  const faces = (cards: readonly Place[]): string[] => cards.map((place) => cardName(cardAt(place)));
  return { ...state, player: faces(player), dealer: faces(dealer), hand: handOf(strength(player)) };
}

/** Derives a round again from its draws and actions. @throws ReplayError unless they fit */
export function replayThreeCard(
  definition: ThreeCardDefinition,
  {
    stakes,
    actions,
    draws,
  }: { stakes: ThreeCardStakes; actions: readonly ThreeCardAction[]; draws: readonly Draw[] },
): ThreeCardState {
  const replay = new ReplayRandom(draws);
  let state = beginThreeCard(definition, stakes, replay);
  for (const action of actions) {
    const step = actThreeCard(definition, state, action, replay);
    if (step.fault) throw new ReplayError(step.fault.detail);
    state = step.state;
  }
  if (replay.remaining > 0) throw new ReplayError(`the record holds ${replay.remaining} draws too many`);
  return state;
}

/** Of the bet on the player's own hand. */
function ownPayout({ pairPlus = {} }: ThreeCardDefinition, state: ThreeCardState): number {
  const won = bonusOf(pairPlus, strength(state.player));
  return won > 0 ? state.pairPlus * (1 + won) : 0;
}

function strength(cards: readonly Place[]): number {
  const [a = 0, b = 0, c = 0] = cards.map(cardAt);
  return strengthOf(a, b, c);
}

function deal(gone: readonly Place[], random: RandomSource): Place[] {
  const dealt = [...gone];
  while (dealt.length < gone.length + 3) dealt.push(dealCard(dealt, deckSize, random));
  return dealt.slice(gone.length);
}
