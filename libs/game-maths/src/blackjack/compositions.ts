import { aceRank, type BlackjackRank, rankCount } from './ranks.js';

/** Every hand of one card or more that has not bust, whatever the order of its cards. */
export interface Compositions {
  readonly size: number;
  /** Rank by rank, ten numbers a hand. */
  readonly counts: Uint8Array;
  readonly cards: Uint8Array;
  /** Best total. */
  readonly totals: Uint8Array;
  readonly soft: Uint8Array;
  /** By hand and rank: the hand with one card more, -1 if that busts. */
  readonly next: Int16Array;
  /** The hand of one card. */
  readonly single: readonly number[];
}

/** Key of a total among all totals of hands: hard ones, then soft ones. */
export function totalKey(total: number, soft: boolean | number): number {
  return soft ? total + 22 : total;
}

export const totalKeys = 44;

/** By rank: what one card adds to the number of a hand, so that no two hands of at most 21 share one. */
const weights: readonly number[] = Array.from({ length: rankCount }, (_, rank) => {
  let weight = 1;
  for (let lower = 0; lower < rank; lower += 1) weight *= Math.floor(21 / (lower + 1)) + 1;
  return weight;
});

interface Hand {
  readonly counts: readonly number[];
  readonly number: number;
  readonly hard: number;
  readonly cards: number;
}

function list(): Hand[] {
  const hands: Hand[] = [];
  const grow = (hand: Hand, from: BlackjackRank): void => {
    for (let rank = from; rank < rankCount && hand.hard + rank + 1 <= 21; rank += 1) {
      const counts = [...hand.counts];
      counts[rank] = (counts[rank] ?? 0) + 1;
      const number = hand.number + (weights[rank] ?? 0);
      const more = { counts, number, hard: hand.hard + rank + 1, cards: hand.cards + 1 };
      hands.push(more);
      grow(more, rank);
    }
  };
  grow({ counts: new Array<number>(rankCount).fill(0), number: 0, hard: 0, cards: 0 }, 0);
  return hands;
}

function build(): Compositions {
  const hands = list();
  const places = new Map(hands.map(({ number }, place) => [number, place]));
  const soft = hands.map(({ counts, hard }) => ((counts[aceRank] ?? 0) > 0 && hard <= 11 ? 1 : 0));
  return {
    size: hands.length,
    counts: Uint8Array.from(hands.flatMap(({ counts }) => counts)),
    cards: Uint8Array.from(hands, ({ cards }) => cards),
    totals: Uint8Array.from(hands, ({ hard }, place) => hard + 10 * (soft[place] ?? 0)),
    soft: Uint8Array.from(soft),
    next: Int16Array.from(
      hands.flatMap(({ number, hard }) =>
        weights.map((weight, rank) => (hard + rank + 1 > 21 ? -1 : (places.get(number + weight) ?? -1))),
      ),
    ),
    single: weights.map((weight) => places.get(weight) ?? -1),
  };
}

let known: Compositions | undefined;

/** The same for every game, so made once. */
export function compositions(): Compositions {
  known ??= build();
  return known;
}
