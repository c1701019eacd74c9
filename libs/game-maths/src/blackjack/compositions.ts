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

function list(): number[][] {
  const hands: number[][] = [];
  const grow = (counts: number[], from: BlackjackRank, hard: number): void => {
    for (let rank = from; rank < rankCount; rank += 1) {
      if (hard + rank + 1 > 21) return;
      const more = [...counts];
      more[rank] = (more[rank] ?? 0) + 1;
      hands.push(more);
      grow(more, rank, hard + rank + 1);
    }
  };
  grow(new Array<number>(rankCount).fill(0), 0, 0);
  return hands;
}

function build(): Compositions {
  const hands = list();
  const places = new Map(hands.map((counts, place) => [counts.join(), place]));
  const sum = (counts: readonly number[], value: (rank: number) => number): number =>
    counts.reduce((all, count, rank) => all + count * value(rank), 0);
  const hard = hands.map((counts) => sum(counts, (rank) => rank + 1));
  const soft = hands.map((counts, place) => ((counts[aceRank] ?? 0) > 0 && (hard[place] ?? 0) <= 11 ? 1 : 0));
  const plus = (counts: readonly number[], rank: number): string =>
    counts.map((count, each) => (each === rank ? count + 1 : count)).join();
  const ranks = Array.from({ length: rankCount }, (_, rank) => rank);
  return {
    size: hands.length,
    counts: Uint8Array.from(hands.flat()),
    cards: Uint8Array.from(hands, (counts) => sum(counts, () => 1)),
    totals: Uint8Array.from(hands, (_, place) => (hard[place] ?? 0) + 10 * (soft[place] ?? 0)),
    soft: Uint8Array.from(soft),
    next: Int16Array.from(
      hands.flatMap((counts) => ranks.map((rank) => places.get(plus(counts, rank)) ?? -1)),
    ),
    single: ranks.map((rank) => places.get(plus(new Array<number>(rankCount).fill(0), rank)) ?? -1),
  };
}

let known: Compositions | undefined;

/** The same for every game, so made once. */
export function compositions(): Compositions {
  known ??= build();
  return known;
}
