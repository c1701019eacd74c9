import { deckSize } from '../cards/cards.js';
import { FastShoe } from '../cards/shoe.js';
import type { Sampler } from '../engine.js';
import { partsOf, wholeStake } from '../odds.js';
import type { RandomSource } from '../random.js';
import { totalKey, totalKeys } from './compositions.js';
import { type BlackjackDefinition, mostSplitHands } from './definition.js';
import { analyse } from './exact.js';
import { aceRank, blackjackRank, rankCount, tenRank } from './ranks.js';
import { mostHands } from './split-value.js';

/** What is done with two cards or more, by the dealer's card and the total. */
const stand = 0;
const hit = 1;
const double = 2;
const surrender = 3;

/** Plays rounds by the basic strategy of a definition. */
export function blackjackSampler(definition: BlackjackDefinition): Sampler {
  const player = new FastPlayer(definition);
  return { unit: player.unit, next: (random) => player.play(random) };
}

/** Half a stake is whole, and so is the pay of a blackjack. */
export function unitOf({ blackjackPays }: BlackjackDefinition): number {
  return wholeStake([blackjackPays, '1:2']);
}

class FastPlayer {
  readonly unit: number;
  private readonly shoe: FastShoe;
  private readonly onTwo = new Uint8Array(rankCount * totalKeys);
  private readonly onMore = new Uint8Array(rankCount * totalKeys);
  private readonly splits = new Uint8Array(rankCount * rankCount);
  private readonly most: Uint8Array;
  private readonly blackjack: number;
  private readonly hits17: boolean;
  private readonly totals = new Uint8Array(mostSplitHands);
  private readonly stakes = new Uint8Array(mostSplitHands);
  private hands = 0;
  private up = 0;

  constructor(private readonly definition: BlackjackDefinition) {
    this.unit = unitOf(definition);
    const { win, per } = partsOf(definition.blackjackPays);
    this.blackjack = this.unit + (this.unit / per) * win;
    this.hits17 = definition.dealerSoft17 === 'hits';
    this.most = Uint8Array.from({ length: rankCount }, (_, rank) => mostHands(definition, rank));
    const cards = Array.from({ length: definition.decks * deckSize }, (_, place) =>
      blackjackRank(place % deckSize),
    );
    this.shoe = new FastShoe(cards);
    for (const { up, policy } of analyse(definition).upcards) {
      this.splits.set(policy.split, up * rankCount);
      for (let key = 0; key < totalKeys; key += 1) {
        const more = policy.hit[key] ? hit : stand;
        this.onMore[up * totalKeys + key] = more;
        const two = policy.double[key] ? double : more;
        this.onTwo[up * totalKeys + key] = policy.surrender[key] ? surrender : two;
      }
    }
  }

  /** @returns what came back, less what was staked in addition, in units */
  play(random: RandomSource): number {
    const { shoe, unit, definition } = this;
    shoe.restart(random);
    const first = shoe.deal();
    const second = shoe.deal();
    const up = (this.up = shoe.deal());
    const hole = shoe.deal();
    const natural = first + second === tenRank && (first === aceRank || second === aceRank);
    const dealerNatural = up + hole === tenRank && (up === aceRank || hole === aceRank);
    if (natural) return dealerNatural ? unit : this.blackjack;
    const takesAll = definition.dealerBlackjack === 'takes-all';
    const action = this.actionOnTwo(first, second);
    if (action === surrender) return dealerNatural && definition.surrender === 'late' ? 0 : unit / 2;
    if (dealerNatural && !takesAll) return 0;
    this.hands = 0;
    if (first === second && this.splits[up * rankCount + first]) this.playSplit(first);
    else this.playHand(first, second, action);
    let live = false;
    for (let hand = 0; hand < this.hands; hand += 1) live ||= (this.totals[hand] ?? 0) <= 21;
    const dealer = dealerNatural ? 22 : live ? this.dealerTotal(hole) : 0;
    let won = 0;
    for (let hand = 0; hand < this.hands; hand += 1) {
      const total = this.totals[hand] ?? 0;
      const stake = this.stakes[hand] ?? 0;
      if (total > 21 || (dealer <= 22 && total < dealer)) won -= stake;
      else if (dealer > 22 || total > dealer) won += stake;
    }
    return unit + won * unit;
  }

  /** A bust counts 23, so that 22 can be a blackjack, which beats all. */
  private dealerTotal(hole: number): number {
    let hard = this.up + 1 + hole + 1;
    let ace = this.up === aceRank || hole === aceRank;
    for (;;) {
      const soft = ace && hard <= 11;
      const total = soft ? hard + 10 : hard;
      if (total > 21) return 23;
      if (total > 17 || (total === 17 && !(soft && this.hits17))) return total;
      const card = this.shoe.deal();
      hard += card + 1;
      ace ||= card === aceRank;
    }
  }

  private actionOnTwo(first: number, second: number): number {
    if (first === second && this.splits[this.up * rankCount + first]) return stand;
    return (
      this.onTwo[this.up * totalKeys + keyOf(first + second + 2, first === aceRank || second === aceRank)] ??
      0
    );
  }

  private playSplit(pair: number): void {
    const { split, double: rule } = this.definition;
    const most = this.most[pair] ?? 2;
    let all = 2;
    for (let open = 2; open > 0;) {
      const card = this.shoe.deal();
      if (card === pair && all < most) {
        all += 1;
        open += 1;
        continue;
      }
      open -= 1;
      const key = keyOf(pair + card + 2, pair === aceRank || card === aceRank);
      const policy = this.onTwo[this.up * totalKeys + key] ?? 0;
      const more = this.onMore[this.up * totalKeys + key] ?? 0;
      if (pair === aceRank && !split.hitAces) this.playHand(pair, card, stand);
      else this.playHand(pair, card, this.afterSplit(policy, more, key, rule.afterSplit));
    }
  }

  /** A hand of a split cannot be given up, and not always doubled. */
  private afterSplit(policy: number, more: number, key: number, mayDoubleIt: boolean): number {
    if (policy === surrender) return this.doublesBelowSurrender(key) && mayDoubleIt ? double : more;
    return policy === double && !mayDoubleIt ? more : policy;
  }

  private doublesBelowSurrender(key: number): boolean {
    const policy = analyse(this.definition).upcards[this.up]?.policy;
    return policy?.double[key] === 1;
  }

  private playHand(first: number, second: number, action: number): void {
    let hard = first + second + 2;
    let ace = first === aceRank || second === aceRank;
    let next = action;
    let stake = 1;
    while (next !== stand) {
      const card = this.shoe.deal();
      hard += card + 1;
      ace ||= card === aceRank;
      if (next === double) {
        stake = 2;
        break;
      }
      if (hard > 21) break;
      next = this.onMore[this.up * totalKeys + keyOf(hard, ace)] ?? 0;
    }
    this.totals[this.hands] = ace && hard <= 11 ? hard + 10 : Math.min(hard, 31);
    this.stakes[this.hands] = stake;
    this.hands += 1;
  }
}

function keyOf(hard: number, ace: boolean): number {
  const soft = ace && hard <= 11;
  return totalKey(soft ? hard + 10 : hard, soft);
}
