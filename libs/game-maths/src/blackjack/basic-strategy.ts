import { compositions, totalKey, totalKeys } from './compositions.js';
import { DealerEndings, dealerHasBlackjack } from './dealer.js';
import type { BlackjackDefinition } from './definition.js';
import { aceRank, type BlackjackRank, rankCount, tenRank } from './ranks.js';
import { keyOf, mayDouble, Played, type Policy, Situation } from './situation.js';
import { mostHands, SplitValue } from './split-value.js';

const hands = compositions();
const ranks: readonly BlackjackRank[] = Array.from({ length: rankCount }, (_, rank) => rank);

/** Two cards: the hand, how it is dealt, and what it is worth in each way of playing. */
export interface FirstTwo {
  readonly hand: number;
  readonly first: BlackjackRank;
  readonly second: BlackjackRank;
  readonly chance: number;
}

/** One card of the dealer under the rules: the policy that is best against it, and what it is worth. */
export class Upcard {
  readonly situation: Situation;
  readonly deals: readonly FirstTwo[];
  readonly policy: Policy = {
    hit: new Uint8Array(totalKeys),
    double: new Uint8Array(totalKeys),
    surrender: new Uint8Array(totalKeys),
    split: new Uint8Array(rankCount),
  };
  readonly endings: DealerEndings;
  private played: Played;
  private readonly splits: readonly SplitValue[];

  constructor(
    readonly definition: BlackjackDefinition,
    readonly up: BlackjackRank,
  ) {
    this.endings = new DealerEndings(up, definition.dealerSoft17);
    this.situation = new Situation(definition, up, this.endings);
    this.deals = dealsOf(this.situation);
    this.splits = ranks.map((pair) => new SplitValue(definition, up, pair, this.endings));
    this.played = new Played(this.situation, this.policy);
    this.settle();
  }

  /** What two cards are worth by the policy; without the original stake that a blackjack of the dealer takes. */
  valueOf(deal: FirstTwo): number {
    if (this.isSplit(deal)) return this.splits[deal.first]?.value(this.policy) ?? 0;
    if (this.policy.surrender[keyOf(deal.hand)]) return this.surrendered(deal.hand);
    return this.played.valueOfTwo(deal.hand);
  }

  isSplit({ first, second }: FirstTwo): boolean {
    return first === second && this.policy.split[first] === 1;
  }

  /** Chance of the dealer's blackjack, and 0 where it costs the player no more than the values say already. */
  original(hand: number): number {
    return this.situation.takesAll ? 0 : this.situation.chance(hand, dealerHasBlackjack);
  }

  /** What half a stake is that is given up; an early one loses no more to a blackjack. */
  surrendered(hand: number): number {
    const blackjack = this.situation.chance(hand, dealerHasBlackjack);
    if (this.definition.surrender === 'early') return -0.5 + this.original(hand);
    return -0.5 * (1 - blackjack) - (this.situation.takesAll ? blackjack : 0);
  }

  /** Finds the best policy: each decision once those after it are made, again until how hands come about is settled too. */
  private settle(): void {
    let before = '';
    for (let round = 0; round < 12; round += 1) {
      this.decideHits(round === 0 ? this.weights(true) : this.weights(false));
      this.played = new Played(this.situation, this.policy);
      this.decideTwoCards();
      this.decideSplits();
      const after = Object.values(this.policy).join();
      if (after === before) return;
      before = after;
    }
  }

  /** How often each hand comes before a decision to hit, by the policy; `free` if every hand goes on. */
  private weights(free: boolean): Float64Array {
    const weights = new Float64Array(hands.size);
    for (const deal of this.deals) {
      const key = keyOf(deal.hand);
      const { double, surrender } = this.policy;
      const ends = this.isSplit(deal) || double[key] === 1 || surrender[key] === 1;
      // A trace of every hand, so that each total is decided even if it never comes about.
      weights[deal.hand] = (weights[deal.hand] ?? 0) + deal.chance * (ends && !free ? 1e-9 : 1);
    }
    for (const hand of handsBySize) {
      const weight = (weights[hand] ?? 0) * (free || this.policy.hit[keyOf(hand)] ? 1 : 1e-9);
      for (const rank of ranks) {
        const more = hands.next[hand * rankCount + rank] ?? -1;
        if (more >= 0 && weight > 0)
          weights[more] = (weights[more] ?? 0) + weight * this.situation.next(hand, rank);
      }
    }
    return weights;
  }

