import { type Card, deckSize, rankOf, suitOf } from '../cards/cards.js';
import { type Law, LawBuilder } from '../law.js';
import type { ThreeCardDefinition, ThreeCardPays } from './definition.js';
import { bonusOf, qualifyingStrength, resultOf, strengthOf } from './hands.js';

/** Hands of three cards: 22,100. */
const handCount = (deckSize * (deckSize - 1) * (deckSize - 2)) / 6;
/** Hands of the dealer beside one of the player: 18,424. */
const dealerHands = ((deckSize - 3) * (deckSize - 4) * (deckSize - 5)) / 6;

type Hand = readonly [Card, Card, Card];

/** All hands: three cards each, and their strengths. */
const cards = new Uint8Array(3 * handCount);
const strengths = new Uint16Array(handCount);
let filled = 0;
for (let c = 2; c < deckSize; c += 1)
  for (let b = 1; b < c; b += 1)
    for (let a = 0; a < b; a += 1) {
      cards.set([a, b, c], 3 * filled);
      strengths[filled] = strengthOf(a, b, c);
      filled += 1;
    }

/** Ends of a hand that is raised, over every hand of the dealer. */
interface Raised {
  /** By what ante and raise win, plus two. */
  readonly ways: readonly number[];
  /** True if raising returns more than folding, which loses the ante. */
  readonly better: boolean;
}

function raise(definition: ThreeCardDefinition, [x, y, z]: Hand): Raised {
  const player = strengthOf(x, y, z);
  const qualifying = qualifyingStrength(definition);
  const ways = [0, 0, 0, 0, 0];
  for (let hand = 0; hand < handCount; hand += 1) {
    const [a, b, c] = [cards[3 * hand] ?? 0, cards[3 * hand + 1] ?? 0, cards[3 * hand + 2] ?? 0];
    if (a === x || a === y || a === z || b === x || b === y || b === z || c === x || c === y || c === z)
      continue;
    const at = resultOf(player, strengths[hand] ?? 0, qualifying) + 2;
    ways[at] = (ways[at] ?? 0) + 1;
  }
  const won = ways.reduce(
    (sum, count, at) => sum + count * (at - 2),
    bonusOf(definition.anteBonus, player) * dealerHands,
  );
  return { ways, better: won > -dealerHands };
}

/** True if a hand is worth a raise: counted over every hand of the dealer. */
export function raises(definition: ThreeCardDefinition, hand: Hand): boolean {
  return raise(definition, hand).better;
}

/** Hands that differ in the names of suits alone have one name. */
function classOf(hand: Hand): string {
  const suits = [0, 0, 0, 0];
  for (const card of hand) suits[suitOf(card)] = (suits[suitOf(card)] ?? 0) | (1 << rankOf(card));
  return suits.sort((left, right) => left - right).join();
}

export interface AnteAnalysis {
  readonly law: Law;
  /** By hand in the order of their highest cards: 1 if it is raised. */
  readonly raised: Uint8Array;
  /** The weakest hand that is raised. */
  readonly weakest: Hand;
}

const analyses = new WeakMap<ThreeCardDefinition, AnteAnalysis>();

/** Every hand of the player against every hand of the dealer, raised where that is better. */
export function analyseAnte(definition: ThreeCardDefinition): AnteAnalysis {
  const known = analyses.get(definition) ?? compute(definition);
  analyses.set(definition, known);
  return known;
}

function compute(definition: ThreeCardDefinition): AnteAnalysis {
  const law = new LawBuilder(1);
  const raised = new Uint8Array(handCount);
  const classes = new Map<string, Raised>();
  let weakest: Hand = [0, 0, 0];
  let least = Infinity;
  for (let index = 0; index < handCount; index += 1) {
    const hand: Hand = [cards[3 * index] ?? 0, cards[3 * index + 1] ?? 0, cards[3 * index + 2] ?? 0];
    const key = classOf(hand);
    const result = classes.get(key) ?? raise(definition, hand);
    classes.set(key, result);
    const strength = strengths[index] ?? 0;
    if (!result.better) {
      law.add(0, BigInt(dealerHands));
      continue;
    }
    raised[index] = 1;
    if (strength < least) [least, weakest] = [strength, hand];
    const bonus = bonusOf(definition.anteBonus, strength);
    result.ways.forEach((ways, at) => law.add(1 + at - 2 + bonus, BigInt(ways)));
  }
  return { law: law.build(), raised, weakest };
}

/** The bet on the player's own hand, over every hand. */
export function pairPlusLaw(pays: ThreeCardPays): Law {
  const law = new LawBuilder(1);
  for (const strength of strengths) {
    const won = bonusOf(pays, strength);
    law.add(won > 0 ? 1 + won : 0, 1n);
  }
  return law.build();
}

/** Place of a hand among all, its cards in ascending order. */
export function handIndex(a: Card, b: Card, c: Card): number {
  return a + (b * (b - 1)) / 2 + (c * (c - 1) * (c - 2)) / 6;
}
