import { invariant } from '@croupier/kernel';
import { type BetSheet, type Engine, type Sampler, sheetFromLaw } from '../engine.js';
import { add, fraction, multiply, type Fraction } from '../fraction.js';
import { type Law, LawBuilder } from '../law.js';
import { parseSlotDefinition, type SlotDefinition } from './definition.js';
import { roundFigures } from './round.js';
import { slotSampler } from './sampler.js';
import { type SpinLaw, spinLawOf } from './spin-law.js';

const bet = 'spin';

/** A slot has one bet: a round, which begins with the spin that is paid for. */
export const slotEngine: Engine<SlotDefinition> = {
  kind: 'slot',
  parse: parseSlotDefinition,

  sheets(definition): BetSheet[] {
    const law = spinLawOf(definition);
    const { rtp, variance, hitRate, maximum, freeSpins } = roundFigures(law, definition.freeSpins);
    const parts = partsOf(definition, law, freeSpins);
    const basis = `Every one of ${law.total} equally likely courses of a spin`;
    if (definition.freeSpins === undefined) {
      return [sheetFromLaw({ bet, basis: `${basis}.`, parts }, payoutLaw(law))];
    }
    const all = `${basis}, and every course of the free spins; there is nothing to decide.`;
    return [{ bet, basis: all, rtp, hitRate, variance, maximum, parts }];
  },

  sampler(definition, name): Sampler {
    invariant(name === bet, `a slot has no ${name}`);
    return slotSampler(definition);
  },
};

/** What a spin pays, whatever it awards. */
export function payoutLaw({ unit, byAward }: SpinLaw): Law {
  const law = new LawBuilder(unit);
  for (const payouts of byAward.values()) for (const [payout, ways] of payouts) law.add(payout, ways);
  return law.build();
}

function partsOf(definition: SlotDefinition, law: SpinLaw, freeSpins: Fraction): BetSheet['parts'] {
  const base = [...law.parts].map(([name, sum]) => ({
    name,
    rtp: fraction(sum, law.total * BigInt(law.unit)),
  }));
  const feature = definition.freeSpins;
  if (feature === undefined) return base;
  const spin = base.reduce((total, { rtp }) => add(total, rtp), fraction(0n));
  const rtp = multiply(spin, multiply(freeSpins, fraction(BigInt(feature.multiplier))));
  return [...base, { name: 'free-spins', rtp }];
}
