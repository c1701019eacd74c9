import { toDecimal } from '../fraction.js';
import { type Law, LawBuilder, varianceOf } from '../law.js';
import type { SlotDefinition } from './definition.js';
import { merged, roundFigures } from './round.js';
import type { SpinLaw } from './spin-law.js';

/** Standard error of the return of a sampled slot: that of a spin, as often as a round has it. */
export function sampledError({ freeSpins: feature }: SlotDefinition, law: SpinLaw): number {
  const { freeSpins } = roundFigures(law, feature);
  const spin = Number(toDecimal(varianceOf(payoutLaw(law)), 12));
  const perRound = 1 + (feature?.multiplier ?? 0) * Number(toDecimal(freeSpins, 12));
  return Math.sqrt(spin / (law.sampled ?? 1)) * perRound;
}

/** What a spin pays, whatever it awards. */
export function payoutLaw({ unit, byAward }: SpinLaw): Law {
  const law = new LawBuilder(unit);
  for (const [payout, ways] of merged(byAward)) law.add(payout, ways);
  return law.build();
}
