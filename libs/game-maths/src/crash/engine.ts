import { invariant } from '@croupier/kernel';
import { type BetSheet, type Engine, type Sampler, sheetFromLaw } from '../engine.js';
import { LawBuilder } from '../law.js';
import { type CrashDefinition, parseCrashDefinition } from './definition.js';
import { chanceToReach, crashPoint } from './point.js';

/** A sheet for each multiple of an automatic cash-out; the maximum is that of a player who chooses none. */
export const crashEngine: Engine<CrashDefinition> = {
  kind: 'crash',
  parse: parseCrashDefinition,

  sheets(definition): BetSheet[] {
    return stopsOf(definition).map((target) => cashOutSheet(definition, target));
  },

  sampler(definition, bet): Sampler {
    const target = stopsOf(definition).find((each) => nameOf(each) === bet);
    invariant(target !== undefined, `there is no automatic ${bet}`);
    const draw = crashPoint(definition);
    return { unit: definition.grid, next: (random) => (draw(random) >= target ? target : 0) };
  },
};

/** The figures of cashing out at any multiple from one to the maximum, in 1/grid, by hand or automatically. */
export function cashOutSheet(definition: CrashDefinition, multiple: number): BetSheet {
  const { numerator, denominator } = chanceToReach(definition, multiple);
  const law = new LawBuilder(definition.grid);
  law.add(multiple, numerator);
  law.add(0, denominator - numerator);
  const basis = `The chance of a multiple is what one staked returns, over the multiple; cashed out at it or lost before.`;
  return sheetFromLaw({ bet: nameOf(multiple), basis }, law.build());
}

function stopsOf({ targets, maximum }: CrashDefinition): number[] {
  return targets.includes(maximum) ? [...targets] : [...targets, maximum];
}

function nameOf(multiple: number): string {
  return `cash-out-${multiple}`;
}
