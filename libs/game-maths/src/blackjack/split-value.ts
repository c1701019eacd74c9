import { compositions } from './compositions.js';
import type { DealerEndings } from './dealer.js';
import type { BlackjackDefinition } from './definition.js';
import { aceRank, type BlackjackRank, fullShoe, rankCount } from './ranks.js';
import { Played, type Policy, Situation } from './situation.js';

const hands = compositions();

/** Most hands that a pair of a rank can become. */
export function mostHands({ split }: BlackjackDefinition, pair: BlackjackRank): number {
  return pair === aceRank && !split.acesAgain ? Math.min(2, split.hands) : split.hands;
}

/**
 * What a pair is worth when it is split, exactly, for a policy that looks at its own hand alone. Cards of other hands are
 * then as good as cards that were never dealt, but for the ones that are known to be of the pair's rank, or known not to
 * be: those are taken out of the shoe, or counted by inclusion and exclusion.
 */
export class SplitValue {
  private readonly situations: Situation[] = [];

  constructor(
    private readonly definition: BlackjackDefinition,
    private readonly up: BlackjackRank,
    private readonly pair: BlackjackRank,
    private readonly endings: DealerEndings,
  ) {}

  /** `most` hands at most; as the rules say if left out. */
  value(policy: Policy, most = mostHands(this.definition, this.pair)): number {
    const afterGone: OneHand[] = [];
    const one = (gone: number): OneHand => (afterGone[gone] ??= this.oneHand(gone, policy));
    const known = this.knownCards();
    /** Of `alike` cards that are the pair's rank and `others` that are not, in an order that is given. */
    const expected = (alike: number, others: number, value: (hand: OneHand) => number): number => {
      let sum = 0;
      let ways = 1;
      for (let more = 0; more <= others; more += 1) {
        const chance = known(alike + more);
        if (chance > 0) sum += (more % 2 === 0 ? ways : -ways) * chance * value(one(alike + more));
        ways = (ways * (others - more)) / (more + 1);
      }
      return sum;
    };
    const values = new Map<number, number>();
    /** From `open` hands that lack their second card, of all that there are; many orders of cards lead there. */
    const play = (all: number, open: number): number => {
      if (open === 0) return 0;
      const [alike, others] = [all - 2, all - open];
      if (all === most) return open * expected(alike, others, (hand) => hand.any);
      const at = all * (most + 1) + open;
      const value =
        values.get(at) ??
        expected(alike, others, (hand) => hand.unlike) + play(all, open - 1) + play(all + 1, open + 1);
      values.set(at, value);
      return value;
    };
    return play(2, 2);
  }

  /** Chance that so many cards in a row are of the pair's rank, once the pair and the dealer's card are dealt. */
  private knownCards(): (count: number) => number {
    const shoe = fullShoe(this.definition.decks);
    const left = (shoe[this.pair] ?? 0) - 2 - (this.up === this.pair ? 1 : 0);
    const cards = 52 * this.definition.decks - 3;
    return (count) => {
      let chance = 1;
      for (let taken = 0; taken < count; taken += 1) chance *= Math.max(0, left - taken) / (cards - taken);
      return chance;
    };
  }

  /** One hand that begins with a card of the pair, with `gone` cards of that rank known to be elsewhere but the pair's other. */
  private oneHand(gone: number, policy: Policy): OneHand {
    const elsewhere = new Array<number>(gone + 1).fill(this.pair);
    const situation = (this.situations[gone] ??= new Situation(
      this.definition,
      this.up,
      this.endings,
      elsewhere,
    ));
    const played = new Played(situation, policy);
    const { split, double } = this.definition;
    const first = hands.single[this.pair] ?? 0;
    let any = 0;
    let unlike = 0;
    for (let rank = 0; rank < rankCount; rank += 1) {
      const chance = situation.next(first, rank);
      if (chance === 0) continue;
      const hand = hands.next[first * rankCount + rank] ?? -1;
      const oneCard = this.pair === aceRank && !split.hitAces;
      const value = oneCard
        ? situation.stand(hand)
        : double.afterSplit
          ? played.valueOfTwo(hand)
          : played.value(hand);
      any += chance * value;
      if (rank !== this.pair) unlike += chance * value;
    }
    return { any, unlike };
  }
}

/** Value of a split hand: with any second card, and that part of it whose second card is not of the pair's rank. */
interface OneHand {
  readonly any: number;
  readonly unlike: number;
}
