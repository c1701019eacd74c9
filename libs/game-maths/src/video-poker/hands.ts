import { type Card, cardOf, joker, rankNames, rankOf, suitOf } from '../cards/cards.js';
import type { PayRow } from './definition.js';
import type { PayTable } from './pay-tables.js';

/** What the rows of a pay table look at: how often each rank comes among the cards that are not wild. */
interface Hand {
  readonly counts: readonly number[];
  /** Ranks that come at all, ascending; the ace last. */
  readonly ranks: readonly number[];
  readonly wilds: number;
  /** True if all cards that are not wild are of one suit. */
  readonly suited: boolean;
}

const ace = 12;
const ten = 8;
/** Sorted ranks of five cards are one of so many sets; jokers, and cards that are wild alone, are of a fourteenth rank. */
const rankSets = 8568;
const wildRank = rankOf(joker);
const allCards = joker + 2;

/** The pay table made fast: every hand of five cards by its ranks and whether it is of one suit. */
export class HandTable {
  /** By 2 × set of ranks + suited: the row that is paid, or the count of rows for none. */
  private readonly rows: Uint8Array;
  /** By card: its rank, as the table sees it. */
  private readonly ranks = Uint8Array.from({ length: allCards }, (_, card) => rankOf(card));
  /** By card: a bit for its suit, none if it is wild. */
  private readonly suits: Uint8Array;
  /** True if cards are wild that are not the last ones, so that the ranks of ascending cards may not ascend. */
  private readonly reorders: boolean;

  constructor(definition: PayTable) {
    const wilds = new Set(definition.wilds.map((name) => rankNames.findIndex((rank) => rank === name)));
    wilds.add(wildRank);
    const wildCards = definition.wilds.flatMap((name) => cardOf(name) ?? []);
    for (const card of wildCards) this.ranks[card] = wildRank;
    this.reorders = wildCards.length > 0;
    this.suits = Uint8Array.from(this.ranks, (rank, card) => (wilds.has(rank) ? 0 : 1 << suitOf(card)));
    this.rows = new Uint8Array(2 * rankSets);
    for (const ranks of rankSequences()) {
      const natural = ranks.filter((rank) => !wilds.has(rank));
      const counts = rankNames.map((_, rank) => natural.filter((each) => each === rank).length);
      const distinct = [...new Set(natural)];
      for (const suited of [false, true]) {
        const hand = { counts, ranks: distinct, wilds: 5 - natural.length, suited };
        const row = rowsFitting(definition, hand)[0] ?? definition.pays.length;
        this.rows[2 * setOf(ranks) + Number(suited)] = row;
      }
    }
  }

  /** Index of the row by which five cards in ascending order are paid; the count of rows if by none. */
  rowOf(a: Card, b: Card, c: Card, d: Card, e: Card): number {
    const set = this.reorders
      ? this.reordered(a, b, c, d, e)
      : placeOf(a >> 2, b >> 2, c >> 2, d >> 2, e >> 2);
    const { suits } = this;
    const seen = (suits[a] ?? 0) | (suits[b] ?? 0) | (suits[c] ?? 0) | (suits[d] ?? 0) | (suits[e] ?? 0);
    const suited = (seen & (seen - 1)) === 0 ? 1 : 0;
    return this.rows[2 * set + suited] ?? 0;
  }

  /** The set of the ranks of five cards, those that are wild alone put last. */
  private reordered(a: Card, b: Card, c: Card, d: Card, e: Card): number {
    const { ranks } = this;
    let to = 0;
    for (const card of [a, b, c, d, e]) {
      const rank = ranks[card] ?? 0;
      if (rank !== wildRank) ordered[to++] = rank;
    }
    ordered.fill(wildRank, to);
    const [ra = 0, rb = 0, rc = 0, rd = 0, re = 0] = ordered;
    return placeOf(ra, rb, rc, rd, re);
  }
}

const ordered = new Uint8Array(5);

const tables = new WeakMap<PayTable, HandTable>();

/** The table of a pay table, made once. */
export function handTableOf(pays: PayTable): HandTable {
  const table = tables.get(pays) ?? new HandTable(pays);
  tables.set(pays, table);
  return table;
}

