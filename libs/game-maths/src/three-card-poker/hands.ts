import { type Card, rankNames, rankOf, suitOf } from '../cards/cards.js';
import type { ThreeCardDefinition, ThreeCardHand, ThreeCardPays } from './definition.js';

const step = 13 ** 3;
/** Names of hands by their class; the first class has none. */
const names: readonly (ThreeCardHand | undefined)[] = [
  undefined,
  'pair',
  'flush',
  'straight',
  'three-of-a-kind',
  'straight-flush',
];

/** Strength of three cards: of two hands the higher wins, equal ones tie. */
export function strengthOf(a: Card, b: Card, c: Card): number {
  const [x, y, z] = [rankOf(a), rankOf(b), rankOf(c)];
  const high = x > y ? (x > z ? x : z) : y > z ? y : z;
  const low = x < y ? (x < z ? x : z) : y < z ? y : z;
  const middle = x + y + z - high - low;
  if (high === low) return 4 * step + high;
  if (high === middle) return step + 13 * high + low;
  if (middle === low) return step + 13 * low + high;
  const suited = suitOf(a) === suitOf(b) && suitOf(b) === suitOf(c);
  // The ace also stands below the two, whose rank is 0.
  const top = high - low === 2 ? high : high === 12 && middle === 1 && low === 0 ? 1 : undefined;
  if (top !== undefined) return (suited ? 5 : 3) * step + top;
  return (suited ? 2 : 0) * step + 169 * high + 13 * middle + low;
}

/** What pay tables call a hand; undefined if it has no pair. */
export function handOf(strength: number): ThreeCardHand | undefined {
  return names[Math.floor(strength / step)];
}

/** What a pay table gives a hand, to one; 0 if nothing. */
export function bonusOf(pays: ThreeCardPays, strength: number): number {
  const hand = handOf(strength);
  return hand === undefined ? 0 : (pays[hand] ?? 0);
}

/** The least strength with which the dealer plays. */
export function qualifyingStrength({
  dealerQualifies,
}: Pick<ThreeCardDefinition, 'dealerQualifies'>): number {
  return 169 * rankNames.indexOf(dealerQualifies);
}

/** What ante and raise win together after a raise, in antes and without the bonus. */
export function resultOf(player: number, dealer: number, qualifying: number): -2 | 0 | 1 | 2 {
  if (dealer < qualifying) return 1;
  return player > dealer ? 2 : player === dealer ? 0 : -2;
}
