import { invariant } from '@croupier/kernel';
import { type BetSheet, type Engine, type Sampler, sheetFromLaw } from '../engine.js';
import { add, fraction, multiply, toDecimal, type Fraction } from '../fraction.js';
import { type Law, LawBuilder, varianceOf } from '../law.js';
import { slotCertificationFaults } from './certification.js';
import type { SlotDefinition } from './definition.js';
import { parseSlotDefinition } from './parse.js';
import { combinations } from './model.js';
import { merged, roundFigures } from './round.js';
import { slotSampler } from './sampler.js';
import { type SpinLaw, spinLawOf } from './spin-law.js';

const bet = 'spin';

/** A slot has one bet: a round, which begins with the spin that is paid for. */
export const slotEngine: Engine<SlotDefinition> = {
  kind: 'slot',
  parse: parseSlotDefinition,

  sheets(definition): BetSheet[] {
    const law = spinLawOf(definition);
    const figures = roundFigures(law, definition.freeSpins);
    const parts = partsOf(definition, law, figures.freeSpins);
    const spins =
      law.sampled === undefined
        ? `Every one of ${combinations(definition)} equally likely draws of the stops`
        : `${law.sampled} sampled spins, because there are too many combinations to count`;
    const courses = [
      ...(definition.bonus === undefined ? [] : ['every course of the picks']),
      ...(definition.holdAndRespin === undefined ? [] : ['every course of the respins']),
      ...(definition.freeSpins === undefined ? [] : ['every course of the free spins']),
    ];
    const basis = `${[spins, ...courses].join(', and ')}; there is nothing to decide.`;
    if (law.sampled === undefined && definition.freeSpins === undefined) {
      return [sheetFromLaw({ bet, basis, parts }, payoutLaw(law))];
    }
    const { rtp, hitRate, variance, maximum } = figures;
    const sheet = { bet, basis, rtp, hitRate, variance, maximum };
    const error =
      law.sampled === undefined ? {} : { standardError: sampledError(definition, law, figures.freeSpins) };
    return [{ ...sheet, parts, ...error }];
  },

  certificationFaults: slotCertificationFaults,

  sampler(definition, name): Sampler {
    invariant(name === bet, `a slot has no ${name}`);
    return slotSampler(definition);
  },
};

/** Standard error of the return: that of a spin, as often as a round has it. */
function sampledError({ freeSpins: feature }: SlotDefinition, law: SpinLaw, freeSpins: Fraction): number {
  const spin = Number(toDecimal(varianceOf(payoutLaw(law)), 12));
  const perRound = 1 + (feature?.multiplier ?? 0) * Number(toDecimal(freeSpins, 12));
  return Math.sqrt(spin / (law.sampled ?? 1)) * perRound;
}

function payoutLaw({ unit, byAward }: SpinLaw): Law {
  const law = new LawBuilder(unit);
  for (const [payout, ways] of merged(byAward)) law.add(payout, ways);
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
