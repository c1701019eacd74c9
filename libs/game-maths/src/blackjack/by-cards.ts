import { compositions } from './compositions.js';
import type { BlackjackDefinition } from './definition.js';
import { analyse } from './exact.js';
import { fullShoe, rankCount } from './ranks.js';
import { mayDouble } from './situation.js';

/**
 * What a player gains per stake who looks at every card of a hand, and not only at its total as the sheet does; hands of a split
 * are left as they are. Never below zero.
 */
export function gainByCards(definition: BlackjackDefinition): number {
  const hands = compositions();
  const shoe = fullShoe(definition.decks);
  let gain = 0;
  for (const upcard of analyse(definition).upcards) {
    const { situation } = upcard;
    const known = new Map<number, number>();
    const best = (hand: number): number => {
      const before = known.get(hand);
      if (before !== undefined) return before;
      let hit = 0;
      for (let rank = 0; rank < rankCount; rank += 1) {
        const chance = situation.next(hand, rank);
        const more = hands.next[hand * rankCount + rank] ?? -1;
        if (chance > 0) hit += chance * (more < 0 ? situation.bust(hand, rank) : best(more));
      }
      const value = Math.max(situation.stand(hand), hit);
      known.set(hand, value);
      return value;
    };
    for (const deal of upcard.deals) {
      const { hand } = deal;
      const doubled = mayDouble(definition, hands.totals[hand] ?? 0) ? situation.double(hand) : -Infinity;
      const given = definition.surrender === 'none' ? -Infinity : upcard.surrendered(hand);
      const byTotal = upcard.valueOf(deal);
      const value = Math.max(best(hand), doubled, given, upcard.isSplit(deal) ? byTotal : -Infinity);
      gain += ((shoe[upcard.up] ?? 0) / (52 * definition.decks)) * deal.chance * (value - byTotal);
    }
  }
  return gain;
}
