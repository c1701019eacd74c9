import { invariant } from '@croupier/kernel';
import { type BetSheet, type Engine, type Sampler, sheetFromLaw } from '../engine.js';
import { LawBuilder } from '../law.js';
import { type DiceDefinition, dicePays, parseDiceDefinition, targetsOf } from './definition.js';

/** A sheet for each count of outcomes that can be chosen; under and over win on equally many. */
export const diceEngine: Engine<DiceDefinition> = {
  kind: 'dice',
  parse: parseDiceDefinition,

  sheets(definition): BetSheet[] {
    return targetsOf(definition).map((target) => {
      const law = new LawBuilder(definition.grid);
      law.add(dicePays(definition, target), BigInt(target));
      law.add(0, BigInt(definition.outcomes - target));
      const basis = `Every one of the ${definition.outcomes} outcomes, each equally likely; ${target} of them win.`;
      return sheetFromLaw({ bet: `win-on-${target}`, basis }, law.build());
    });
  },

  sampler(definition, bet): Sampler {
    const { outcomes, grid } = definition;
    const target = targetsOf(definition).find((each) => `win-on-${each}` === bet);
    invariant(target !== undefined, `there is no bet ${bet}`);
    const pays = dicePays(definition, target);
    return { unit: grid, next: (random) => (random.below(outcomes) < target ? pays : 0) };
  },
};
