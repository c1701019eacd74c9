import { invariant } from '@croupier/kernel';
import { deckSize, rankOf } from '../cards/cards.js';
import { FastShoe } from '../cards/shoe.js';
import { type BetSheet, type Engine, type Sampler, sheetFromLaw } from '../engine.js';
import { winOf } from '../odds.js';
import { bonusOf, type CasinoWarDefinition, parseCasinoWarDefinition, wholeWar } from './definition.js';
import { isWarBetter, tieLaw, warLaw } from './exact.js';

/** Every order of the four cards that can decide a round, by their ranks. */
export const casinoWarEngine: Engine<CasinoWarDefinition> = {
  kind: 'casino-war',
  parse: parseCasinoWarDefinition,

  sheets(definition): BetSheet[] {
    const way = isWarBetter(definition) ? 'goes to war' : 'is given up';
    const basis = `Every order of four cards of ${definition.decks} decks, by rank; a tie ${way}, which returns more or is the rule.`;
    const war = sheetFromLaw({ bet: 'war', basis }, warLaw(definition));
    if (definition.tiePays === undefined) return [war];
    const first = `Every order of two cards of ${definition.decks} decks, by rank.`;
    return [war, sheetFromLaw({ bet: 'tie', basis: first }, tieLaw(definition))];
  },

  sampler(definition, bet): Sampler {
    const { tiePays, burn } = definition;
    const isTie = bet === 'tie' && tiePays !== undefined;
    invariant(isTie || bet === 'war', `the table offers no ${bet}`);
    const unit = wholeWar(definition);
    const shoe = new FastShoe(
      Array.from({ length: definition.decks * deckSize }, (_, place) => rankOf(place % deckSize)),
    );
    const toWar = isWarBetter(definition);
    const tieWin = unit + winOf(unit, tiePays ?? '0:1');
    const tieAgain = 2 * unit + bonusOf(definition, unit);
    const next: Sampler['next'] = (random) => {
      shoe.restart(random);
      const difference = shoe.deal() - shoe.deal();
      if (isTie) return difference === 0 ? tieWin : 0;
      if (difference !== 0) return difference > 0 ? 2 * unit : 0;
      if (!toWar) return unit / 2;
      for (let burnt = 0; burnt < burn; burnt += 1) shoe.deal();
      const player = shoe.deal();
      for (let burnt = 0; burnt < burn; burnt += 1) shoe.deal();
      const dealer = shoe.deal();
      return player < dealer ? -unit : player > dealer ? 2 * unit : tieAgain;
    };
    return { unit, next };
  },
};
