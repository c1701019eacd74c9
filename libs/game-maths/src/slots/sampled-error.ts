import { toDecimal } from '../fraction.js';
import { type Law, LawBuilder, varianceOf } from '../law.js';
import type { SlotDefinition } from './definition.js';
import { merged, roundFigures } from './round.js';
import type { SpinLaw } from './spin-law.js';

/** Standard error of the return of a sampled slot: that of a spin, as often as a round has it. */
export function sampledError({ freeSpins: feature }: SlotDefinition, law: SpinLaw): number {
  const { freeSpins } = roundFigures(law, feature);
  const { unit, free = law } = law;
  const [base, more] = [law, free].map(({ byAward }) => {
    const variance = Number(toDecimal(varianceOf(payoutLaw({ unit, byAward })), 12));
    return Math.sqrt(variance / (law.sampled ?? 1));
  });
  const perRound = (feature?.multiplier ?? 0) * Number(toDecimal(freeSpins, 12));
  return (base ?? 0) + (more ?? 0) * perRound;
}

/** What a spin pays, whatever it awards. */
export function payoutLaw({ unit, byAward }: Pick<SpinLaw, 'unit' | 'byAward'>): Law {
  const law = new LawBuilder(unit);
  for (const [payout, ways] of merged(byAward)) law.add(payout, ways);
  return law.build();
}
