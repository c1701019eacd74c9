import type { PayRow } from '../src/video-poker/definition.js';

type Row = PayRow<number>;

/** Deuces wild with the full pay table, of which the return is published: 100.7620 %. */
export const deucesWild: readonly Row[] = [
  { id: 'natural-royal', category: 'royal-flush', wilds: 0, pays: 800 },
  { id: 'four-deuces', category: 'four-of-a-kind', wilds: 4, pays: 200 },
  { id: 'wild-royal', category: 'royal-flush', pays: 25 },
  { id: 'five-of-a-kind', category: 'five-of-a-kind', pays: 15 },
  { id: 'straight-flush', category: 'straight-flush', pays: 9 },
  { id: 'four-of-a-kind', category: 'four-of-a-kind', pays: 5 },
  { id: 'full-house', category: 'full-house', pays: 3 },
  { id: 'flush', category: 'flush', pays: 2 },
  { id: 'straight', category: 'straight', pays: 2 },
  { id: 'three-of-a-kind', category: 'three-of-a-kind', pays: 1 },
];

/** Joker poker, kings or better, with the full pay table, of which the return is published: 100.6463 %. */
export const jokerPoker: readonly Row[] = [
  { id: 'natural-royal', category: 'royal-flush', wilds: 0, pays: 800 },
  { id: 'five-of-a-kind', category: 'five-of-a-kind', pays: 200 },
  { id: 'wild-royal', category: 'royal-flush', pays: 100 },
  { id: 'straight-flush', category: 'straight-flush', pays: 50 },
  { id: 'four-of-a-kind', category: 'four-of-a-kind', pays: 20 },
  { id: 'full-house', category: 'full-house', pays: 7 },
  { id: 'flush', category: 'flush', pays: 5 },
  { id: 'straight', category: 'straight', pays: 3 },
  { id: 'three-of-a-kind', category: 'three-of-a-kind', pays: 2 },
  { id: 'two-pair', category: 'two-pair', pays: 1 },
  { id: 'kings-or-better', category: 'pair', ranks: ['K', 'A'], pays: 1 },
];

/** Fours of a kind paid by rank and fifth card. */
export const doubleDoubleBonus: readonly Row[] = [
  { id: 'royal-flush', category: 'royal-flush', pays: 800 },
  { id: 'aces-with-low', category: 'four-of-a-kind', ranks: ['A'], kicker: ['2', '3', '4'], pays: 400 },
  {
    id: 'low-with-low',
    category: 'four-of-a-kind',
    ranks: ['2', '3', '4'],
    kicker: ['A', '2', '3', '4'],
    pays: 160,
  },
  { id: 'aces', category: 'four-of-a-kind', ranks: ['A'], pays: 160 },
  { id: 'low', category: 'four-of-a-kind', ranks: ['2', '3', '4'], pays: 80 },
  { id: 'other-fours', category: 'four-of-a-kind', pays: 50 },
  { id: 'straight-flush', category: 'straight-flush', pays: 50 },
  { id: 'full-house', category: 'full-house', pays: 10 },
  { id: 'flush', category: 'flush', pays: 6 },
  { id: 'straight', category: 'straight', pays: 4 },
  { id: 'three-of-a-kind', category: 'three-of-a-kind', pays: 3 },
  { id: 'two-pair', category: 'two-pair', pays: 1 },
  { id: 'jacks-or-better', category: 'pair', ranks: ['J', 'Q', 'K', 'A'], pays: 1 },
];

/** Double bonus with the 10/7 pay table, of which the return is published: 100.1725 %. */
export const doubleBonus: readonly Row[] = [
  { id: 'royal-flush', category: 'royal-flush', pays: 800 },
  { id: 'straight-flush', category: 'straight-flush', pays: 50 },
  { id: 'four-aces', category: 'four-of-a-kind', ranks: ['A'], pays: 160 },
  { id: 'four-low', category: 'four-of-a-kind', ranks: ['2', '3', '4'], pays: 80 },
  { id: 'other-fours', category: 'four-of-a-kind', pays: 50 },
  { id: 'full-house', category: 'full-house', pays: 10 },
  { id: 'flush', category: 'flush', pays: 7 },
  { id: 'straight', category: 'straight', pays: 5 },
  { id: 'three-of-a-kind', category: 'three-of-a-kind', pays: 3 },
  { id: 'two-pair', category: 'two-pair', pays: 1 },
  { id: 'jacks-or-better', category: 'pair', ranks: ['J', 'Q', 'K', 'A'], pays: 1 },
];

/** Double joker poker, two pair or better, with the 9/5/4 pay table, of which the return is published: 99.97 %. */
export const doubleJoker: readonly Row[] = [
  { id: 'natural-royal', category: 'royal-flush', wilds: 0, pays: 800 },
  { id: 'wild-royal', category: 'royal-flush', pays: 100 },
  { id: 'five-of-a-kind', category: 'five-of-a-kind', pays: 50 },
  { id: 'straight-flush', category: 'straight-flush', pays: 25 },
  { id: 'four-of-a-kind', category: 'four-of-a-kind', pays: 9 },
  { id: 'full-house', category: 'full-house', pays: 5 },
  { id: 'flush', category: 'flush', pays: 4 },
  { id: 'straight', category: 'straight', pays: 3 },
  { id: 'three-of-a-kind', category: 'three-of-a-kind', pays: 2 },
  { id: 'two-pair', category: 'two-pair', pays: 1 },
];

/** Limits under which a stake is one coin to five. */
export const fiveCoins = { step: 20, roundMaximum: 100, bets: { deal: { minimum: 20, maximum: 100 } } };
