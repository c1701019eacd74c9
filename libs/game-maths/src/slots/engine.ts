import { invariant } from '@croupier/kernel';
import { type BetSheet, type Chances, type Engine, type Sampler, sheetFromLaw } from '../engine.js';
import { fraction, multiply, type Fraction } from '../fraction.js';
import { slotCertificationFaults } from './certification.js';
import { SlotCountingError } from './counting-room.js';
import type { SlotDefinition } from './definition.js';
import { freeSpinReturn } from './exact.js';
import { slotFigures } from './figures.js';
import { freeSpinOf } from './free-strips.js';
import { parsePlayedSlot, parseSlotDefinition } from './parse.js';
import { combinations } from './model.js';
import { roundFigures } from './round.js';
import { negligible, roundDistribution } from './round-distribution.js';
import { payoutLaw, sampledError } from './sampled-error.js';
import { slotSampler } from './sampler.js';
import { type SpinLaw, spinLawOf } from './spin-law.js';

const bet = 'spin';

/** A slot has one bet: a round, which begins with the spin that is paid for. */
export const slotEngine: Engine<SlotDefinition> = {
  kind: 'slot',
  parse: parseSlotDefinition,

  parsePlayed: parsePlayedSlot,

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
      ...(definition.freeSpins === undefined ? [] : [freeSpinCourses(definition)]),
    ];
    const basis = `${[spins, ...courses].join(', and ')}; there is nothing to decide.`;
    if (law.sampled === undefined && definition.freeSpins === undefined) {
      return [sheetFromLaw({ bet, basis, parts }, payoutLaw(law))];
    }
    const { rtp, hitRate, variance, maximum } = figures;
    const sheet = { bet, basis, rtp, hitRate, variance, maximum, parts };
    if (law.sampled === undefined) return [sheet];
    const standardError = sampledError(definition, law);
    return [{ ...sheet, sample: { rounds: law.sampled, standardError } }];
  },

  chances: roundChances,

  certificationFaults: slotCertificationFaults,

  figures: slotFigures,

  sampler(definition, name): Sampler {
    invariant(name === bet, `a slot has no ${name}`);
    return slotSampler(definition);
  },
};

function freeSpinCourses(definition: SlotDefinition): string {
  const free = freeSpinOf(definition);
  const own = free === definition ? '' : `, each of them of ${combinations(free)} draws on strips of its own`;
  return `every course of the free spins${own}`;
}

function roundChances(definition: SlotDefinition): Chances | undefined {
  if (definition.freeSpins === undefined || spinLawOf(definition).sampled !== undefined) return undefined;
  try {
    const { unit, probabilities } = roundDistribution(definition);
    const chances = new Map<number, number>();
    for (const [payout, chance] of probabilities.entries())
      if (chance >= negligible) chances.set(payout, chance);
    return { unit, chances, basis: 'Rounds with all their free spins, in doubles; each within 1e-12.' };
  } catch (error) {
    // Rounds that may pay beyond what can be listed have their mean, variance and most alone.
    if (error instanceof RangeError || error instanceof SlotCountingError) return undefined;
    throw error;
  }
}

function partsOf(definition: SlotDefinition, law: SpinLaw, freeSpins: Fraction): BetSheet['parts'] {
  const base = [...law.parts].map(([name, sum]) => ({
    name,
    rtp: fraction(sum, law.total * BigInt(law.unit)),
  }));
  const feature = definition.freeSpins;
  if (feature === undefined) return base;
  const rtp = multiply(freeSpinReturn(law), multiply(freeSpins, fraction(BigInt(feature.multiplier))));
  return [...base, { name: 'free-spins', rtp }];
}
