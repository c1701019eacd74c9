import { invariant } from '@croupier/kernel';
import { deckSize } from '../cards/cards.js';
import { FastShoe } from '../cards/shoe.js';
import { type BetSheet, type Engine, type Sampler, sheetFromLaw } from '../engine.js';
import type { RandomSource } from '../random.js';
import { parseThreeCardDefinition, type ThreeCardDefinition } from './definition.js';
import { analyseAnte, handIndex, pairPlusLaw } from './exact.js';
import { bonusOf, qualifyingStrength, resultOf, strengthOf } from './hands.js';

/** Every hand of the player against every hand of the dealer, and the better of raise and fold. */
export const threeCardEngine: Engine<ThreeCardDefinition> = {
  kind: 'three-card-poker',
  parse: parseThreeCardDefinition,

  sheets(definition): BetSheet[] {
    const basis = 'Every hand against every hand of the dealer, raised where that returns more than a fold.';
    const ante = sheetFromLaw({ bet: 'ante', basis }, analyseAnte(definition).law);
    if (!definition.pairPlus) return [ante];
    const own = 'All 22,100 hands, each equally likely.';
    return [ante, sheetFromLaw({ bet: 'pair-plus', basis: own }, pairPlusLaw(definition.pairPlus))];
  },

  sampler(definition, bet): Sampler {
    const shoe = new FastShoe(Array.from({ length: deckSize }, (_, card) => card));
    const hand = new Uint8Array(3);
    const deal = (): number => {
      for (let position = 0; position < 3; position += 1) hand[position] = shoe.deal();
      hand.sort();
      return strengthOf(hand[0] ?? 0, hand[1] ?? 0, hand[2] ?? 0);
    };
    const { pairPlus } = definition;
    if (bet === 'pair-plus' && pairPlus) {
      const next = (random: RandomSource): number => {
        shoe.restart(random);
        const won = bonusOf(pairPlus, deal());
        return won > 0 ? 1 + won : 0;
      };
      return { unit: 1, next };
    }
    invariant(bet === 'ante', `the table offers no ${bet}`);
    const { raised } = analyseAnte(definition);
    const qualifying = qualifyingStrength(definition);
    const next = (random: RandomSource): number => {
      shoe.restart(random);
      const player = deal();
      if (!raised[handIndex(hand[0] ?? 0, hand[1] ?? 0, hand[2] ?? 0)]) return 0;
      return 1 + resultOf(player, deal(), qualifying) + bonusOf(definition.anteBonus, player);
    };
    return { unit: 1, next };
  },
};
