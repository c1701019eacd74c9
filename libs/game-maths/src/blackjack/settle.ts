import { type Odds, winOf } from '../odds.js';
import type { BlackjackDefinition } from './definition.js';
import { isBlackjack, totalOf } from './ranks.js';
import { type BlackjackState, isNatural, type PlayerHand, ranksOf } from './state.js';

/** Pays every hand against the dealer's cards. A state whose cards are all dealt; @returns it with the payouts */
export function settle(definition: BlackjackDefinition, state: BlackjackState): BlackjackState {
  const dealer = ranksOf(state.dealer);
  const blackjack = isBlackjack(dealer);
  const { total } = totalOf(dealer);
  const natural = isNatural(state);
  const hands = state.hands.map((hand, index): PlayerHand => {
    const payout = blackjack
      ? toBlackjack(definition, { hand, natural, original: index === 0 ? state.stake : 0 })
      : toTotal(definition, { hand, natural, dealer: total });
    return { ...hand, done: true, payout };
  });
  const insured = insurancePayout(definition, state.insurance, blackjack);
  const payout = hands.reduce((sum, hand) => sum + (hand.payout ?? 0), insured);
  return { ...state, phase: 'ended', hands, payout };
}

/** Against a blackjack another one stands off; of other hands what was added to the original stake may come back. */
function toBlackjack(
  { dealerBlackjack, surrender }: BlackjackDefinition,
  { hand, natural, original }: { hand: PlayerHand; natural: boolean; original: number },
): number {
  if (natural) return hand.stake;
  if (hand.surrendered && surrender === 'early') return hand.stake / 2;
  return dealerBlackjack === 'takes-all' ? 0 : hand.stake - original;
}

function toTotal(
  { blackjackPays }: BlackjackDefinition,
  { hand, natural, dealer }: { hand: PlayerHand; natural: boolean; dealer: number },
): number {
  const { total } = totalOf(ranksOf(hand.cards));
  if (hand.surrendered) return hand.stake / 2;
  if (natural) return hand.stake + winOf(hand.stake, blackjackPays);
  if (total > 21) return 0;
  if (dealer > 21 || total > dealer) return 2 * hand.stake;
  return total === dealer ? hand.stake : 0;
}

function insurancePayout(
  { insurance }: BlackjackDefinition,
  staked: number | undefined,
  blackjack: boolean,
): number {
  if (staked === undefined || insurance === 'none' || !blackjack) return 0;
  return staked + winOf(staked, insurance as Odds);
}
