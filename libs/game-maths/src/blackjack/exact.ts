import { Upcard } from './basic-strategy.js';
import { compositions } from './compositions.js';
import type { BlackjackDefinition } from './definition.js';
import { partsOf } from '../odds.js';
import { dealerHasBlackjack } from './dealer.js';
import { Results, addResults } from './results.js';
import { aceRank, fullShoe, rankCount, tenRank } from './ranks.js';

const hands = compositions();

/** A definition with everything that follows from its rules. */
export interface BlackjackAnalysis {
  readonly upcards: readonly Upcard[];
  /** Expected win per stake. */
  readonly expectation: number;
  /** Chance of each result in stakes won; see `addResults` for how exact they are. */
  readonly results: ReadonlyMap<number, number>;
}

const analyses = new WeakMap<BlackjackDefinition, BlackjackAnalysis>();

/** Computes the basic strategy and its return; a second, once a definition. */
export function analyse(definition: BlackjackDefinition): BlackjackAnalysis {
  const known = analyses.get(definition) ?? compute(definition);
  analyses.set(definition, known);
  return known;
}

function compute(definition: BlackjackDefinition): BlackjackAnalysis {
  const upcards = Array.from({ length: rankCount }, (_, rank) => new Upcard(definition, rank));
  const shoe = fullShoe(definition.decks);
  const { win, per } = partsOf(definition.blackjackPays);
  const results = new Results();
  let expectation = 0;
  for (const upcard of upcards) {
    const chance = (shoe[upcard.up] ?? 0) / (52 * definition.decks);
    for (const deal of upcard.deals) {
      expectation += chance * deal.chance * (upcard.valueOf(deal) - upcard.original(deal.hand));
    }
    const { situation } = upcard;
    const ace = hands.single[aceRank] ?? 0;
    const natural = hands.next[ace * rankCount + tenRank] ?? 0;
    const dealt = 2 * situation.next(-1, aceRank) * situation.next(ace, tenRank);
    const blackjack = situation.chance(natural, dealerHasBlackjack);
    expectation += (chance * dealt * (1 - blackjack) * win) / per;
    results.add(win / per, chance * dealt * (1 - blackjack));
    results.add(0, chance * dealt * blackjack);
    addResults(upcard, chance, results);
  }
  return { upcards, expectation, results: results.chances };
}
