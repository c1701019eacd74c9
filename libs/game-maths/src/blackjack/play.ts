import { deckSize } from '../cards/cards.js';
import { dealCard, type Place } from '../cards/shoe.js';
import { type Draw, type RandomSource, ReplayError, ReplayRandom } from '../random.js';
import { analyse } from './exact.js';
import { totalKey } from './compositions.js';
import type { BlackjackDefinition } from './definition.js';
import { aceRank, isBlackjack, tenRank, totalOf } from './ranks.js';
import { mayDouble } from './situation.js';
import { mostHands } from './split-value.js';
import {
  activeHand,
  type BlackjackAction,
  type BlackjackState,
  type BlackjackStep,
  isNatural,
  ranksOf,
} from './state.js';
import { Table } from './table.js';

/** Deals player, dealer, player, and the dealer's second card if he may look at it; one draw a card. */
export function beginBlackjack(
  definition: BlackjackDefinition,
  stake: number,
  random: RandomSource,
): BlackjackState {
  const dealt: Place[] = [];
  const next = (): Place => {
    const place = dealCard(dealt, definition.decks * deckSize, random);
    dealt.push(place);
    return place;
  };
  const first = next();
  const dealer = [next()];
  const second = next();
  if (definition.dealerBlackjack === 'peek') dealer.push(next());
  const state: BlackjackState = {
    stake,
    phase: 'look',
    dealt,
    dealer,
    hands: [{ cards: [first, second], stake, done: false }],
  };
  return lookActions(definition, state).length > 1 ? state : look(definition, state, random);
}

/** What may be done now, the first of it always possible; nothing once the round has ended. */
export function blackjackActions(definition: BlackjackDefinition, state: BlackjackState): BlackjackAction[] {
  if (state.phase === 'look') return lookActions(definition, state);
  const active = activeHand(state);
  const hand = active === undefined ? undefined : state.hands[active];
  if (hand === undefined) return [];
  const [first, second, third] = ranksOf(hand.cards);
  if (first === undefined || third !== undefined) return ['stand', 'hit'];
  const isSplit = state.hands.length > 1;
  // Only a second ace brings a split ace here, which may be split again but not played on.
  if (isSplit && first === aceRank && !definition.split.hitAces) return ['stand', 'split'];
  const actions: BlackjackAction[] = ['stand', 'hit'];
  const { total } = totalOf([first, second ?? 0]);
  if (mayDouble(definition, total) && (!isSplit || definition.double.afterSplit)) actions.push('double');
  if (first === second && state.hands.length < mostHands(definition, first)) actions.push('split');
  if (definition.surrender !== 'none' && !isSplit && mayStillSurrender(definition, state))
    actions.push('surrender');
  return actions;
}

/** Plays an action; cards that it needs are drawn in the order in which they come to lie. */
export function actBlackjack(
  definition: BlackjackDefinition,
  state: BlackjackState,
  action: BlackjackAction,
  random: RandomSource,
): BlackjackStep {
  if (state.phase === 'ended') return { fault: { reason: 'round_ended', detail: 'The round is settled.' } };
  const allowed = blackjackActions(definition, state);
  if (!allowed.includes(action)) {
    return { fault: { reason: 'not_allowed', detail: `Now you can ${allowed.join(', ')}; not ${action}.` } };
  }
  const table = new Table(definition, state, random);
  if (action === 'go-on') return { state: look(definition, state, random) };
  if (action === 'insure')
    return { state: look(definition, { ...state, insurance: state.stake / 2 }, random) };
  return { state: table.play(action) };
}

/** What a time-out does: the basic strategy of the rules, and no insurance. */
export function blackjackDefault(
  definition: BlackjackDefinition,
  state: BlackjackState,
): BlackjackAction | undefined {
  const allowed = blackjackActions(definition, state);
  const hand = state.hands[activeHand(state) ?? 0];
  const [up] = ranksOf(state.dealer);
  const policy = analyse(definition).upcards[up ?? 0]?.policy;
  if (allowed.length === 0 || hand === undefined || policy === undefined) return undefined;
  const ranks = ranksOf(hand.cards);
  const { total, soft } = totalOf(ranks);
  const key = totalKey(total, soft);
  const wanted: BlackjackAction[] = [];
  if (allowed.includes('split') && policy.split[ranks[0] ?? 0]) wanted.push('split');
  // A pair that is worth more split is not given up before the dealer looks.
  else if (policy.surrender[key] && !isToSplit(definition, policy.split, ranks)) wanted.push('surrender');
  if (policy.double[key]) wanted.push('double');
  wanted.push(state.phase === 'look' ? 'go-on' : policy.hit[key] ? 'hit' : 'stand');
  return wanted.find((action) => allowed.includes(action));
}

/** Derives a round again from its draws and actions. @throws ReplayError unless they fit */
export function replayBlackjack(
  definition: BlackjackDefinition,
  { stake, actions, draws }: { stake: number; actions: readonly BlackjackAction[]; draws: readonly Draw[] },
): BlackjackState {
  const replay = new ReplayRandom(draws);
  let state = beginBlackjack(definition, stake, replay);
  for (const action of actions) {
    const step = actBlackjack(definition, state, action, replay);
    if (step.fault) throw new ReplayError(step.fault.detail);
    state = step.state;
  }
  if (replay.remaining > 0) throw new ReplayError(`the record holds ${replay.remaining} draws too many`);
  return state;
}

function isToSplit(
  definition: BlackjackDefinition,
  split: Uint8Array,
  [first = 0, second, third]: number[],
): boolean {
  return first === second && third === undefined && mostHands(definition, first) > 1 && split[first] === 1;
}

/** Before the dealer looks, or would: insurance against an ace, an early surrender to an ace or a ten. */
function lookActions(
  { insurance, surrender }: BlackjackDefinition,
  state: BlackjackState,
): BlackjackAction[] {
  const [up] = ranksOf(state.dealer);
  const actions: BlackjackAction[] = ['go-on'];
  if (up === aceRank && insurance !== 'none') actions.push('insure');
  if ((up === aceRank || up === tenRank) && surrender === 'early' && !isNatural(state))
    actions.push('surrender');
  return actions;
}

/** An early surrender to a card that may be of a blackjack was asked about before the dealer looked. */
function mayStillSurrender({ surrender }: BlackjackDefinition, state: BlackjackState): boolean {
  const [up] = ranksOf(state.dealer);
  return surrender === 'late' || (up !== aceRank && up !== tenRank);
}

/** The dealer looks, if he does; a blackjack on either side ends the round. */
function look(definition: BlackjackDefinition, state: BlackjackState, random: RandomSource): BlackjackState {
  const seen = definition.dealerBlackjack === 'peek' && isBlackjack(ranksOf(state.dealer));
  const playing: BlackjackState = { ...state, phase: 'play' };
  if (!seen && !isNatural(state)) return new Table(definition, playing, random).goOn();
  return new Table(definition, playing, random).finish();
}
