import { describe, expect, it } from '@jest/globals';
import { changed, definitionJson } from '../../test/definitions.js';
import { totalKey, totalKeys } from './compositions.js';
import { dealerBust, DealerEndings, dealerHasBlackjack } from './dealer.js';
import { type BlackjackDefinition, parseBlackjackDefinition } from './definition.js';
import { fullShoe, rankCount, totalOf } from './ranks.js';
import type { Policy } from './situation.js';
import { SplitValue } from './split-value.js';

const oneDeck = (rules: Partial<BlackjackDefinition>) =>
  parseBlackjackDefinition(
    changed(definitionJson<object>('mill-lane-blackjack'), (copy) =>
      Object.assign(copy, { decks: 1 }, rules),
    ),
  );

interface Case {
  readonly definition: BlackjackDefinition;
  readonly up: number;
  readonly pair: number;
  readonly most: number;
  /** Hard totals below it are hit. */
  readonly standsOn: number;
}

/** The same by every order in which the cards of all hands can come, and the dealer's after them. */
function byEveryOrder({ definition, up, pair, most, standsOn }: Case): number {
  const endings = new DealerEndings(up, definition.dealerSoft17);
  const left = Float64Array.from(fullShoe(1));
  for (const gone of [up, pair, pair]) left[gone] = (left[gone] ?? 0) - 1;
  const chances = new Float64Array(7);
  const over: number[] = [];
  let cards = 49;
  let value = 0;

  const settle = (chance: number): void => {
    endings.fill(left, chances);
    chances.forEach((each, result) => {
      for (const total of over) {
        if (result === dealerHasBlackjack)
          value -= definition.dealerBlackjack === 'takes-all' ? chance * each : 0;
        else if (total > 21) value -= chance * each;
        else value += chance * each * (result === dealerBust ? 1 : Math.sign(total - 17 - result));
      }
    });
  };
  const draw = (chance: number, then: (rank: number, chance: number) => void): void => {
    for (let rank = 0; rank < rankCount; rank += 1) {
      const count = left[rank] ?? 0;
      if (count === 0) continue;
      const next = (chance * count) / cards;
      left[rank] = count - 1;
      cards -= 1;
      then(rank, next);
      cards += 1;
      left[rank] = count;
    }
  };
  const open = (all: number, waiting: number, chance: number): void => {
    if (waiting === 0) return settle(chance);
    draw(chance, (rank, next) => {
      if (rank === pair && all < most) open(all + 1, waiting + 1, next);
      else go([pair, rank], next, (last) => open(all, waiting - 1, last));
    });
  };
  const go = (hand: readonly number[], chance: number, then: (chance: number) => void): void => {
    const { total, soft } = totalOf(hand);
    if (!soft && total < standsOn) return draw(chance, (rank, next) => go([...hand, rank], next, then));
    over.push(total);
    then(chance);
    over.pop();
  };
  open(2, 2, 1);
  return value;
}

function byComposition({ definition, up, pair, most, standsOn }: Case): number {
  const none = (keys: number) => new Uint8Array(keys);
  const policy: Policy = {
    hit: none(totalKeys),
    double: none(totalKeys),
    surrender: none(totalKeys),
    split: none(rankCount),
  };
  for (let total = 2; total < standsOn; total += 1) policy.hit[totalKey(total, false)] = 1;
  const endings = new DealerEndings(up, definition.dealerSoft17);
  return new SplitValue(definition, up, pair, endings).value(policy, most);
}

describe('the value of a split', () => {
  const peek = oneDeck({});
  const takesAll = oneDeck({ dealerBlackjack: 'takes-all' });

  it.each<[string, Case]>([
    ['two tens to a six', { definition: peek, up: 5, pair: 9, most: 2, standsOn: 12 }],
    ['tens up to three hands', { definition: peek, up: 6, pair: 9, most: 3, standsOn: 12 }],
    [
      'nines up to three hands to a ten that may be a blackjack',
      { definition: peek, up: 9, pair: 8, most: 3, standsOn: 10 },
    ],
    ['the same where a blackjack takes all', { definition: takesAll, up: 9, pair: 8, most: 3, standsOn: 10 }],
    ['nines up to four hands to an ace', { definition: peek, up: 0, pair: 8, most: 4, standsOn: 10 }],
    ['two eights that are hit', { definition: peek, up: 8, pair: 7, most: 2, standsOn: 12 }],
    [
      'two sixes that bust before the dealer has looked',
      { definition: peek, up: 9, pair: 5, most: 2, standsOn: 13 },
    ],
    ['two sixes that bust', { definition: takesAll, up: 9, pair: 5, most: 2, standsOn: 13 }],
  ])('of %s is what every order of the cards comes to', (_, each) => {
    expect(byComposition(each)).toBeCloseTo(byEveryOrder(each), 11);
  });
});