  private decideHits(weights: Float64Array): void {
    const played = new Played(this.situation, this.policy);
    for (const key of decisionOrder) {
      let gain = 0;
      for (const hand of handsByKey.get(key) ?? []) {
        const weight = weights[hand] ?? 0;
        if (weight > 0) gain += weight * (played.hit(hand) - this.situation.stand(hand));
      }
      this.policy.hit[key] = gain > 0 ? 1 : 0;
    }
  }

  private decideTwoCards(): void {
    const doubles = new Float64Array(totalKeys);
    const surrenders = new Float64Array(totalKeys);
    for (const deal of this.deals) {
      const { hand, chance } = deal;
      const total = hands.totals[hand] ?? 0;
      if (this.isSplit(deal) || total === 21) continue;
      const key = keyOf(hand);
      const plain = this.played.value(hand);
      const double = mayDouble(this.definition, total) ? this.situation.double(hand) : -Infinity;
      doubles[key] = (doubles[key] ?? 0) + chance * (double - plain);
      surrenders[key] = (surrenders[key] ?? 0) + chance * (this.surrendered(hand) - Math.max(plain, double));
    }
    for (let key = 0; key < totalKeys; key += 1) {
      this.policy.double[key] = (doubles[key] ?? 0) > 0 ? 1 : 0;
      this.policy.surrender[key] = this.definition.surrender !== 'none' && (surrenders[key] ?? 0) > 0 ? 1 : 0;
    }
  }

  private decideSplits(): void {
    for (const deal of this.deals) {
      if (deal.first !== deal.second || mostHands(this.definition, deal.first) < 2) continue;
      this.policy.split[deal.first] = 0;
      const whole = this.valueOf(deal);
      const split = this.splits[deal.first];
      // Where two hands are far from worth it, more of them are not either; to count them takes most of the time.
      const near = split !== undefined && split.value(this.policy, 2) > whole - nearlyWorthIt;
      this.policy.split[deal.first] = near && split.value(this.policy) > whole ? 1 : 0;
    }
  }
}

const nearlyWorthIt = 0.05;

/** All hands of two cards but blackjacks, with the chance of each against the dealer's card. */
function dealsOf(situation: Situation): FirstTwo[] {
  return ranks.flatMap((first) =>
    ranks.flatMap((second): FirstTwo[] => {
      if (second < first || (first === aceRank && second === tenRank)) return [];
      const one = hands.single[first] ?? 0;
      const hand = hands.next[one * rankCount + second] ?? 0;
      const orders = first === second ? 1 : 2;
      const chance = orders * situation.next(-1, first) * situation.next(one, second);
      return chance > 0 ? [{ hand, first, second, chance }] : [];
    }),
  );
}

const places = Array.from({ length: hands.size }, (_, hand) => hand);
/** All hands of two cards or more, those of fewer cards first. */
export const handsBySize: readonly number[] = places
  .filter((hand) => (hands.cards[hand] ?? 0) >= 2)
  .sort((left, right) => (hands.cards[left] ?? 0) - (hands.cards[right] ?? 0));

const handsByKey = new Map<number, number[]>();
for (const hand of handsBySize) {
  const same = handsByKey.get(keyOf(hand)) ?? [];
  same.push(hand);
  handsByKey.set(keyOf(hand), same);
}

/** Each total after all that a card can make of it; nobody hits 21. */
const decisionOrder: readonly number[] = [
  ...Array.from({ length: 9 }, (_, step) => totalKey(20 - step, false)),
  ...Array.from({ length: 9 }, (_, step) => totalKey(20 - step, true)),
  ...Array.from({ length: 8 }, (_, step) => totalKey(11 - step, false)),
];
