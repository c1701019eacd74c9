import { type FirstTwo, handsBySize, type Upcard } from './basic-strategy.js';
import { compositions } from './compositions.js';
import { dealerBust, dealerHasBlackjack, dealerResults } from './dealer.js';
import { aceRank, rankCount } from './ranks.js';
import { keyOf, mayDouble, Situation } from './situation.js';
import { mostHands } from './split-value.js';

const hands = compositions();

/** Chances of results, in stakes won; a result below zero is lost. */
export class Results {
  readonly chances = new Map<number, number>();

  add(result: number, chance: number): void {
    if (chance > 0) this.chances.set(result, (this.chances.get(result) ?? 0) + chance);
  }
}

/**
 * How rounds against one card of the dealer end by its policy, blackjacks of the player left out. Exact but for rounds with
 * a split, whose hands are taken as independent once the dealer's result is known.
 */
export function addResults(upcard: Upcard, weight: number, into: Results): void {
  const { situation, policy } = upcard;
  const going = new Float64Array(hands.size);
  for (const deal of upcard.deals) {
    const chance = weight * deal.chance;
    const key = keyOf(deal.hand);
    if (upcard.isSplit(deal)) addSplit(upcard, deal, chance, into);
    else if (policy.surrender[key]) addSurrender(upcard, deal.hand, chance, into);
    else if (policy.double[key]) addDouble(situation, deal.hand, chance, into);
    else going[deal.hand] = (going[deal.hand] ?? 0) + chance;
  }
  for (const hand of handsBySize) {
    const chance = going[hand] ?? 0;
    if (chance === 0) continue;
    if (!policy.hit[keyOf(hand)]) {
      addStand(situation, { hand, stake: 1, chance }, into);
      continue;
    }
    for (let rank = 0; rank < rankCount; rank += 1) {
      const more = hands.next[hand * rankCount + rank] ?? -1;
      const next = chance * situation.next(hand, rank);
      if (more < 0) into.add(-1, next);
      else going[more] = (going[more] ?? 0) + next;
    }
  }
}

interface Standing {
  readonly hand: number;
  readonly stake: number;
  readonly chance: number;
}

function addStand(situation: Situation, { hand, stake, chance }: Standing, into: Results): void {
  for (let result = 0; result < dealerResults; result += 1) {
    const lostToBlackjack = situation.takesAll ? stake : 1;
    const won =
      result === dealerHasBlackjack ? -lostToBlackjack : stake * against(hands.totals[hand] ?? 0, result);
    into.add(won, chance * situation.chance(hand, result));
  }
}

function addDouble(situation: Situation, hand: number, chance: number, into: Results): void {
  for (let rank = 0; rank < rankCount; rank += 1) {
    const next = chance * situation.next(hand, rank);
    const more = hands.next[hand * rankCount + rank] ?? -1;
    if (more >= 0) addStand(situation, { hand: more, stake: 2, chance: next }, into);
    else {
      const given = situation.takesAll ? 0 : situation.blackjackAfter(hand, rank);
      into.add(-2, next * (1 - given));
      into.add(-1, next * given);
    }
  }
}

function addSurrender({ definition, situation }: Upcard, hand: number, chance: number, into: Results): void {
  const lost = definition.surrender === 'early' ? 0 : situation.chance(hand, dealerHasBlackjack);
  into.add(-1, chance * lost);
  into.add(-0.5, chance * (1 - lost));
}

/** What a total wins against a result of the dealer that is no blackjack. */
function against(total: number, result: number): number {
  return result === dealerBust ? 1 : Math.sign(total - 17 - result);
}

/** A split hand when it is over. */
interface Over {
  readonly total: number;
  readonly bust: boolean;
  readonly stake: number;
  readonly chance: number;
  /** True if its second card is of the pair's rank. */
  readonly alike: boolean;
}

function addSplit(upcard: Upcard, deal: FirstTwo, chance: number, into: Results): void {
  const { definition, up } = upcard;
  const situation = new Situation(definition, up, upcard.endings, [deal.first]);
  const first = hands.single[deal.first] ?? 0;
  const over = splitHand(upcard, situation, first);
  const again = situation.next(first, deal.first);
  const most = mostHands(definition, deal.first);
  // Results from every hand doubled and lost to every one won, shifted.
  const shift = 2 * most;
  const span = 2 * shift + 1;
  for (let result = 0; result < dealerResults; result += 1) {
    const dealt = chance * situation.chance(first, result);
    if (result === dealerHasBlackjack && !situation.takesAll) {
      into.add(-1, dealt);
      continue;
    }
    const any = new Float64Array(span);
    const unlike = new Float64Array(span);
    for (const { total, bust, stake, chance: each, alike } of over) {
      const lost = bust || result === dealerHasBlackjack;
      const at = shift + stake * (lost ? -1 : against(total, result));
      any[at] = (any[at] ?? 0) + each;
      if (!alike) unlike[at] = (unlike[at] ?? 0) + each;
    }
    const known = new Map<number, Float64Array>();
    const play = (all: number, open: number): Float64Array => {
      if (open === 0) return Float64Array.from({ length: span }, (_, at) => (at === shift ? 1 : 0));
      const key = all * (most + 1) + open;
      const before = known.get(key);
      if (before) return before;
      const rest = together(all === most ? any : unlike, play(all, open - 1), shift);
      const chances =
        all === most ? rest : play(all + 1, open + 1).map((more, at) => again * more + (rest[at] ?? 0));
      known.set(key, chances);
      return chances;
    };
    play(2, 2).forEach((each, at) => into.add(at - shift, dealt * each));
  }
}

/** Two results added, each shifted by `shift`. */
function together(left: Float64Array, right: Float64Array, shift: number): Float64Array {
  const sum = new Float64Array(left.length);
  left.forEach((chance, at) => {
    if (chance === 0) return;
    right.forEach((other, to) => {
      if (other > 0) sum[at + to - shift] = (sum[at + to - shift] ?? 0) + chance * other;
    });
  });
  return sum;
}

/** Every end of one hand of a split pair. */
function splitHand({ definition, policy }: Upcard, situation: Situation, first: number): Over[] {
  const over: Over[] = [];
  const pair = hands.single.indexOf(first);
  const follow = (hand: number, at: { chance: number; alike: boolean; two: boolean }): void => {
    const total = hands.totals[hand] ?? 0;
    const key = keyOf(hand);
    const { alike, two } = at;
    const end = (ended: number, stake: number, chance: number): void => {
      over.push({ total: hands.totals[ended] ?? 0, bust: ended < 0, stake, chance, alike });
    };
    const oneCard = two && pair === aceRank && !definition.split.hitAces;
    const doubles = two && definition.double.afterSplit && policy.double[key] && mayDouble(definition, total);
    if (oneCard || (!doubles && !policy.hit[key])) return end(hand, 1, at.chance);
    for (let rank = 0; rank < rankCount; rank += 1) {
      const more = hands.next[hand * rankCount + rank] ?? -1;
      const chance = at.chance * situation.next(hand, rank);
      if (chance === 0) continue;
      if (doubles) end(more, 2, chance);
      else if (more < 0) end(more, 1, chance);
      else follow(more, { chance, alike, two: false });
    }
  };
  for (let rank = 0; rank < rankCount; rank += 1) {
    const chance = situation.next(first, rank);
    const hand = hands.next[first * rankCount + rank] ?? -1;
    if (chance > 0) follow(hand, { chance, alike: rank === pair, two: true });
  }
  return over;
}