function choose(from: number, taken: number): number {
  let ways = 1;
  for (let index = 0; index < taken; index += 1) ways = (ways * (from - index)) / (index + 1);
  return ways;
}

/** A sorted sequence with repeats is a set of numbers one apart: its place in the order of those. */
const placesOf = (position: number): readonly number[] =>
  Array.from({ length: 14 }, (_, rank) => choose(rank + position, position + 1));
const [second = [], third = [], fourth = [], fifth = []] = [1, 2, 3, 4].map(placesOf);

/** The set of five ascending ranks, as `setOf` has it. */
function placeOf(a: number, b: number, c: number, d: number, e: number): number {
  return a + (second[b] ?? 0) + (third[c] ?? 0) + (fourth[d] ?? 0) + (fifth[e] ?? 0);
}

function setOf(ranks: readonly number[]): number {
  return ranks.reduce((sum, rank, position) => sum + choose(rank + position, position + 1), 0);
}

function* rankSequences(prefix: readonly number[] = []): Generator<readonly number[]> {
  if (prefix.length === 5) {
    yield prefix;
    return;
  }
  for (let rank = prefix.at(-1) ?? 0; rank < 14; rank += 1) yield* rankSequences([...prefix, rank]);
}

/** The rows that a hand fits, the one that is paid first: wild cards stand for what pays most. */
function rowsFitting({ pays }: PayTable, hand: Hand): number[] {
  const rows = pays.flatMap((row, index) => (fits(row, hand) ? [index] : []));
  return rows.sort((left, right) => (pays[right]?.pays ?? 0) - (pays[left]?.pays ?? 0) || left - right);
}

function fits(row: PayRow<unknown>, hand: Hand): boolean {
  if (row.wilds !== undefined && row.wilds !== hand.wilds) return false;
  switch (row.category) {
    case 'royal-flush':
      return hand.suited && isSpread(hand) && hand.ranks.every((rank) => rank >= ten);
    case 'straight-flush':
      return hand.suited && isStraight(hand);
    case 'five-of-a-kind':
      return hasAlike(row, hand, 5);
    case 'four-of-a-kind':
      return hasAlike(row, hand, 4);
    case 'full-house':
      return isFullHouse(hand);
    case 'flush':
      return hand.suited;
    case 'straight':
      return isStraight(hand);
    case 'three-of-a-kind':
      return hasAlike(row, hand, 3);
    case 'two-pair':
      return hasTwoPair(hand);
    case 'pair':
      return hasAlike(row, hand, 2);
  }
}

/** No rank comes twice, so that wild cards can fill the gaps. */
function isSpread({ counts }: Hand): boolean {
  return counts.every((count) => count <= 1);
}

function isStraight(hand: Hand): boolean {
  if (!isSpread(hand)) return false;
  const [lowest = 0] = hand.ranks;
  const highest = hand.ranks.at(-1) ?? 0;
  if (highest - lowest <= 4) return true;
  // The ace also stands below the two, whose rank is 0.
  return highest === ace && (hand.ranks.at(-2) ?? 0) <= 3;
}

function hasAlike({ ranks, kicker }: PayRow<unknown>, { counts, wilds }: Hand, size: number): boolean {
  const allowed = (names: PayRow['ranks'], rank: number) =>
    !names || names.some((name) => name === rankNames[rank]);
  return counts.some((count, rank) => {
    if (count + wilds < size || !allowed(ranks, rank)) return false;
    // What is not needed lies beside; a wild card is whatever fits there.
    const beside = counts.flatMap((others, other) => (other !== rank && others > 0 ? [other] : []));
    if (count > size) beside.push(rank);
    return beside.every((other) => allowed(kicker, other));
  });
}

function isFullHouse({ counts, ranks }: Hand): boolean {
  const [most = 0, next = 0] = [...counts].sort((left, right) => right - left);
  return ranks.length <= 2 && most <= 3 && next <= 2;
}

function hasTwoPair({ counts, wilds }: Hand): boolean {
  const missing = counts.map((count) => Math.max(0, 2 - count)).sort((left, right) => left - right);
  return (missing[0] ?? 0) + (missing[1] ?? 0) <= wilds;
}
